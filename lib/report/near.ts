import { DAY } from '../kernel/instant.ts'
import type { Category } from './categories.ts'

/** Degrees in WGS-84. */
export type Spot = { lat: number; lng: number }

/** What counts as the same place and the same time (domain.md §6.1, rule 9). */
export const NEAR_METRES = 50
export const NEAR_MS = 14 * DAY

/** About 222 m by 181 m here: fifty metres around a spot touch one cell mostly, and never more than four. */
const CELL = 0.002
const METRES_PER_DEGREE = 111_195

const cellOf = (lat: number, lng: number) => `${Math.floor(lat / CELL)},${Math.floor(lng / CELL)}`

/** The key under which an open report can be found by what it is about and where. */
export const nearKey = (category: Category, { lat, lng }: Spot): string => `${category}#${cellOf(lat, lng)}`

/** Every key under which a report of this category within fifty metres would be. */
export function nearKeys(category: Category, { lat, lng }: Spot): string[] {
  const [up, across] = reach(lat)
  const corners = [-1, 1].flatMap((north) => [-1, 1].map((east) => [lat + north * up, lng + east * across]))
  return [...new Set(corners.map(([y, x]) => `${category}#${cellOf(y!, x!)}`))]
}

const reach = (lat: number) => {
  const up = NEAR_METRES / METRES_PER_DEGREE
  return [up, up / Math.cos((lat * Math.PI) / 180)] as const
}

/** Metres between two spots that are close: the earth is flat over a few hundred metres. */
export function metresBetween(a: Spot, b: Spot): number {
  const middle = ((a.lat + b.lat) / 2) * (Math.PI / 180)
  return Math.hypot(a.lat - b.lat, (a.lng - b.lng) * Math.cos(middle)) * METRES_PER_DEGREE
}
