import type { LngLat } from './directory.ts'
import { MOST_CORNERS } from './packed.ts'
import { toSteps } from './steps.ts'

/** An area of any form: outer rings, holes and islands alike. A point is inside when it is within an odd number of them. */
export type Shape = { rings: readonly (readonly LngLat[])[] }

/**
 * Runs of border with the same owners on both sides, each kept once: chain c owns the corners from `starts[c]` to the next
 * start, in steps, and has `owners[2c]` on one side and `owners[2c + 1]` on the other (-1: nobody).
 */
export type Chains = { corners: Int32Array; starts: number[]; owners: number[] }

/** One edge as two corner numbers, and the one or two owners whose rings run along it. */
type Side = { from: number; to: number; one: number; other: number; isKept: boolean }

export function chainsOf(shapes: readonly Shape[]): Chains {
  const numbered = numberCorners(shapes)
  const [corners, starts, owners]: [number[], number[], number[]] = [[], [], []]
  let before: Side | undefined
  for (const side of sidesOf(numbered.rings)) {
    // An owner on both sides: the rings of two parts of one area touch here, and nothing changes when crossing.
    if (side.isKept || side.one === side.other) continue
    side.isKept = true
    if (before?.to !== side.from || before.one !== side.one || before.other !== side.other) {
      starts.push(corners.length / 2)
      owners.push(side.one, side.other)
      corners.push(numbered.xs[side.from]!, numbered.ys[side.from]!)
    }
    corners.push(numbered.xs[side.to]!, numbered.ys[side.to]!)
    before = side
  }
  return { corners: Int32Array.from(corners), starts, owners }
}

type Ring = { owner: number; corners: number[] }

/** Corners that are the same after rounding are one corner, whoever brings them. */
function numberCorners(shapes: readonly Shape[]) {
  const columns = new Map<number, Map<number, number>>()
  const [xs, ys]: [number[], number[]] = [[], []]
  const numberOf = ([lng, lat]: LngLat) => {
    const [x, y] = [toSteps(lng), toSteps(lat)]
    const column = columns.get(x) ?? new Map<number, number>()
    const number = column.get(y) ?? xs.length
    if (number < xs.length) return number
    columns.set(x, column.set(y, number))
    xs.push(x)
    ys.push(y)
    return number
  }
  const rings = shapes.flatMap(({ rings }, owner): Ring[] =>
    rings.map((ring) => ({ owner, corners: ring.map(numberOf) })),
  )
  // An edge brings two corners at most to its chain, so that every corner of a chain can be named in a run.
  const count = rings.reduce((sum, { corners }) => sum + corners.length, 0)
  if (count > MOST_CORNERS / 2) throw new RangeError(`Too many corners for one index: ${count}`)
  return { rings, xs, ys }
}

/** Every ring's edges in their order; neighbours meet the same Side. The third along an edge opens a second Side. */
function sidesOf(rings: readonly Ring[]): Side[] {
  const open = new Map<number, Side>()
  const sides: Side[] = []
  for (const { owner, corners } of rings)
    for (let i = 0; i < corners.length; i++) {
      const [from, to] = [corners[i]!, corners[(i + 1) % corners.length]!]
      if (from === to) continue
      const key = Math.min(from, to) * MOST_CORNERS + Math.max(from, to)
      let side = open.get(key)
      if (side) {
        side.other = owner
        open.delete(key)
      } else {
        side = { from, to, one: owner, other: -1, isKept: false }
        open.set(key, side)
      }
      sides.push(side)
    }
  return sides
}
