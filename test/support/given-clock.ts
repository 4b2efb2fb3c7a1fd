import { type Instant, shanghai, wallClock } from '../../lib/kernel/instant.ts'
import {
  type Clock,
  extendClock,
  type Happening,
  pauseClock,
  resumeClock,
  settleClock,
  startClock,
  stopClock,
} from '../../lib/sla/clock.ts'
import { type ClockTerms, type Level, WAITS } from '../../lib/sla/policy.ts'
import { TERMS } from './given.ts'

const { calendar, policy } = TERMS

/** Four working hours, then seven on each rung above; it may wait. */
export const FOUR_HOURS: ClockTerms = { within: { kind: 'working', amount: 240 }, pauses: WAITS }
/** Fifteen days as the law counts them. */
export const FIFTEEN_DAYS = policy.classes.suggestion.resolve!
export const ONE_HOUR_ON_THE_WALL: ClockTerms = {
  within: { kind: 'wall', amount: 60 },
  above: { kind: 'wall', amount: 30 },
  pauses: WAITS,
}

type Event = 'tick' | 'pause' | 'resume' | 'stop' | { extend: number } | { until: string }

/** One clock and what it announced, told in wall-clock strings. */
export type Ticking = {
  at(when: string, event: Event): Ticking
  isDue(when: string): Ticking
  is(phase: Clock['phase']): Ticking
  hasClimbed(...to: (Level | 'nobody')[]): Ticking
  hasWarned(...when: string[]): Ticking
  clock: Clock
}

export const clockStarted = (when: string, terms = FOUR_HOURS): Ticking =>
  ticking(startClock(shanghai(when), terms, calendar), [], terms)

function ticking(clock: Clock, happened: readonly Happening[], terms: ClockTerms): Ticking {
  const told: Ticking = {
    clock,
    at(when, event) {
      const now = shanghai(when)
      const settled = settleClock(clock, now, terms, calendar)
      return ticking(after(settled.clock, event, now, terms), [...happened, ...settled.happened], terms)
    },
    isDue(when) {
      expect(clock.phase === 'running' ? wallClock(clock.dueAt) : clock.phase).toBe(when)
      return told
    },
    is(phase) {
      expect(clock.phase).toBe(phase)
      return told
    },
    hasClimbed(...to) {
      expect(happened.flatMap((one) => (one.what === 'climbed' ? [one.to] : []))).toEqual(to)
      return told
    },
    hasWarned(...when) {
      expect(happened.flatMap((one) => (one.what === 'warned' ? [wallClock(one.at)] : []))).toEqual(when)
      return told
    },
  }
  return told
}

function after(clock: Clock, event: Event, now: Instant, terms: ClockTerms): Clock {
  const wait = (until?: Instant) =>
    pauseClock(clock, now, { why: 'awaiting_reporter', until }, terms, calendar)
  if (event === 'pause') return wait()
  if (event === 'resume')
    return clock.phase === 'exhausted' ? clock : resumeClock(clock, now, terms, calendar)
  if (event === 'stop') return stopClock(clock, now)
  if (event === 'tick') return clock
  return 'until' in event ? wait(shanghai(event.until)) : extendClock(clock, event.extend, terms, calendar)
}
