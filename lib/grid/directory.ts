import type { Area } from './area.ts'

export type LngLat = readonly [lng: number, lat: number]

/** One grid (网格): the smallest area a team holds. `ring` is closed, WGS-84, counter-clockwise. */
export type Grid = {
  id: Area
  name: string
  community: string
  street: string
  phone: string
  ring: readonly LngLat[]
}

/**
 * The grid that holds a point. A point on a shared border belongs to exactly one of its neighbours: an edge counts
 * for the ring when it crosses the point's latitude upwards or downwards half-open, and the side test is exact
 * (Shewchuk's adaptive predicate), so neighbours with the same vertices can never both say yes or both say no.
 */
export type PointInGrid = (lng: number, lat: number) => Grid | undefined

export type Orient2d = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) => number

/** Linear over bounding boxes: a county's 650 grids take microseconds. The packed index of the routing issue replaces it. */
export function pointInGrid(grids: readonly Grid[], orient2d: Orient2d): PointInGrid {
  const boxed = grids.map((grid) => ({ grid, ...boxOf(grid.ring) }))
  return (lng, lat) =>
    boxed.find(
      ({ grid, west, east, south, north }) =>
        lng >= west && lng <= east && lat >= south && lat <= north && isInside(grid.ring, lng, lat, orient2d),
    )?.grid
}

function isInside(ring: readonly LngLat[], lng: number, lat: number, orient2d: Orient2d): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [low, high] = ring[i - 1]![1] <= ring[i]![1] ? [ring[i - 1]!, ring[i]!] : [ring[i]!, ring[i - 1]!]
    // Half-open in latitude and always asked from the lower to the upper end: both neighbours of an edge compute the same sign.
    if (low[1] <= lat && lat < high[1] && orient2d(low[0], low[1], high[0], high[1], lng, lat) < 0)
      inside = !inside
  }
  return inside
}

function boxOf(ring: readonly LngLat[]) {
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)]
  return {
    west: Math.min(...lngs),
    east: Math.max(...lngs),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}
