import { type Area, chainOf } from '../grid/area.ts'
import { type Day, dayOf, type Instant, instant, msOf, startOf, weekdayOf } from '../kernel/instant.ts'
import { midnightOf, numberOf, type Overrides, type WorkingDays, workingDays, type Years } from './days.ts'
import { type AreaHours, hoursOn, type Own, shiftsIn, type Week } from './hours.ts'
import { rotaTime } from './rota.ts'
import { type Shift, type WorkTime, workTime } from './work-time.ts'

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
  /** How often business closed after the first moment, up to and with the second: the working days that are gone with it. */
  closesBetween(from: Instant, to: Instant): number
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
  /** The same days with the working hours of an area; without one, the county's. Working days are the same everywhere. */
  in(area: Area | undefined): Calendar
  /** The area's own hours on a day, and whose they are; undefined where the county's office hours hold. */
  ownHours(day: Day): Own | undefined
}

/** The arithmetic is in numbers (days.ts, work-time.ts, rota.ts); this gives it moments, and says which answers are provisional. */
export function calendar(
  years: Years,
  shifts: readonly Shift[] = OFFICE_SHIFTS,
  overrides: Overrides = {},
  hours: AreaHours = {},
): Calendar {
  const days = workingDays(years, overrides)
  const office = workTime(days, shifts)
  const made = new Map<Area, Calendar>()
  const inArea = (area: Area | undefined): Calendar => {
    const own = area && chainOf(area).find((one) => hours[one])
    if (!own) return county
    const known = made.get(own)
    if (known) return known
    const ownOn = (day: Day) => hoursOn(hours, own, day)
    const froms = chainOf(own).flatMap((one) => hours[one] ?? [])
    const ends = froms.map(({ from }) => numberOf(startOf(from)) + 1)
    const time = rotaTime(
      shiftsOf(days, shifts, ownOn),
      Math.min(days.first, ...ends),
      Math.max(days.end, ...ends),
    )
    const one = reckoning(years, days, { ...office, ...time }, inArea, ownOn)
    made.set(own, one)
    return one
  }
  const county = reckoning(years, days, office, inArea, () => undefined)
  return county
}

/**
 * What is worked on each day where an area may have hours of its own. A holiday is one for everybody; a weekend day worked in exchange on
 * which the area has no hours goes by those of its first day that has some.
 */
function shiftsOf(
  { isWorkday, isHoliday }: WorkingDays,
  office: readonly Shift[],
  ownOn: (day: Day) => Own | undefined,
): (day: number) => readonly Shift[] {
  const weeks = new Map<Week, readonly (readonly Shift[])[]>()
  const shiftsOfWeek = (week: Week) => {
    const known = weeks.get(week) ?? week.map((words) => shiftsIn(words) ?? [])
    weeks.set(week, known)
    return known
  }
  return (number) => {
    if (isHoliday(number)) return []
    const day = dayOf(instant(midnightOf(number)))
    const own = ownOn(day)
    if (!own) return isWorkday(number) ? office : []
    const week = shiftsOfWeek(own.week)
    const weekday = (weekdayOf(day) + 6) % 7
    const usual = week[weekday] ?? []
    const isExchange = isWorkday(number) && weekday >= 5
    return isExchange && usual.length === 0 ? (week.find((one) => one.length > 0) ?? []) : usual
  }
}

function reckoning(
  years: Years,
  days: WorkingDays,
  time: WorkTime,
  inArea: Calendar['in'],
  ownHours: Calendar['ownHours'],
): Calendar {
  const reckoned = (ms: number, firstDay: number, lastDay: number): Reckoned => ({
    at: instant(ms),
    provisional: !days.isKnown(firstDay, lastDay),
  })
  const closesUpTo = (at: Instant) => {
    const day = numberOf(msOf(at))
    return days.before(msOf(at) < time.closeOf(day) ? day : day + 1)
  }
  const unmoved = (at: Instant) => reckoned(msOf(at), numberOf(msOf(at)), numberOf(msOf(at)))

  return {
    isWorkday: (day) => days.isWorkday(numberOf(startOf(day))),
    festivalOf: (day) => festivalIn(years, day),
    in: inArea,
    ownHours,

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

    closesBetween: (from, to) => Math.max(0, closesUpTo(to) - closesUpTo(from)),

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

function festivalIn(years: Years, day: Day): string | undefined {
  const [{ off, festivals } = { off: '' }, monthDay] = [years[day.slice(0, 4)], day.slice(5)]
  if (!off.includes(monthDay)) return undefined
  const words = festivals?.split(' ') ?? []
  const last = words.findLastIndex((word, index) => index % 2 === 0 && word <= monthDay)
  return words[last + 1]
}
