import fc from 'fast-check'
import { calendar, OFFICE_SHIFTS } from '../../lib/calendar/calendar.ts'
import { type AreaHours, type HoursFrom, shiftsIn, type Week } from '../../lib/calendar/hours.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import {
  DAY,
  type Day,
  dayOf,
  type Instant,
  instant,
  later,
  MINUTE,
  msOf,
  nextDay,
  startOf,
  weekdayOf,
} from '../../lib/kernel/instant.ts'
import { moments } from '../support/given-moments.ts'

const GRID = '371724001005002'
const china = calendar(YEARS)
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Any hours of a day: none, or up to three shifts that may touch one another and midnight. */
const ofDay = fc
  .tuple(fc.constantFrom(0, 2, 4, 6), fc.constantFrom(15, 60, 240))
  .chain(([edges, step]) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 / step }), { minLength: edges, maxLength: edges })
      .map((list) => list.toSorted((a, b) => a - b).map((edge) => clock(edge * step))),
  )
  .map((edges) => edges.flatMap((to, index) => (index % 2 ? [`${edges[index - 1]}-${to}`] : [])).join(' '))
const weeks: fc.Arbitrary<Week> = fc
  .array(ofDay, { minLength: 7, maxLength: 7 })
  .filter((week) => week.some((words) => words !== ''))
const someDay = moments.map(dayOf)
const steps = fc
  .uniqueArray(fc.record({ from: someDay, week: fc.option(weeks, { nil: undefined }) }), {
    selector: ({ from }) => from,
    minLength: 1,
    maxLength: 4,
  })
  .map((list): HoursFrom[] => list.toSorted((a, b) => a.from.localeCompare(b.from)))
const hours: fc.Arbitrary<AreaHours> = fc.record({ [GRID]: steps, 371724001: steps })
const spans = fc.integer({ min: 1, max: 40 * 60 }).map((minutes) => minutes * MINUTE)
const inGrid = (own: AreaHours) => calendar(YEARS, undefined, {}, own).in(GRID)

/** Who looks into the notices and at the door: a holiday with its weekend, then the hours that hang there that day. */
function shiftsOn(own: AreaHours, day: Day) {
  const isWeekend = (one: Day) => weekdayOf(one) === 0 || weekdayOf(one) === 6
  const isOff = (one: Day) => !china.isWorkday(one)
  const isFestival = (one: Day): boolean => isOff(one) && !isWeekend(one)
  const besides = [-2, -1, 1, 2].some((step) => {
    const other = nextDay(day, step)
    return isFestival(other) && (Math.abs(step) === 1 || isOff(nextDay(day, step / 2)))
  })
  if (isFestival(day) || (isOff(day) && besides)) return []
  const week = [GRID, '371724001']
    .map((area) => own[area]?.findLast(({ from }) => from <= day)?.week)
    .find((one) => one)
  if (!week) return isOff(day) ? [] : OFFICE_SHIFTS
  const usual = shiftsIn(week[(weekdayOf(day) + 6) % 7]!)!
  const isExchange = isWeekend(day) && !isOff(day)
  return isExchange && usual.length === 0 ? shiftsIn(week.find((words) => words !== '')!)! : usual
}

/** Shift by shift, day by day. */
function worked(own: AreaHours, from: Instant, to: Instant): number {
  let sum = 0
  for (let day = dayOf(from); day <= dayOf(to); day = nextDay(day))
    for (const [begin, end] of shiftsOn(own, day)) {
      const [first, last] = [begin, end].map((minute) => startOf(day) + minute * MINUTE)
      sum += Math.max(0, Math.min(last!, msOf(to)) - Math.max(first!, msOf(from)))
    }
  return sum
}

test('what an area has worked is what somebody counts who stands at its door', () => {
  fc.assert(
    fc.property(hours, moments, fc.integer({ min: 1, max: 21 * 1440 }), (own, from, minutes) => {
      const to = later(from, minutes * MINUTE)
      expect(inGrid(own).workingBetween(from, to)).toBe(worked(own, from, to))
    }),
  )
})

test('time added is time counted, at once or in two parts', () => {
  fc.assert(
    fc.property(hours, moments, spans, spans, (own, from, one, other) => {
      const days = inGrid(own)
      const halfway = days.plusWorking(from, one).at
      expect(days.workingBetween(from, halfway)).toBe(one)
      expect(days.plusWorking(halfway, other)).toEqual(days.plusWorking(from, one + other))
    }),
  )
})

test('a deadline never falls in closed time: the minute before it was worked', () => {
  fc.assert(
    fc.property(hours, moments, spans, (own, from, ms) => {
      const { at } = inGrid(own).plusWorking(from, ms)
      expect(worked(own, later(at, -MINUTE), at)).toBe(MINUTE)
    }),
  )
})

test('who starts later or gets more time is never due earlier', () => {
  fc.assert(
    fc.property(hours, moments, moments, spans, spans, (own, a, b, c, d) => {
      const days = inGrid(own)
      const [early, late] = [a, b].sort() as [Instant, Instant]
      const [short, long] = [Math.min(c, d), Math.max(c, d)]
      expect(days.plusWorking(early, short).at <= days.plusWorking(late, long).at).toBe(true)
    }),
  )
})

test('one day more off never shortens anybody’s time', () => {
  fc.assert(
    fc.property(hours, moments, spans, fc.integer({ min: 0, max: 40 }), (own, from, ms, ahead) => {
      const off = { [nextDay(dayOf(from), ahead)]: 'off' as const }
      const fewer = calendar(YEARS, undefined, off, own).in(GRID)
      expect(fewer.plusWorking(from, ms).at >= inGrid(own).plusWorking(from, ms).at).toBe(true)
    }),
  )
})

test('hours that begin on a day never change what was worked before it', () => {
  fc.assert(
    fc.property(hours, someDay, weeks, fc.integer({ min: 1, max: 60 }), (own, from, week, days) => {
      const before = own[GRID]!.filter((one) => one.from < from)
      const [begin, end] = [later(instant(startOf(from)), -days * DAY), instant(startOf(from))]
      const more = { ...own, [GRID]: [...before, { from, week }] }
      expect(inGrid(more).workingBetween(begin, end)).toBe(inGrid(own).workingBetween(begin, end))
    }),
  )
})
