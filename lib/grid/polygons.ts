import type { Grid, LngLat } from './directory.ts'
import { toSteps } from './steps.ts'

/** GeoJSON's MultiPolygon: parts, each an outer ring and its holes, each ring closed. */
export type Polygons = readonly (readonly (readonly LngLat[])[])[]

/** The area of a grid, whichever way it was written down: older rows have one ring. */
export function polygonsOf({ polygons, ring }: Pick<Grid, 'polygons' | 'ring'>): Polygons {
  return polygons ?? [[ring]]
}

/** A corner in whole steps of 1e-7 degrees: differences and their products are exact within some degrees of one another. */
export type Corner = readonly [x: number, y: number]
export type Side = readonly [from: Corner, to: Corner]

/** The sides of an area with its inside on their left, however its rings were wound; corners that repeat are one. */
export function sidesOf(polygons: Polygons): Side[] {
  return polygons.flatMap((rings) =>
    rings.flatMap((ring, index) => {
      const corners = cornersOf(ring)
      const isOuter = index === 0
      return around(doubleAreaOf(corners) > 0 === isOuter ? corners : corners.toReversed())
    }),
  )
}

export function cornersOf(ring: readonly LngLat[]): Corner[] {
  const corners = ring.map(([lng, lat]): Corner => [toSteps(lng), toSteps(lat)])
  return corners.filter((corner, index) => !isSame(corner, corners.at(index - 1)!))
}

export const isSame = (a: Corner, b: Corner) => a[0] === b[0] && a[1] === b[1]

export function around(corners: readonly Corner[]): Side[] {
  return corners.map((corner, index): Side => [corner, corners[(index + 1) % corners.length]!])
}

/** Twice the signed area in square steps, exact: positive when counter-clockwise. */
export function doubleAreaOf(corners: readonly Corner[]): number {
  const [x0, y0] = corners[0] ?? [0, 0]
  return around(corners).reduce(
    (sum, [[ax, ay], [bx, by]]) => sum + (ax - x0) * (by - y0) - (bx - x0) * (ay - y0),
    0,
  )
}

const METRES_PER_STEP = (6_371_008.8 * Math.PI) / 180 / 1e7

/** On the sphere at the ring's own latitude: right to a part in a thousand for anything the size of a county. */
export function squareMetresOf(corners: readonly Corner[]): number {
  const middle = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length
  const narrow = Math.cos(((middle / 1e7) * Math.PI) / 180)
  return (Math.abs(doubleAreaOf(corners)) / 2) * METRES_PER_STEP ** 2 * narrow
}
