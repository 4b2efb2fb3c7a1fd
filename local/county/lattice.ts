import { OUTLINE, SEAT } from './outline.ts'

/** Kilometres east and north of the seat: the flat plane in which sites are spread and cells are drawn. */
export type Km = [number, number]
/** Whole steps of 1e-7 degrees [lng, lat]: sums and products of differences are exact, so sides are never in doubt. */
export type Step = [number, number]

const STEPS_PER_DEGREE = 1e7
const KM_PER_DEGREE = [90.75, 110.95] as const

export function toSteps([east, north]: Km): Step {
  return stepsOf([SEAT[0] + east / KM_PER_DEGREE[0], SEAT[1] + north / KM_PER_DEGREE[1]])
}

export function toKm([lng, lat]: readonly [number, number]): Km {
  return [(lng - SEAT[0]) * KM_PER_DEGREE[0], (lat - SEAT[1]) * KM_PER_DEGREE[1]]
}

export function toDegrees([lng, lat]: Step): [number, number] {
  return [lng / STEPS_PER_DEGREE, lat / STEPS_PER_DEGREE]
}

/** The edges of the outline with the county on their left. */
export const BORDERS: readonly (readonly [Step, Step])[] = OUTLINE.map((corner, index) => [
  stepsOf(corner),
  stepsOf(OUTLINE[(index + 1) % OUTLINE.length]!),
])

/** Twice the area of the triangle, positive when `point` is left of the line from `a` to `b`. */
export function turn(a: Step, b: Step, point: Step): number {
  return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
}

export function inCounty(point: Step): boolean {
  return BORDERS.every(([from, to]) => turn(from, to, point) > 0)
}

function stepsOf([lng, lat]: readonly [number, number]): Step {
  return [Math.round(lng * STEPS_PER_DEGREE), Math.round(lat * STEPS_PER_DEGREE)]
}
