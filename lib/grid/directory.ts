import type { Area } from './area.ts'
import { packIndex } from './pack.ts'
import { openIndex, type PointIndex } from './point-index.ts'
import { type Polygons, polygonsOf } from './polygons.ts'
import type { Directory } from './route.ts'

export type LngLat = readonly [lng: number, lat: number]

/**
 * One grid (网格): the smallest area a team holds. `ring` is closed, WGS-84, counter-clockwise; a grid of several parts or
 * with holes has `polygons` beside it and its largest ring here, for whoever wants one ring to draw: `polygonsOf` reads both.
 */
export type Grid = {
  id: Area
  name: string
  community: string
  street: string
  phone: string
  ring: readonly LngLat[]
  polygons?: Polygons
  /** What people also call it. */
  aliases?: readonly string[]
  /** The grids it was made from (网格调整), by split or merge. */
  replaces?: readonly Area[]
}

/** What people call a grid. */
export const wordsOf = ({ street, name }: Pick<Grid, 'street' | 'name'>): string => `${street} ${name}`

/**
 * The grid that holds a point. A point on a shared border belongs to exactly one of its neighbours: an edge counts
 * for the ring when it crosses the point's latitude upwards or downwards half-open, and the side test is exact
 * (Shewchuk's adaptive predicate), so neighbours with the same vertices can never both say yes or both say no.
 */
export type PointInGrid = (lng: number, lat: number) => Grid | undefined

/** Its sign says on which side of the line from a to b the point c lies: negative is left, seen with north up. */
export type Orient2d = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) => number

export function pointInGrid(grids: readonly Grid[], orient2d: Orient2d): PointInGrid {
  const index = openIndex(packIndex(shapesOf(grids), orient2d), orient2d)
  return (lng, lat) => grids[index.at(lng, lat) ?? -1]
}

export type NearestGrid = (lng: number, lat: number) => { grid: Grid; metres: number } | undefined

/** The grid nearest to a point, and how many metres away it is: 0 for the one that holds it, none when there are no grids. */
export function nearestGrid(grids: readonly Grid[], orient2d: Orient2d): NearestGrid {
  const index = openIndex(packIndex(shapesOf(grids), orient2d), orient2d)
  return (lng, lat) => {
    const found = index.nearest(lng, lat)
    return found && { grid: grids[found.owner]!, metres: found.metres }
  }
}

/** Grids under their names and by point: what routing asks. The index names a grid by its place in the list. */
export function asDirectory(grids: readonly Pick<Grid, 'id' | 'name'>[], index: PointIndex): Directory {
  const byId = new Map(grids.map((grid) => [grid.id, grid]))
  return {
    grid: (id) => byId.get(id),
    at: (lng, lat) => grids[index.at(lng, lat) ?? -1],
    nearest: (lng, lat) => {
      const found = index.nearest(lng, lat)
      return found && { grid: grids[found.owner]!, metres: found.metres }
    },
  }
}

export const directoryOf = (grids: readonly Grid[], orient2d: Orient2d): Directory =>
  asDirectory(grids, openIndex(packIndex(shapesOf(grids), orient2d), orient2d))

const shapesOf = (grids: readonly Grid[]) => grids.map((grid) => ({ rings: polygonsOf(grid).flat() }))
