import { Delaunay } from 'd3-delaunay'
import { BORDERS, type Km, type Step, toDegrees, toSteps, turn } from './lattice.ts'

/** Closed, counter-clockwise, [lng, lat] in degrees with 7 decimals. */
export type Ring = [number, number][]

/** Far sites that give every real cell a finite end, so d3 never clips one and no shared vertex is computed twice. */
const FAR: Km[] = [-150, 0, 150]
  .flatMap((x) => [-150, 0, 150].map((y): Km => [x, y]))
  .filter(([x, y]) => x || y)
/** Border points lie on a whole share of their edge (1e5 steps per 0.01°), hence on the lattice AND on the line. */
const SHARES = 1e5

/**
 * The Voronoi cells of the sites, cut to the outline. All come from one diagram and are rounded to the lattice before
 * they are clipped, so neighbours share each vertex bit by bit and there is neither gap nor overlap.
 */
export function polygons(sites: Km[]): Ring[] {
  const diagram = Delaunay.from([...sites, ...FAR]).voronoi([-1e5, -1e5, 1e5, 1e5])
  return sites.map((_, index) => {
    const cell = diagram.cellPolygon(index).slice(1).map(toSteps)
    const open = BORDERS.reduce(clip, cell).filter(isNew).map(toDegrees)
    return [...open, open[0]!]
  })
}

/** Sutherland and Hodgman's step: what of the polygon is on the inner side of one border. */
function clip(polygon: Step[], [from, to]: readonly [Step, Step]): Step[] {
  return polygon.flatMap((point, index) => {
    const before = polygon.at(index - 1)!
    const [wasIn, isIn] = [turn(from, to, before) >= 0, turn(from, to, point) >= 0]
    return [...(wasIn === isIn ? [] : [crossing(before, point, from, to)]), ...(isIn ? [point] : [])]
  })
}

/** Both neighbours of an edge see it in opposite directions: it is put in one order first, so both get the same point. */
function crossing(one: Step, other: Step, from: Step, to: Step): Step {
  const [a, b] = one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]) ? [one, other] : [other, one]
  const [left, right] = [turn(a, b, from), turn(a, b, to)]
  const share = Math.round((left / (left - right)) * SHARES)
  return [from[0] + ((to[0] - from[0]) / SHARES) * share, from[1] + ((to[1] - from[1]) / SHARES) * share]
}

function isNew(point: Step, index: number, polygon: Step[]): boolean {
  const before = polygon.at(index - 1)!
  return point[0] !== before[0] || point[1] !== before[1]
}
