import type { Area } from './area.ts'
import { openSides, turn } from './borders.ts'
import type { Grid, LngLat } from './directory.ts'
import { facesOf } from './faces.ts'
import { type Corner, doubleAreaOf, polygonsOf, type Side, sidesOf, squareMetresOf } from './polygons.ts'
import { toDegrees } from './steps.ts'

/**
 * A place where grids do not divide the county: several hold it (`overlap`), none does (`gap`), or it was no part of the county
 * before (`beyond`). `ring` is closed, WGS-84, to be drawn; `grids` are those that hold it, or that border on a gap.
 */
export type Fault = {
  kind: 'overlap' | 'gap' | 'beyond'
  grids: Area[]
  squareMetres: number
  ring: LngLat[]
}

type Shape = Pick<Grid, 'id' | 'polygons' | 'ring'>

/**
 * Whether grids divide the county with neither overlap nor gap, and where not. `before` are the grids in force, whose outline is the
 * county's; without them only a gap that grids enclose can be told from the land outside. That there is no fault is exact
 * (sides cancel one another); a fault's ring is exact but for crossings of borders, which are rounded to a centimetre.
 */
export function faultsOf(grids: readonly Shape[], before: readonly Shape[] = []): Fault[] {
  const areas = grids.map((grid) => areaOf(grid))
  const known = before.map((grid) => areaOf(grid))
  const inward = known.flatMap(({ sides }) => sides).map(([from, to]): Side => [to, from])
  const open = openSides([...areas.flatMap(({ sides }) => sides), ...inward])
  const faces = facesOf(open)
  const corners = faces.flat()
  const faults = faces.flatMap((face) => faultOf(face, corners, areas, known))
  return faults.length === 0 && known.length > 0 && open.length > 0 ? [tooThinToDraw(open, areas)] : faults
}

function faultOf(
  face: readonly Corner[],
  corners: readonly Corner[],
  areas: readonly Sided[],
  known: readonly Sided[],
): Fault[] {
  if (doubleAreaOf(face) <= 0) return []
  const spot = insideOf(face, corners)
  const holders = areas.filter((area) => holds(area, spot)).map(({ id }) => id)
  const wasInside = known.some((area) => holds(area, spot))
  const kind = kindOf(holders.length, known.length > 0, wasInside)
  if (!kind) return []
  const grids = kind === 'gap' ? neighbours(areas, face) : holders
  return [{ kind, grids, squareMetres: squareMetresOf(face), ring: ringOf(face) }]
}

/** Borders differ from those in force, but by less than can be drawn: between whom, and where it begins. */
function tooThinToDraw(open: readonly Side[], areas: readonly Sided[]): Fault {
  return { kind: 'gap', grids: neighbours(areas, open.flat()), squareMetres: 0, ring: ringOf(open[0]!) }
}

const ringOf = (corners: readonly Corner[]) =>
  [...corners, corners[0]!].map(([x, y]): LngLat => [toDegrees(x), toDegrees(y)])

function kindOf(holders: number, isOutlined: boolean, wasInside: boolean): Fault['kind'] | undefined {
  if (holders > 1) return 'overlap'
  if (holders === 0) return isOutlined && !wasInside ? undefined : 'gap'
  return isOutlined && !wasInside ? 'beyond' : undefined
}

type Sided = { id: Area; sides: Side[]; box: readonly [number, number, number, number] }

function areaOf(grid: Shape): Sided {
  const sides = sidesOf(polygonsOf(grid))
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number]
  for (const [[x, y]] of sides) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return { id: grid.id, sides, box }
}

/** A point as a corner and what lies between, so that slivers a millionth of a step wide still have an inside. */
type Spot = { from: Corner; east: number; north: number }

/**
 * Inside a region, and outside of whatever lies within it: at the corner furthest west, on the way to the nearest of all corners
 * between its two sides, or in the middle of the triangle they span when there is none.
 */
function insideOf(corners: readonly Corner[], all: readonly Corner[]): Spot {
  const index = corners.reduce((best, corner, at) => (isWestOf(corner, corners[best]!) ? at : best), 0)
  const [from, before, after] = [
    corners[index]!,
    corners.at(index - 1)!,
    corners[(index + 1) % corners.length]!,
  ]
  const between = all.filter(
    (corner) =>
      turn(from, after, corner) > 0 && turn(after, before, corner) > 0 && turn(before, from, corner) > 0,
  )
  const nearness = (corner: Corner) => turn(after, before, corner)
  const [first, ...rest] = between
  if (!first) {
    const along = (axis: 0 | 1) => (after[axis] - from[axis] + before[axis] - from[axis]) / 3
    return { from, east: along(0), north: along(1) }
  }
  const nearest = rest.reduce((best, corner) => (nearness(corner) > nearness(best) ? corner : best), first)
  return { from, east: (nearest[0] - from[0]) / 2, north: (nearest[1] - from[1]) / 2 }
}

const isWestOf = (a: Corner, b: Corner) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

function holds({ sides, box: [west, south, east, north] }: Sided, spot: Spot): boolean {
  const [x0, y0] = spot.from
  if (x0 + spot.east < west || x0 + spot.east > east || y0 + spot.north < south || y0 + spot.north > north)
    return false
  let isInside = false
  for (const [[ax, ay], [bx, by]] of sides) {
    const [up, over] = [ay - y0 > spot.north, by - y0 > spot.north]
    if (up === over) continue
    if (spot.east - (ax - x0) < ((bx - ax) * (spot.north - (ay - y0))) / (by - ay)) isInside = !isInside
  }
  return isInside
}

/** Whose corners a gap touches. */
function neighbours(areas: readonly Sided[], corners: readonly Corner[]): Area[] {
  const touched = new Set(corners.map(([x, y]) => `${x},${y}`))
  return areas.filter(({ sides }) => sides.some(([[x, y]]) => touched.has(`${x},${y}`))).map(({ id }) => id)
}
