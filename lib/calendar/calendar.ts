import {
  type Day,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  msOf,
  nextDay,
  startOf,
  weekdayOf,
} from '../kernel/instant.ts'

/** Duty hours of one day, in minutes after midnight, Asia/Shanghai. */
export type Shift = readonly [from: number, to: number]

/** 08:30–12:00 and 14:00–17:30: seven hours, the county's office day. */
export const OFFICE_SHIFTS: readonly Shift[] = [
  [510, 720],
  [840, 1050],
]

/** A moment worked out with a calendar. `provisional`: it lies in a year whose holidays are not published yet. */
export type Reckoned = { at: Instant; provisional: boolean }

export type Calendar = {
  isWorkday(day: Day): boolean
  /** The moment after `ms` of working time. Zero stays where it is. */
  plusWorking(from: Instant, ms: number): Reckoned
  /** Working time in ms between two moments; 0 when `to` is not after `from`. */
  workingBetween(from: Instant, to: Instant): number
  /**
   * Natural days as the law counts them: the day of the event is not counted, the last day ends at 24:00, and when it
   * is a day off it moves to the next working day (Civil Code art. 201–203).
   */
  plusStatutory(from: Instant, days: number): Reckoned
}

type Years = Record<string, { off: string; worked: string }>

export function calendar(years: Years, shifts: readonly Shift[] = OFFICE_SHIFTS): Calendar {
  const off = daysOf(years, 'off')
  const worked = daysOf(years, 'worked')
  const isWorkday = (day: Day) => worked.has(day) || (weekdayOf(day) % 6 !== 0 && !off.has(day))
  const isProvisional = (at: Instant) => !(dayOf(at).slice(0, 4) in years)
  const reckoned = (at: Instant): Reckoned => ({ at, provisional: isProvisional(at) })

  /** The shifts of a day as [from, to) in ms since 1970. */
  const shiftsOf = (day: Day) =>
    isWorkday(day)
      ? shifts.map(([from, to]) => [startOf(day) + from * MINUTE, startOf(day) + to * MINUTE] as const)
      : []

  return {
    isWorkday,

    plusWorking(from, ms) {
      if (ms <= 0) return reckoned(from)
      let left = ms
      for (let day = dayOf(from); ; day = nextDay(day)) {
        for (const [start, end] of shiftsOf(day)) {
          const begin = Math.max(start, msOf(from))
          if (begin >= end) continue
          if (left <= end - begin) return reckoned(instant(begin + left))
          left -= end - begin
        }
      }
    },

    workingBetween(from, to) {
      let total = 0
      for (let day = dayOf(from); startOf(day) < msOf(to); day = nextDay(day)) {
        for (const [start, end] of shiftsOf(day)) {
          total += Math.max(0, Math.min(end, msOf(to)) - Math.max(start, msOf(from)))
        }
      }
      return total
    },

    plusStatutory(from, days) {
      let last = nextDay(dayOf(from), days)
      while (!isWorkday(last)) last = nextDay(last)
      return { at: instant(startOf(nextDay(last))), provisional: !(last.slice(0, 4) in years) }
    },
  }
}

function daysOf(years: Years, kind: 'off' | 'worked'): Set<string> {
  return new Set(
    Object.entries(years).flatMap(([year, days]) =>
      days[kind]
        .split(' ')
        .filter(Boolean)
        .map((day) => `${year}-${day}`),
    ),
  )
}
