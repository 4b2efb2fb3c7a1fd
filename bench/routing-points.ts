import type { LngLat } from '../lib/grid/directory.ts'
import type { Random } from '../lib/simulate/random.ts'
import type { Area } from '../test/support/given-partition.ts'

/** Points to ask for: lng and lat in turn. */
export type Points = Float64Array
export type MakePoints = (areas: readonly Area[], count: number, random: Random) => Points

/** Anywhere in the box around everything. */
export const uniform: MakePoints = (areas, count, random) => {
  const corners = areas.flatMap(({ polygons }) => polygons.flatMap(([outer]) => outer!))
  const [west, east] = extent(corners.map(([lng]) => lng))
  const [south, north] = extent(corners.map(([, lat]) => lat))
  return Float64Array.from({ length: count * 2 }, (_, i) =>
    i % 2 ? south + random() * (north - south) : west + random() * (east - west),
  )
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
}

/** Lattice points at most three steps off a border, every fourth of them a corner. */
export const nearBorders: MakePoints = (areas, count, random) =>
  onEdges(areas, count, random, (a, b, i) => {
    const part = random()
    const beside = (axis: 0 | 1) =>
      (Math.round((a[axis] + part * (b[axis] - a[axis])) * 1e7) + Math.floor(random() * 7) - 3) / 1e7
    return i % 4 === 0 ? a : [beside(0), beside(1)]
  })

/** A few hundred metres around a corner: where people and borders are. */
export const clustered: MakePoints = (areas, count, random) =>
  onEdges(areas, count, random, ([lng, lat]) => [lng + (random() - 0.5) / 300, lat + (random() - 0.5) / 300])

export const onCorners: MakePoints = (areas, count, random) =>
  onEdges(areas, count, random, (corner) => corner)

/** Where the middle of an edge is, as near as a double comes to it. */
export const onMiddles: MakePoints = (areas, count, random) =>
  onEdges(areas, count, random, (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])

function onEdges(
  areas: readonly Area[],
  count: number,
  random: Random,
  place: (a: LngLat, b: LngLat, i: number) => LngLat,
): Points {
  const rings = areas.flatMap(({ polygons }) => polygons.flat())
  const points = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) {
    const ring = rings[Math.floor(random() * rings.length)]!
    const corner = 1 + Math.floor(random() * (ring.length - 1))
    points.set(place(ring[corner - 1]!, ring[corner]!, i), i * 2)
  }
  return points
}
