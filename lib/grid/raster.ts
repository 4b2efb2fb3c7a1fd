import type { Chains } from './chains.ts'
import { codeOf, NOBODY } from './owner-code.ts'
import { type Header, LONGEST_RUN, runOf } from './packed.ts'

/** More cells make more lookups end in a cell without borders, and the index larger. Measured: bench/routing.ts. */
const CELLS_PER_OWNER = 16

export type Raster = Pick<Header, 'west' | 'south' | 'size' | 'columns' | 'rows'>

/** Square cells over all corners. The first column begins a step to the west, where nobody is. */
export function rasterOver(corners: Int32Array, owners: number): Raster {
  let [west, south, east, north] = corners.length ? [Infinity, Infinity, -Infinity, -Infinity] : [1, 0, 0, 0]
  for (let i = 0; i < corners.length; i += 2) {
    west = Math.min(west, corners[i]!)
    east = Math.max(east, corners[i]!)
    south = Math.min(south, corners[i + 1]!)
    north = Math.max(north, corners[i + 1]!)
  }
  west--
  const [width, height] = [east - west + 1, north - south + 1]
  const longest = Math.max(width, height)
  const fair = Math.sqrt((width * height) / (CELLS_PER_OWNER * Math.max(1, owners)))
  // A county as thin as a thread would ask for cells without end.
  const size = Math.max(1, Math.ceil(fair), Math.ceil(longest / (CELLS_PER_OWNER * Math.max(1, owners))))
  return { west, south, size, columns: Math.ceil(width / size), rows: Math.ceil(height / size) }
}

/** Which edges may meet each cell, walls included: edge e, from corner e to e + 1, is listed under cell c in ascending order. */
export function edgesByCell({ corners, starts }: Chains, raster: Raster): (number[] | undefined)[] {
  const cells: (number[] | undefined)[] = new Array(raster.columns * raster.rows).fill(undefined)
  starts.forEach((start, chain) => {
    const end = (starts[chain + 1] ?? corners.length / 2) - 1
    for (let edge = start; edge < end; edge++)
      for (const cell of cellsOf(corners, edge, raster)) {
        const listed = cells[cell]
        if (listed) listed.push(edge)
        else cells[cell] = [edge]
      }
  })
  return cells
}

/** Rather a cell too many than one too few; but none whose wall is east of the edge: there `crossings` would count what is not on its way. */
function* cellsOf(corners: Int32Array, edge: number, { west, south, size, columns, rows }: Raster) {
  const corner = edge * 2
  const [ax, ay, bx, by] = [
    corners[corner]!,
    corners[corner + 1]!,
    corners[corner + 2]!,
    corners[corner + 3]!,
  ]
  const [left, right, low, high] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)]
  const within = (cell: number, cells: number) => Math.min(cells - 1, Math.max(0, cell))
  const along = (y: number) => ax + ((bx - ax) * (y - ay)) / (by - ay)
  const [first, last] = [low, high].map((y, i) => within(Math.floor((y - south - 1 + 2 * i) / size), rows))
  for (let row = first!; row <= last!; row++) {
    const [bottom, top] = [Math.max(low, south + row * size), Math.min(high, south + (row + 1) * size)]
    const isWhole = low === high || first === last
    const ends = isWhole ? [left, right] : [along(bottom), along(top)].sort((a, b) => a - b)
    const from = within(Math.floor((Math.max(left, ends[0]! - 2) - west - 1) / size), columns)
    const to = within(Math.floor((Math.min(right, ends[1]! + 2) - west + 1) / size), columns)
    for (let column = from; column <= to; column++)
      if (right > west + column * size) yield row * columns + column
  }
}

/** A leaf as it is packed, its reference still to be set: neighbouring edges of one chain make one run. */
export function leafOf(edges: readonly number[], codes: Int32Array): number[] {
  const leaf = [NOBODY]
  for (let i = 0, length = 1; i < edges.length; i += length) {
    const start = edges[i]!
    length = 1
    while (edges[i + length] === start + length && length < LONGEST_RUN) length++
    leaf.push(runOf(start, length, i + length === edges.length), codes[start]!)
  }
  return leaf
}

/** What crossing the chain of each corner adds. */
export function codesOf({ corners, starts, owners }: Chains): Int32Array {
  const codes = new Int32Array(corners.length / 2)
  const of = (owner: number) => (owner < 0 ? NOBODY : codeOf(owner))
  starts.forEach((start, chain) => {
    codes.fill(of(owners[chain * 2]!) ^ of(owners[chain * 2 + 1]!), start, starts[chain + 1] ?? codes.length)
  })
  return codes
}
