import type { LngLat } from '../../lib/grid/directory.ts'
import { type Random, seeded } from '../../lib/simulate/random.ts'

type Step = readonly [x: number, y: number]
/** One owner's area as GeoJSON has it: polygons of one outer ring and its holes, all closed, on the lattice of 1e-7 degrees. */
export type Area = { polygons: LngLat[][][] }

const [WEST, SOUTH, WIDE] = [1_158_000_000, 351_000_000, 5_000_000]
const degrees = ([x, y]: Step): LngLat => [x / 1e7, y / 1e7]

/**
 * Half a degree divided without gap or overlap, the same for the same seed: a jittered mesh with broken borders that neighbours
 * share corner by corner. Every 7th owner has two neighbouring cells, every 50th an enclave, every 100th a second part far away.
 */
export function aPartition(side: number, seed = 1): Area[] {
  const random = seeded(seed)
  const mesh = WIDE / side
  const shake = (at: number) => (at === 0 || at === side ? 0 : (random() - 0.5) * 0.3 * mesh)
  const nodes = grid(
    side + 1,
    (x, y): Step => [Math.round(WEST + x * mesh + shake(x)), Math.round(SOUTH + y * mesh + shake(y))],
  )
  const detail = () => (random() < 0.5 ? 3 : 4)
  const across = grid(side + 1, (x, y) =>
    line(nodes[y]![x]!, nodes[y]![Math.min(x + 1, side)]!, detail(), random),
  )
  const up = grid(side + 1, (x, y) =>
    line(nodes[y]![x]!, nodes[Math.min(y + 1, side)]![x]!, detail(), random),
  )

  const areas: Area[] = []
  const islands: Area[] = []
  const owners = new Map<number, Area>()
  for (let cell = 0; cell < side * side; cell++) {
    const [x, y] = [cell % side, Math.floor(cell / side)]
    const ring = [
      ...across[y]![x]!,
      ...up[y]![x + 1]!,
      ...across[y + 1]![x]!.toReversed(),
      ...up[y]![x]!.toReversed(),
    ]
    const rings = [closed(ring)]
    if (cell % 50 === 3) {
      const middle: Step = [WEST + (x + 0.5) * mesh, SOUTH + (y + 0.5) * mesh]
      const island = closed(around(middle, mesh * 0.1, random))
      rings.push(island.toReversed())
      islands.push({ polygons: [[island]] })
    }
    const before =
      cell % 7 === 1 ? owners.get(cell - 1) : cell % 100 === 99 ? owners.get(cell - 70) : undefined
    const area = before ?? { polygons: [] }
    area.polygons.push(rings)
    owners.set(cell, area)
    if (!before) areas.push(area)
  }
  return [...areas, ...islands]
}

export const shapeOf = ({ polygons }: Area) => ({ rings: polygons.flat() })

function grid<T>(side: number, make: (x: number, y: number) => T): T[][] {
  return Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => make(x, y)))
}

/** From a to b without the last corner's repetition, its middle pushed aside again and again. */
function line(a: Step, b: Step, depth: number, random: Random, aside = 0.16): Step[] {
  if (depth === 0) return [a, b]
  const push = (random() - 0.5) * aside
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const middle: Step = [Math.round(a[0] + dx / 2 - dy * push), Math.round(a[1] + dy / 2 + dx * push)]
  const half = (from: Step, to: Step) => line(from, to, depth - 1, random, aside * 0.7)
  return [...half(a, middle), ...half(middle, b).slice(1)]
}

function around([x, y]: Step, radius: number, random: Random): Step[] {
  return Array.from({ length: 12 }, (_, n) => {
    const far = radius * (0.5 + random() / 2)
    return [
      Math.round(x + far * Math.cos((n * Math.PI) / 6)),
      Math.round(y + far * Math.sin((n * Math.PI) / 6)),
    ] as const
  })
}

function closed(steps: readonly Step[]): LngLat[] {
  const corners = steps.filter((step, i) => i === 0 || String(step) !== String(steps[i - 1]))
  if (String(corners[0]) === String(corners.at(-1))) corners.pop()
  return [...corners, corners[0]!].map(degrees)
}
