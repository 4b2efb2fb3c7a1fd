import type { Instant } from '../kernel/instant.ts'
import { type ClassTerms, type ClockTerms, type Policy, WAITS, type WarnPoint, WORKDAY } from './policy.ts'
import type { Span } from './span.ts'

const HOUR = 60
const span = (kind: Span['kind'], amount: number): Span => ({ kind, amount })
const percent = (...shares: number[]): WarnPoint[] => shares.map((share) => ({ percent: share }))
const onDay = (...days: number[]): WarnPoint[] => days.map((day) => ({ day }))

const FROM_STREET: NonNullable<ClockTerms['ladder']> = [{ to: 'street' }, { to: 'county' }]

/** Nobody waits for a first contact: it has no pauses. */
const contact = (within: Span, more: Partial<ClockTerms> = {}): ClockTerms => ({
  within,
  warn: percent(50, 80),
  ...more,
})
const resolve = (days: number, more: Partial<ClockTerms> = {}): ClockTerms => ({
  within: span('days', days),
  warn: percent(50, 80),
  pauses: WAITS,
  extension: { by: 'community', times: 1, days },
  ...more,
})
const dispute = (contactHours: number, days: number): ClassTerms => ({
  contact: contact(span('working', contactHours * HOUR)),
  resolve: resolve(days),
  mediation: PEOPLES_MEDIATION,
})

/**
 * No law sets a period for people's mediation in Shandong: thirty days are this county's own rule (domain.md §4.1). It
 * does not pause, and goes on longer once only, when both parties say so on record.
 */
const PEOPLES_MEDIATION: ClockTerms = {
  within: span('statutory', 30),
  above: span('days', 5),
  warn: onDay(20, 27),
  extension: { by: 'grid', times: 1, days: 30, consent: true },
  ladder: FROM_STREET,
}

/** domain.md §6.4, row by row; the numbers are this platform's defaults, except where a law is named. */
export const DEFAULT_POLICY: Policy = {
  version: 'default-2',
  effectiveAt: '2026-01-01T00:00:00.000Z' as Instant,
  common: {
    screening: { within: span('working', 30) },
    acknowledge: { within: span('working', 30), above: span('working', 30) },
    assist: { within: span('days', 3), warn: percent(80) },
    supervise: { within: span('days', 3), above: span('days', 1), warn: percent(80) },
  },
  classes: {
    emergency: {
      contact: {
        within: span('wall', 5),
        warn: [{ minutes: 2 }],
        ladder: [
          { to: 'street', within: span('wall', 10) },
          { to: 'county', within: span('wall', 30) },
        ],
      },
      acknowledge: { within: span('wall', 5), above: span('wall', 5) },
    },
    dispute_red: {
      contact: {
        within: span('wall', 30),
        above: span('wall', 30),
        from: 'street',
        warn: percent(50),
      },
      // Calm within four hours, a plan within a day: the first is a warning, the second climbs to the county.
      resolve: {
        within: span('wall', 24 * HOUR),
        above: span('wall', 12 * HOUR),
        from: 'street',
        warn: [{ minutes: 4 * HOUR }, { percent: 50 }],
      },
      mediation: PEOPLES_MEDIATION,
      acknowledge: { within: span('wall', 5), above: span('wall', 5) },
    },
    dispute_orange: dispute(2, 5),
    dispute_yellow: dispute(4, 7),
    dispute_blue: dispute(8, 10),
    dispute: dispute(4, 7),
    mediation: {
      contact: contact(span('days', 1)),
      resolve: PEOPLES_MEDIATION,
    },
    surroundings: { contact: contact(span('working', 4 * HOUR)), resolve: resolve(5) },
    question: { resolve: resolve(1, { warn: percent(80) }) },
    suggestion: {
      contact: contact(span('days', 1)),
      resolve: {
        within: span('statutory', 15),
        above: span('days', 5),
        warn: onDay(10),
        ladder: [{ to: 'community' }, { to: 'street' }, { to: 'county' }],
      },
    },
    // 信访工作条例 §23 (written notice in 15 days) and §34 (60 days, at most 30 more with the reason told).
    petition: {
      contact: {
        within: span('statutory', 15),
        above: span('days', 2),
        warn: onDay(10),
        ladder: FROM_STREET,
      },
      resolve: {
        within: span('statutory', 60),
        above: span('days', 5),
        warn: onDay(45, 55),
        extension: { by: 'street', times: 1, days: 30 },
        ladder: FROM_STREET,
      },
    },
    safety: {
      contact: { within: span('working', 2 * HOUR), ladder: FROM_STREET },
      resolve: resolve(3, { warn: [], fixedBy: 'schedule', ladder: FROM_STREET }),
    },
    visit: {
      contact: contact(span('days', 1)),
      resolve: resolve(5, { warn: [{ daysBefore: 1 }], fixedBy: 'schedule' }),
    },
  },
}

/** Reports received before the ladder had five rungs keep these terms. */
export const FIRST_POLICY: Policy = {
  ...DEFAULT_POLICY,
  version: 'default-1',
  classes: {
    ...DEFAULT_POLICY.classes,
    dispute: first(4 * HOUR, 7 * WORKDAY),
    surroundings: first(4 * HOUR, 5 * WORKDAY),
    safety: first(2 * HOUR, 3 * WORKDAY),
    question: first(WORKDAY, WORKDAY),
    visit: first(WORKDAY, 5 * WORKDAY),
  },
}

function first(contactMinutes: number, resolveMinutes: number): ClassTerms {
  return {
    contact: { within: span('working', contactMinutes) },
    resolve: { within: span('working', resolveMinutes), pauses: WAITS },
  }
}
