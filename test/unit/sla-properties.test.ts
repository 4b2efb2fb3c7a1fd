import fc from 'fast-check'
import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import {
  dayOf,
  type Instant,
  instant,
  isBefore,
  later,
  MINUTE,
  msOf,
  nextDay,
} from '../../lib/kernel/instant.ts'
import {
  type Clock,
  nextOf,
  pauseClock,
  recountClock,
  resumeClock,
  settleClock,
  startClock,
} from '../../lib/sla/clock.ts'
import { type ClockTerms, WAITS } from '../../lib/sla/policy.ts'
import { measure, reckon, SPAN_KINDS, type Span } from '../../lib/sla/span.ts'
import { TERMS } from '../support/given.ts'
import { moments } from '../support/given-moments.ts'

const days = TERMS.calendar
const MOST = { wall: 3000, working: 3000, days: 20, statutory: 60 }

const spanOf = (kinds: readonly Span['kind'][]) =>
  fc
    .constantFrom(...kinds)
    .chain((kind) => fc.integer({ min: 1, max: MOST[kind] }).map((amount): Span => ({ kind, amount })))
const spans = spanOf(SPAN_KINDS)
const terms = spans.map((within): ClockTerms => ({ within, warn: [{ percent: 50 }, { percent: 80 }] }))
const pausable = spanOf(['wall', 'working', 'days']).map((within): ClockTerms => ({ within, pauses: WAITS }))
const soon = fc.integer({ min: 0, max: 20_000 })
const why = 'awaiting_third_party' as const

const dueOf = (clock: Clock) => (clock.phase === 'running' ? clock.dueAt : undefined)
const settled = (clock: Clock, at: Instant, own: ClockTerms) => settleClock(clock, at, own, days).clock

describe('a deadline', () => {
  test('is never earlier for what came in later', () => {
    fc.assert(
      fc.property(moments, soon, terms, (start, minutes, own) => {
        const [one, other] = [start, later(start, minutes * MINUTE)].map((at) => startClock(at, own, days))
        expect(isBefore(other!.dueAt, one!.dueAt)).toBe(false)
      }),
    )
  })

  test('of a working kind lies in duty time, or at its end', () => {
    fc.assert(
      fc.property(moments, spanOf(['working', 'days']), (start, within) => {
        const { dueAt } = startClock(start, { within }, days)
        expect(days.workingBetween(later(dueAt, -MINUTE), dueAt)).toBe(MINUTE)
      }),
    )
  })

  test('is never sooner because one day more is off', () => {
    fc.assert(
      fc.property(moments, spans, fc.integer({ min: 0, max: 60 }), (start, within, ahead) => {
        const off = { [nextDay(dayOf(start), ahead)]: 'off' as const }
        const fewer = startClock(start, { within }, calendar(YEARS, undefined, off))
        expect(isBefore(fewer.dueAt, startClock(start, { within }, days).dueAt)).toBe(false)
      }),
    )
  })

  test('that is reckoned anew twice is the one that was reckoned anew once', () => {
    fc.assert(
      fc.property(moments, soon, terms, fc.integer({ min: 0, max: 40 }), (start, minutes, own, ahead) => {
        const now = later(start, minutes * MINUTE)
        const changed = calendar(YEARS, undefined, { [nextDay(dayOf(start), ahead)]: 'off' })
        const clock = settled(startClock(start, own, days), now, own)
        const once = recountClock(clock, now, own, changed)
        expect(recountClock(once, now, own, changed)).toEqual(once)
      }),
    )
  })
})

describe('a pause', () => {
  test('moves the deadline by exactly what passed, in the time the clock counts', () => {
    fc.assert(
      fc.property(moments, soon, soon, pausable, (start, before, length, own) => {
        const running = startClock(start, own, days)
        const from = later(start, before * MINUTE)
        if (!isBefore(from, running.dueAt)) return
        const held = pauseClock(running, from, { why }, own, days)
        const to = [later(from, length * MINUTE), nextOf(held)!].toSorted()[0]!
        const lost = measure(own.within, from, to, days)
        expect(dueOf(resumeClock(held, to, own, days))).toBe(reckon(start, own.within, days, lost).at)
      }),
    )
  })

  test('never ends with a deadline that has passed meanwhile', () => {
    fc.assert(
      fc.property(moments, soon, soon, pausable, (start, before, length, own) => {
        const running = startClock(start, own, days)
        const from = later(start, before * MINUTE)
        if (!isBefore(from, running.dueAt)) return
        const held = pauseClock(running, from, { why }, own, days)
        const to = [later(from, length * MINUTE), nextOf(held)!].toSorted()[0]!
        expect(isBefore(to, resumeClock(held, to, own, days).dueAt)).toBe(true)
      }),
    )
  })

  test('ends by itself in the state in which somebody would have ended it then', () => {
    fc.assert(
      fc.property(moments, pausable, (start, own) => {
        const held = pauseClock(startClock(start, own, days), start, { why }, own, days)
        const end = nextOf(held)!
        expect(settled(held, end, own)).toEqual(resumeClock(held, end, own, days))
      }),
    )
  })
})

describe('ticks', () => {
  test('that are lost, late or repeated end in the same state and say everything once, when one arrives', () => {
    fc.assert(
      fc.property(moments, terms, fc.array(soon, { maxLength: 6 }), soon, (start, own, ticks, extra) => {
        const clock = startClock(start, own, days)
        const last = instant(msOf(start) + (Math.max(0, ...ticks) + extra) * MINUTE)
        const alone = settleClock(clock, last, own, days)
        const happened = []
        let many: Clock = clock
        for (const minutes of [...ticks, ...ticks].toSorted((a, b) => a - b)) {
          const next = settleClock(many, later(start, minutes * MINUTE), own, days)
          happened.push(...next.happened)
          many = next.clock
        }
        const end = settleClock(many, last, own, days)
        expect([end.clock, [...happened, ...end.happened]]).toEqual([alone.clock, alone.happened])
      }),
    )
  })

  test('do nothing early', () => {
    fc.assert(
      fc.property(moments, terms, (start, own) => {
        const clock = startClock(start, own, days)
        const early = later(nextOf(clock)!, -1)
        expect(settleClock(clock, early, own, days)).toEqual({ clock, happened: [] })
      }),
    )
  })
})
