import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { type Climb, type Clock, type ClockEvent, startClock, stepClock } from '../../lib/sla/clock.ts'
import type { ClockTerms, Level } from '../../lib/sla/policy.ts'
import { TERMS } from './given.ts'

const { calendar, policy } = TERMS

/** Four working hours, then seven on each rung above. */
export const FOUR_HOURS = policy.classes.dispute.contact
/** Fifteen days as the law counts them. */
export const FIFTEEN_DAYS = policy.classes.suggestion.resolve
export const ONE_HOUR_ON_THE_WALL: ClockTerms = {
  within: { kind: 'wall', amount: 60 },
  above: { kind: 'wall', amount: 30 },
}

/** One clock and what it announced, told in wall-clock strings. */
export type Ticking = {
  at(when: string, event: ClockEvent): Ticking
  isDue(when: string): Ticking
  is(phase: Clock['phase']): Ticking
  hasClimbed(...to: (Level | 'nobody')[]): Ticking
  clock: Clock
}

export const clockStarted = (when: string, terms = FOUR_HOURS): Ticking =>
  ticking(startClock(shanghai(when), terms, calendar), [], terms)

function ticking(clock: Clock, climbs: readonly Climb[], terms: ClockTerms): Ticking {
  const told: Ticking = {
    clock,
    at(when, event) {
      const step = stepClock(clock, event, shanghai(when), terms, calendar)
      return ticking(step.clock, [...climbs, ...step.climbs], terms)
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
      expect(climbs.map((climb) => climb.to)).toEqual(to)
      return told
    },
  }
  return told
}
