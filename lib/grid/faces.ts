import { isWithin, pieces, turn } from './borders.ts'
import type { Corner, Side } from './polygons.ts'

/** The regions that borders enclose, each as its outer ring, counter-clockwise, not closed. Only for drawing: where two borders cross, the crossing is rounded to a whole step. */
export function facesOf(borders: readonly Side[]): Corner[][] {
  const next = turnings(noded(borders))
  const faces: Corner[][] = []
  const seen = new Set<string>()
  for (const [start, { from }] of next) {
    if (seen.has(start)) continue
    const face: Corner[] = []
    let [key, at] = [start, from]
    while (!seen.has(key)) {
      seen.add(key)
      face.push(at)
      const step = next.get(key)!
      key = step.next
      at = step.to
    }
    faces.push(face)
  }
  return faces
}

const keyOf = ([x, y]: Corner) => `${x},${y}`

/** Every border cut where another meets or crosses it, each piece once. */
function noded(borders: readonly Side[]): Side[] {
  const byWest = borders.toSorted((a, b) => west(a) - west(b))
  const cuts = new Map(byWest.map((side) => [side, [] as Corner[]]))
  byWest.forEach((one, index) => {
    for (let at = index + 1; at < byWest.length && west(byWest[at]!) <= east(one); at++) {
      const other = byWest[at]!
      for (const corner of meetings(one, other)) {
        cuts.get(one)!.push(corner)
        cuts.get(other)!.push(corner)
      }
    }
  })
  const cut = byWest.flatMap((side) => pieces(side[0], side[1], cuts.get(side)!))
  const once = cut.map(([a, b]): Side => (keyOf(a) < keyOf(b) ? [a, b] : [b, a]))
  return [...new Map(once.map((side) => [side.map(keyOf).join(' '), side])).values()]
}

const west = ([a, b]: Side) => Math.min(a[0], b[0])
const east = ([a, b]: Side) => Math.max(a[0], b[0])

function meetings([a, b]: Side, [c, d]: Side): Corner[] {
  const [toC, toD, toA, toB] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (toC * toD < 0 && toA * toB < 0) {
    const share = toA / (toA - toB)
    return [[Math.round(a[0] + share * (b[0] - a[0])), Math.round(a[1] + share * (b[1] - a[1]))]]
  }
  return [
    ...(toC === 0 && isWithin(a, b, c) ? [c] : []),
    ...(toD === 0 && isWithin(a, b, d) ? [d] : []),
    ...(toA === 0 && isWithin(c, d, a) ? [a] : []),
    ...(toB === 0 && isWithin(c, d, b) ? [b] : []),
  ]
}

type Turning = { from: Corner; to: Corner; next: string }

/** For each direction along each piece, the one that follows it when the region on its left is walked around. */
function turnings(sides: readonly Side[]): Map<string, Turning> {
  const leaving = new Map<string, Corner[]>()
  const corners = new Map<string, Corner>()
  for (const [a, b] of sides) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      corners.set(keyOf(from), from)
      leaving.set(keyOf(from), [...(leaving.get(keyOf(from)) ?? []), to])
    }
  }
  for (const [key, ends] of leaving) {
    const at = corners.get(key)!
    ends.sort((a, b) => bearing(at, a) - bearing(at, b))
  }
  const next = new Map<string, Turning>()
  for (const [a, b] of sides.flatMap(([one, two]): Side[] => [
    [one, two],
    [two, one],
  ])) {
    const ends = leaving.get(keyOf(b))!
    // The sharpest turn to the left: the direction just clockwise of the way back.
    const back = ends.findIndex((end) => keyOf(end) === keyOf(a))
    const onward = ends.at(back - 1)!
    next.set(`${keyOf(a)} ${keyOf(b)}`, { from: a, to: b, next: `${keyOf(b)} ${keyOf(onward)}` })
  }
  return next
}

const bearing = (from: Corner, to: Corner) => Math.atan2(to[1] - from[1], to[0] - from[0])
