import { type Area, COUNTY } from '../grid/area.ts'
import {
  DAY,
  type Day,
  dayOf,
  HOUR,
  type Instant,
  instant,
  msOf,
  nextDay,
  startOf,
  weekdayOf,
} from '../kernel/instant.ts'
import type { Category } from '../report/categories.ts'
import { drawFrom, type Random, type Weighted } from './random.ts'

export type Arrival = { id: string; category: Category; receivedAt: Instant; gridId: Area }

/** How many come when, and about what. Assumptions of this platform, to be replaced by a county's own counts. */
export type Flow = {
  perYear: number
  categories: Weighted<Category>
  /** By hour of the day, 0 to 23. */
  hours: readonly number[]
  /** From Sunday to Saturday. */
  weekdays: readonly number[]
  /** From January to December. */
  months: readonly number[]
}

export const FLOW: Flow = {
  perYear: 100_000,
  categories: [
    ['sanitation', 17],
    ['facilities', 14],
    ['property', 12],
    ['parking', 10],
    ['noise', 9],
    ['question', 9],
    ['neighbour', 7],
    ['livelihood', 5],
    ['fire', 4],
    ['suggestion', 4],
    ['visit', 3],
    ['security', 2],
    ['fraud', 2],
    ['family', 1],
    ['debt', 1],
  ],
  hours: [1, 1, 1, 1, 1, 2, 6, 12, 18, 18, 16, 13, 10, 11, 13, 14, 14, 15, 16, 17, 15, 10, 5, 2],
  weekdays: [11, 15, 15, 15, 15, 15, 13],
  // Before the spring festival everybody is at home and many are owed money; in summer windows are open.
  months: [10, 11, 8, 8, 8, 9, 10, 10, 8, 8, 7, 9],
}

/** As many grids as the county has, without names: 17 streets of 37 communities of four. */
export const A_COUNTY: readonly Area[] = codes(17).flatMap((street) =>
  codes(37).flatMap((community) => codes(4).map((grid) => `${COUNTY}${street}${community}${grid}`)),
)

function codes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, '0'))
}

/** What comes in over [from, to), in no order: every case goes its own way. */
export function* arrivals(
  random: Random,
  from: Instant,
  to: Instant,
  { perYear, ...flow }: Flow = FLOW,
  grids: readonly Area[] = A_COUNTY,
): Generator<Arrival> {
  const days = daysIn(from, to)
  const dayAmong = drawFrom(days.map((day) => [day, weightOf(day, flow)] as const))
  const hourAmong = drawFrom(flow.hours.map((weight, hour) => [hour, weight] as const))
  const category = drawFrom(flow.categories)
  const count = Math.round((perYear * (msOf(to) - msOf(from))) / (365 * DAY))
  for (let index = 0; index < count; index++) {
    const at = startOf(dayAmong(random)) + (hourAmong(random) + random()) * HOUR
    yield {
      id: index.toString(16).padStart(32, '0'),
      category: category(random),
      receivedAt: instant(Math.floor(at)),
      // Some grids have many times what others have.
      gridId: grids[Math.floor(random() ** 1.5 * grids.length)]!,
    }
  }
}

function daysIn(from: Instant, to: Instant): Day[] {
  const days: Day[] = []
  for (let day = dayOf(from); startOf(day) < msOf(to); day = nextDay(day)) days.push(day)
  return days
}

const weightOf = (day: Day, { weekdays, months }: Pick<Flow, 'weekdays' | 'months'>) =>
  weekdays[weekdayOf(day)]! * months[Number(day.slice(5, 7)) - 1]!
