import { DAY, type Day, dayOf, instant, startOf } from '../kernel/instant.ts'

/**
 * What the State Council says of each year: weekdays off, and weekend days worked in exchange (years.ts). `festivals` says what
 * the days off are for, `01-01 元旦 02-16 春节`: each name holds from its day to the next one.
 */
export type Years = Readonly<Record<string, { off: string; worked: string; festivals?: string }>>

/** What staff decided about single days. It goes before the State Council's word, in known years and in others. */
export type Overrides = Readonly<Record<string, 'off' | 'worked'>>

/** Days are numbers here, whole days since 1970-01-01 in Shanghai: text would be most of the work. */
export type WorkingDays = {
  /** Working days before this day, counted from a zero of its own: only differences mean something. */
  before(day: number): number
  /** The working day that has so many before it. */
  nth(count: number): number
  isWorkday(day: number): boolean
  /** Whether nobody works, whatever hours they have: a day off, and the weekend beside what the State Council gave off. */
  isHoliday(day: number): boolean
  /** Whether the holidays of every day from the first to the last are published. */
  isKnown(first: number, last: number): boolean
  /** The days from `first` up to `end` are those about which anybody said anything. */
  readonly first: number
  readonly end: number
}

const EPOCH = startOf('1970-01-01' as Day)

export function numberOf(ms: number): number {
  return Math.floor((ms - EPOCH) / DAY)
}

export function midnightOf(day: number): number {
  return day * DAY + EPOCH
}

/**
 * Two tables over the years that somebody said something about: how many working days came before each day, and which
 * day each of them is. Outside them, plain weeks are arithmetic.
 */
export function workingDays(years: Years, overrides: Overrides = {}): WorkingDays {
  const { first, isWorked, isHoliday } = dayByDay(years, overrides)
  const end = first + isWorked.length
  const counts = new Int32Array(isWorked.length + 1)
  const days = new Int32Array(isWorked.reduce((sum, worked) => sum + worked, 0))
  const zero = weekdaysBefore(first)
  let count = 0
  for (let index = 0; index < isWorked.length; index++) {
    counts[index] = zero + count
    if (isWorked[index]) days[count++] = first + index
  }
  const total = zero + count
  counts[isWorked.length] = total

  const known = knownStretches(years)
  const before = (day: number) => {
    if (day < first) return weekdaysBefore(day)
    return day < end ? counts[day - first]! : total + weekdaysBefore(day) - weekdaysBefore(end)
  }
  return {
    before,
    nth(ordinal) {
      if (ordinal < zero) return nthWeekday(ordinal)
      return ordinal < total ? days[ordinal - zero]! : nthWeekday(ordinal - total + weekdaysBefore(end))
    },
    isWorkday: (day) => before(day + 1) > before(day),
    isHoliday: (day) => isHoliday[day - first] === 1,
    isKnown: (from, to) => known.some((stretch) => stretch.first <= from && to < stretch.end),
    first,
    end,
  }
}

function dayByDay(years: Years, overrides: Overrides) {
  const named = [...Object.keys(years), ...Object.keys(overrides).map((day) => day.slice(0, 4))].map(Number)
  if (named.length === 0) return { first: 0, isWorked: new Uint8Array(0), isHoliday: new Uint8Array(0) }
  const first = numberOfDay(`${Math.min(...named)}-01-01`)
  const isWorked = new Uint8Array(numberOfDay(`${Math.max(...named) + 1}-01-01`) - first)
  const isHoliday = new Uint8Array(isWorked.length)
  for (let index = 0; index < isWorked.length; index++) isWorked[index] = isWeekday(first + index) ? 1 : 0
  const say = (day: string, kind: 'off' | 'worked') => {
    const index = numberOfDay(day) - first
    isWorked[index] = kind === 'worked' ? 1 : 0
    isHoliday[index] = kind === 'off' ? 1 : 0
  }
  for (const kind of ['off', 'worked'] as const) {
    for (const [year, days] of Object.entries(years))
      for (const day of days[kind].split(' ').filter(Boolean)) say(`${year}-${day}`, kind)
  }
  // The notices give weekdays off: the weekend before, between or after belongs to the same holiday.
  for (const step of [1, -1]) {
    for (let index = step > 0 ? 0 : isWorked.length - 1; index in isWorked; index += step)
      if (!isWorked[index] && isHoliday[index - step]) isHoliday[index] = 1
  }
  for (const [day, kind] of Object.entries(overrides)) say(day, kind)
  return { first, isWorked, isHoliday }
}

/** Years that follow one another are one stretch; a year that is missing in between parts two. */
function knownStretches(years: Years): { first: number; end: number }[] {
  const stretches: { first: number; end: number }[] = []
  for (const year of Object.keys(years)
    .map(Number)
    .sort((a, b) => a - b)) {
    const [first, end] = [numberOfDay(`${year}-01-01`), numberOfDay(`${year + 1}-01-01`)]
    const last = stretches.at(-1)
    if (last?.end === first) last.end = end
    else stretches.push({ first, end })
  }
  return stretches
}

/** Whether a text names a day of the calendar: not `2026-02-30`, which a Date would take for another one. */
export function isDay(day: string): day is Day {
  const start = startOf(day as Day)
  return !Number.isNaN(start) && dayOf(instant(start)) === day
}

/** A typing error must not become some other day, or no day at all. */
function numberOfDay(day: string): number {
  if (!isDay(day)) throw new RangeError(`no such day: ${day}`)
  return numberOf(startOf(day))
}

/** Day 0 was a Thursday, so weeks begin at day -3. */
function weekdaysBefore(day: number): number {
  const week = Math.floor((day + 3) / 7)
  return 5 * week + Math.min(day + 3 - 7 * week, 5)
}

function nthWeekday(count: number): number {
  const week = Math.floor(count / 5)
  return 7 * week + (count - 5 * week) - 3
}

function isWeekday(day: number): boolean {
  return weekdaysBefore(day + 1) > weekdaysBefore(day)
}
