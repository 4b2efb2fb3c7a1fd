import { type Corner, isSame, type Side } from './polygons.ts'

/** Side of the point c as seen from a to b: positive is left. Exact on the lattice of steps. */
export function turn([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/**
 * What is left of many areas' sides when every side that two of them share from opposite sides is taken out: nothing but the
 * outline when the areas are a partition, and otherwise the borders of every gap and overlap. A side is also shared
 * piece by piece, where the other's corner lies exactly on it. Exact: no distance, no tolerance.
 */
export function openSides(sides: readonly Side[]): Side[] {
  return cancelled(splitAtCorners(cancelled(sides)))
}

const keyOf = ([x, y]: Corner) => `${x},${y}`

function cancelled(sides: readonly Side[]): Side[] {
  const net = new Map<string, { side: Side; count: number }>()
  for (const [from, to] of sides) {
    const [a, b] = [keyOf(from), keyOf(to)]
    const isForward = a < b
    const key = isForward ? `${a} ${b}` : `${b} ${a}`
    const entry = net.get(key) ?? { side: isForward ? [from, to] : [to, from], count: 0 }
    entry.count += isForward ? 1 : -1
    net.set(key, entry)
  }
  return [...net.values()].flatMap(({ side: [from, to], count }) =>
    Array.from({ length: Math.abs(count) }, (): Side => (count > 0 ? [from, to] : [to, from])),
  )
}

/** Cuts each side at the corners of others that lie exactly on it. */
function splitAtCorners(sides: readonly Side[]): Side[] {
  const corners = [...new Map(sides.flat().map((corner) => [keyOf(corner), corner])).values()]
  corners.sort((a, b) => a[0] - b[0])
  return sides.flatMap(([from, to]) => {
    const on = corners
      .slice(firstAt(corners, Math.min(from[0], to[0])), firstAt(corners, Math.max(from[0], to[0]) + 1))
      .filter((corner) => isWithin(from, to, corner) && turn(from, to, corner) === 0)
    return pieces(from, to, on)
  })
}

function firstAt(corners: readonly Corner[], x: number): number {
  let [low, high] = [0, corners.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (corners[middle]![0] < x) low = middle + 1
    else high = middle
  }
  return low
}

export function isWithin([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): boolean {
  const across = cx >= Math.min(ax, bx) && cx <= Math.max(ax, bx)
  return across && cy >= Math.min(ay, by) && cy <= Math.max(ay, by)
}

/** The side cut at corners that lie on it, in any order. */
export function pieces(from: Corner, to: Corner, on: readonly Corner[]): Side[] {
  const far = ([x, y]: Corner) => Math.abs(x - from[0]) + Math.abs(y - from[1])
  const stops = [from, ...on.toSorted((a, b) => far(a) - far(b)), to]
  return stops
    .map((stop, index): Side => [stop, stops[index + 1] ?? to])
    .filter(([start, end]) => !isSame(start, end))
}
