import { type Calendar, calendar, OFFICE_SHIFTS } from '../calendar/calendar.ts'
import { type CountyCalendar, inForce } from '../calendar/county.ts'
import { YEARS } from '../calendar/years.ts'
import { type Instant, SECOND } from '../kernel/instant.ts'
import { remembered } from '../tables/remembered.ts'

/**
 * A warm function looks this seldom what the county has decided. A decision counts from this long after it was made, so
 * that at any moment all functions reckon with the same days.
 */
export const CALENDAR_NOTICE = 10 * SECOND

/** The calendar in force now: the published years, and what the county decided about them. */
export function countyCalendar(
  find: () => Promise<CountyCalendar | undefined>,
  now: () => Instant,
  clock: () => number,
): () => Promise<Calendar> {
  const look = remembered(find, CALENDAR_NOTICE - SECOND, clock)
  let made: { count: number; calendar: Calendar } | undefined
  return async () => {
    const { count, years, overrides, hours } = inForce(await look('the one'), now())
    if (made?.count !== count)
      made = { count, calendar: calendar({ ...years, ...YEARS }, OFFICE_SHIFTS, overrides, hours) }
    return made.calendar
  }
}
