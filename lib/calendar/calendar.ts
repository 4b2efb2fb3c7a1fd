import { type Day, type Instant, instant, msOf, startOf } from '../kernel/instant.ts'
import { midnightOf, numberOf, type Overrides, workingDays, type Years } from './days.ts'
import { type Shift, workTime } from './work-time.ts'
import { festivalOf } from './years.ts'

/** 08:30–12:00 and 14:00–17:30: seven hours, the county's office day. */
export const OFFICE_SHIFTS: readonly Shift[] = [
  [510, 720],
  [840, 1050],
]

/** A moment worked out with a calendar. `provisional`: it needs days of a year whose holidays are not published yet. */
export type Reckoned = { at: Instant; provisional: boolean }

export type Calendar = {
  isWorkday(day: Day): boolean
  /** What a weekday is off for, where the State Council's notice says so. */
  festivalOf(day: Day): string | undefined
  /** The moment after `ms` of working time. Zero stays where it is. */
  plusWorking(from: Instant, ms: number): Reckoned
  /** Working time in ms between two moments; 0 when `to` is not after `from`. */
  workingBetween(from: Instant, to: Instant): number
  /** Working days after the day of the first moment, up to and with the day of the second; 0 when that is not after it. */
  workingDaysBetween(from: Instant, to: Instant): number
  /**
   * The close of the n-th working day, not counting the day of the event, be it a working day or not: a period begins
   * on the next day and ends when business ends (Civil Code art. 201, 203), and working days are without legal holidays
   * (行政许可法 art. 82). Zero stays where it is.
   */
  plusWorkingDays(from: Instant, days: number): Reckoned
  /**
   * Natural days as the law counts them: the day of the event is not counted, the last day ends at 24:00, and when it
   * is a day off it moves to the next working day (Civil Code art. 201–203).
   */
  plusStatutory(from: Instant, days: number): Reckoned
}

/** The arithmetic is in numbers (days.ts, work-time.ts); this gives it moments, and says which answers are provisional. */
export function calendar(
  years: Years,
  shifts: readonly Shift[] = OFFICE_SHIFTS,
  overrides: Overrides = {},
): Calendar {
  const days = workingDays(years, overrides)
  const time = workTime(days, shifts)
  const reckoned = (ms: number, firstDay: number, lastDay: number): Reckoned => ({
    at: instant(ms),
    provisional: !days.isKnown(firstDay, lastDay),
  })
  const unmoved = (at: Instant) => reckoned(msOf(at), numberOf(msOf(at)), numberOf(msOf(at)))

  return {
    isWorkday: (day) => days.isWorkday(numberOf(startOf(day))),
    festivalOf,

    plusWorking(from, ms) {
      if (ms <= 0) return unmoved(from)
      const at = time.plus(msOf(from), ms)
      // A shift may end at 24:00, which is already the next day, and the next year, on a wall.
      return reckoned(at, numberOf(msOf(from)), numberOf(at - 1))
    },

    workingBetween: (from, to) => Math.max(0, time.between(msOf(from), msOf(to))),

    workingDaysBetween(from, to) {
      const [first, last] = [numberOf(msOf(from)), numberOf(msOf(to))]
      return Math.max(0, days.before(last + 1) - days.before(first + 1))
    },

    plusWorkingDays(from, count) {
      if (count <= 0) return unmoved(from)
      const next = numberOf(msOf(from)) + 1
      const last = days.nth(days.before(next) + count - 1)
      return reckoned(time.closeOf(last), next, last)
    },

    plusStatutory(from, count) {
      const lastCounted = numberOf(msOf(from)) + count
      const last = days.nth(days.before(lastCounted))
      return reckoned(midnightOf(last + 1), lastCounted, last)
    },
  }
}
