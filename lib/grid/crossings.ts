import type { Orient2d } from './directory.ts'
import { edgesOf, isLast, type Packed, startOf } from './packed.ts'
import { toDegrees } from './steps.ts'

/** A point twice: in steps to compare with corners, in degrees to decide exactly what steps leave open. */
export type Place = { x: number; y: number; lng: number; lat: number }

/** Above this many times the edge's length, rounding cannot have turned the side of a point around. */
const DOUBT = 1e-5

/**
 * What changes on the way from a leaf's reference, on its cell's west wall, up or down the wall and then east to the place:
 * the XOR of the codes of the borders crossed. Each edge is asked alone, so their order does not matter:
 * one at the place's latitude is crossed when the place is on or to the right of it; one that is not, but goes
 * through the wall, is crossed on the wall when the place is to the right of the line it lies on. (The reference is where
 * nothing is crossed: below what falls and above what rises through the wall.)
 */
export function crossings(
  { data, cornersAt }: Packed,
  leaf: number,
  wall: number,
  at: Place,
  side: Orient2d,
) {
  // A corner is at or below y when it is at or below the whole step under y; whole numbers compare faster.
  const floor = Math.floor(at.y) | 0
  let crossed = 0
  let run = leaf - 1
  let packed = 0
  do {
    run += 2
    packed = data[run]!
    let corner = cornersAt + startOf(packed) * 2
    const end = corner + edgesOf(packed) * 2
    let isOdd = false
    let ax = data[corner]!
    let ay = data[corner + 1]!
    while (corner < end) {
      corner += 2
      const bx = data[corner]!
      const by = data[corner + 1]!
      const isBelow = ay <= floor
      // Half-open: of two edges that meet at the place's latitude it is one, and it is the same for all owners.
      if (isBelow !== by <= floor) {
        if (isBelow ? isRightOf(ax, ay, bx, by, at, side) : isRightOf(bx, by, ax, ay, at, side))
          isOdd = !isOdd
      } else if (ax <= wall !== bx <= wall) {
        const rises = ay !== by && ax < bx === ay < by
        if (isBelow !== rises) isOdd = !isOdd
      }
      ax = bx
      ay = by
    }
    if (isOdd) crossed ^= data[run + 1]!
  } while (!isLast(packed))
  return crossed
}

/** Whether a place at the latitude of the edge is right of or on it, seen from its lower to its upper end. Exact. */
export function isRightOf(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  at: Place,
  side: Orient2d,
): boolean {
  const { x, y } = at
  if (x < ax && x < bx) return false
  if (x >= ax && x >= bx) return true
  const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
  const doubt = DOUBT * (Math.abs(bx - ax) + by - ay)
  if (turn > doubt) return false
  if (turn < -doubt) return true
  return !(side(toDegrees(ax), toDegrees(ay), toDegrees(bx), toDegrees(by), at.lng, at.lat) < 0)
}
