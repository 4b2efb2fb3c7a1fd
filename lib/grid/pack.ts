import { type Chains, chainsOf, type Shape } from './chains.ts'
import { crossings } from './crossings.ts'
import type { Orient2d } from './directory.ts'
import { NOBODY } from './owner-code.ts'
import { HEADER_WORDS, MIXED, type Packed, writeHeader } from './packed.ts'
import { codesOf, edgesByCell, leafOf, rasterOver } from './raster.ts'
import { toDegrees } from './steps.ts'

/** The index of these shapes as bytes: keep them, send them, open them. An owner is its shape's place in the list. */
export function packIndex(shapes: readonly Shape[], side: Orient2d): ArrayBuffer {
  const chains = chainsOf(shapes)
  const packed = layOut(chains, shapes.length)
  setReferences(packed, side)
  return packed.data.buffer
}

function layOut(chains: Chains, owners: number): Packed {
  const { corners, starts } = chains
  const raster = rasterOver(corners, owners)
  const listed = edgesByCell(chains, raster)
  const codes = codesOf(chains)
  const leaves = listed.map((edges) => edges && leafOf(edges, codes))
  const leavesAt = HEADER_WORDS + leaves.length
  const chainsAt = leaves.reduce((sum, leaf) => sum + (leaf?.length ?? 0), leavesAt)
  const cornersAt = chainsAt + starts.length * 3 + 1
  const words = cornersAt + corners.length
  const header = { ...raster, owners, chains: starts.length, chainsAt, cornersAt, words }
  const data = new Int32Array(words)

  let at = leavesAt
  leaves.forEach((leaf, cell) => {
    if (!leaf) return
    data[HEADER_WORDS + cell] = at
    data.set(leaf, at)
    at += leaf.length
  })
  for (const [chain, start] of starts.entries())
    data.set([start, chains.owners[chain * 2]!, chains.owners[chain * 2 + 1]!], chainsAt + chain * 3)
  data[cornersAt - 1] = corners.length / 2
  data.set(corners, cornersAt)
  return writeHeader(data, header)
}

/**
 * Row by row from the west, where nobody is: a cell's own edges lead from its reference to its south-west corner, and from
 * there to the next cell's. So no cell is decided by another rule than the lookups will use.
 */
function setReferences(packed: Packed, side: Orient2d): void {
  const { data, west, south, size, columns, rows } = packed
  const placeOf = (x: number, y: number) => ({ x, y, lng: toDegrees(x), lat: toDegrees(y) })
  for (let row = 0; row < rows; row++) {
    let holders = NOBODY
    for (let column = 0; column < columns; column++) {
      const cell = HEADER_WORDS + row * columns + column
      const [leaf, wall, y] = [data[cell]!, west + column * size, south + row * size]
      if (leaf === 0) {
        data[cell] = holders > 0 ? MIXED : holders
        continue
      }
      data[leaf] = holders ^ crossings(packed, leaf, wall, placeOf(wall, y), side)
      holders = data[leaf]! ^ crossings(packed, leaf, wall, placeOf(wall + size, y), side)
    }
  }
}
