import fc from 'fast-check'
import { calendar, OFFICE_SHIFTS } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import {
  DAY,
  dayOf,
  type Instant,
  instant,
  later,
  MINUTE,
  msOf,
  shanghai,
  startOf,
} from '../../lib/kernel/instant.ts'
import { moments } from '../support/given-moments.ts'

const china = calendar(YEARS)
const spans = fc.integer({ min: 1, max: 30 * 420 }).map((minutes) => minutes * MINUTE)
const monthDay = fc
  .integer({ min: 0, max: 364 })
  .map((n) => dayOf(later(shanghai('2026-01-01'), n * DAY)).slice(5))

test('working time added is working time counted', () => {
  fc.assert(
    fc.property(moments, spans, (from, ms) => {
      expect(china.workingBetween(from, china.plusWorking(from, ms).at)).toBe(ms)
    }),
  )
})

test('working time added in two parts is working time added at once', () => {
  fc.assert(
    fc.property(moments, spans, spans, (from, first, second) => {
      const halfway = china.plusWorking(from, first).at
      expect(china.plusWorking(halfway, second)).toEqual(china.plusWorking(from, first + second))
    }),
  )
})

test('working time between adds up over any moment in the middle', () => {
  fc.assert(
    fc.property(moments, moments, moments, (...three) => {
      const [a, b, c] = three.sort() as [Instant, Instant, Instant]
      expect(china.workingBetween(a, b) + china.workingBetween(b, c)).toBe(china.workingBetween(a, c))
    }),
  )
})

test('who starts later or gets more time is never due earlier', () => {
  fc.assert(
    fc.property(moments, moments, spans, spans, (one, other, a, b) => {
      const [early, late] = [one, other].sort() as [Instant, Instant]
      const [short, long] = [Math.min(a, b), Math.max(a, b)]
      expect(china.plusWorking(early, short).at <= china.plusWorking(late, long).at).toBe(true)
      expect(china.plusStatutory(early, 15).at <= china.plusStatutory(late, 15).at).toBe(true)
      expect(china.plusStatutory(early, 15).at <= china.plusStatutory(early, 16).at).toBe(true)
    }),
  )
})

test('a deadline never falls in time nobody works in', () => {
  fc.assert(
    fc.property(moments, spans, (from, ms) => {
      const { at } = china.plusWorking(from, ms)
      const day = dayOf(at)
      const minute = (msOf(at) - startOf(day)) / MINUTE
      expect(china.isWorkday(day)).toBe(true)
      expect(OFFICE_SHIFTS.some(([start, end]) => minute > start && minute <= end)).toBe(true)
    }),
  )
})

test('a deadline of the law falls on the midnight that ends a working day', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const { at } = china.plusStatutory(from, days)
      const last = dayOf(later(at, -1))
      expect(startOf(dayOf(at))).toBe(msOf(at))
      expect(china.isWorkday(last)).toBe(true)
      expect(msOf(at) - startOf(dayOf(from))).toBeGreaterThanOrEqual((days + 1) * DAY)
    }),
  )
})

test('one more holiday never shortens anybody’s time', () => {
  fc.assert(
    fc.property(moments, spans, fc.integer({ min: 1, max: 60 }), monthDay, (from, ms, days, holiday) => {
      const { off, worked } = YEARS[2026]!
      const rested = worked.replace(holiday, '')
      const kinder = calendar({ ...YEARS, 2026: { off: `${off} ${holiday}`, worked: rested } })
      expect(kinder.plusWorking(from, ms).at >= china.plusWorking(from, ms).at).toBe(true)
      expect(kinder.plusStatutory(from, days).at >= china.plusStatutory(from, days).at).toBe(true)
    }),
  )
})

test('a moment is the same text whichever way it is written', () => {
  fc.assert(
    fc.property(moments, (at) => {
      expect(at).toHaveLength(24)
      expect(instant(msOf(at))).toBe(at)
      expect(startOf(dayOf(at)) <= msOf(at) && msOf(at) < startOf(dayOf(at)) + DAY).toBe(true)
    }),
  )
})
