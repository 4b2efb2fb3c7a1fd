import { COUNTY_CALENDAR, type CountyCalendar, horizonOf, inForce } from '../../lib/calendar/county.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import type { AnswerOf, RequestOf } from '../../lib/contracts/http.ts'
import { dayOf, type Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { areasFor, type Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'

export type ReadingCalendar = {
  find(id: string): Promise<Stored<CountyCalendar> | undefined>
  now(): Instant
}

/** Working days as they count now, who decided what, and how far ahead the holidays are known. */
export const readCalendar =
  ({ find, now }: ReadingCalendar) =>
  async (_: RequestOf<'readCalendar'>, staff: Staff) => {
    if (areasFor(staff, 'calendar.read').length === 0) throw new Problem('not-allowed')
    return calendarPage((await find(COUNTY_CALENDAR))?.value, now())
  }

export function calendarPage(county: CountyCalendar | undefined, now: Instant): AnswerOf<'readCalendar'> {
  const { years, overrides, hours } = inForce(county, now)
  const known = { ...years, ...YEARS }
  return {
    today: dayOf(now),
    knownUntil: horizonOf(known, dayOf(now)),
    years: known,
    overrides,
    hours: Object.fromEntries(Object.entries(hours).map(([area, own]) => [area, [...own]])),
    decisions: [...(county?.decisions ?? [])].reverse(),
  }
}
