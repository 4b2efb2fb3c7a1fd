import type { Instant } from '../kernel/instant.ts'

/**
 * Who answers for a report, from the bottom up (domain.md §6.4): who works on it; the grid's officers and community
 * workers; the secretary and the community police; the street's centre and the station chief; the county.
 */
export const LEVELS = ['assignee', 'grid', 'community', 'street', 'county'] as const
export type Level = (typeof LEVELS)[number]

/** Minutes on the wall, or minutes of duty time. */
export type Length = { kind: 'wall' | 'working'; amount: number }

/** How long, and how it is counted; `statutory` is natural days as the law counts them, and never pauses. */
export type Span = Length | { kind: 'statutory'; amount: number }

/** `within`: the first holder's time. `above`: the time each level above gets once the report has climbed to it. */
export type ClockTerms = { within: Span; above: Length }

export const CLOCKS = ['contact', 'resolve'] as const
export type ClockName = (typeof CLOCKS)[number]

/** The kinds of matter that share clocks (domain.md §6.4). */
export const CLASSES = ['dispute', 'surroundings', 'safety', 'question', 'suggestion', 'visit'] as const
export type MatterClass = (typeof CLASSES)[number]

/** A version is never edited: a report keeps the version it began under. */
export type Policy = {
  version: string
  effectiveAt: Instant
  classes: Record<MatterClass, Record<ClockName, ClockTerms>>
}

const WORKDAY = 420
const working = (minutes: number, above = Math.max(WORKDAY, minutes / 2)): ClockTerms => ({
  within: { kind: 'working', amount: minutes },
  above: { kind: 'working', amount: above },
})
const days = (amount: number): ClockTerms => ({
  within: { kind: 'statutory', amount },
  above: { kind: 'working', amount: 5 * WORKDAY },
})

/** The defaults of domain.md §6.4; a rung above gets half of the first holder's time, at least one working day. */
export const DEFAULT_POLICY: Policy = {
  version: 'default-1',
  effectiveAt: '2026-01-01T00:00:00.000Z' as Instant,
  classes: {
    dispute: { contact: working(4 * 60), resolve: working(7 * WORKDAY) },
    surroundings: { contact: working(4 * 60), resolve: working(5 * WORKDAY) },
    safety: { contact: working(2 * 60), resolve: working(3 * WORKDAY) },
    question: { contact: working(WORKDAY), resolve: working(WORKDAY) },
    suggestion: { contact: working(WORKDAY), resolve: days(15) },
    visit: { contact: working(WORKDAY), resolve: working(5 * WORKDAY) },
  },
}

/** Every clock of every class on the wall and in minutes: for demonstrations and drills, where nobody waits for days. */
export function drillPolicy(
  version: string,
  effectiveAt: Instant,
  contactMinutes: number,
  resolveMinutes: number,
): Policy {
  const wall = (amount: number): ClockTerms => ({
    within: { kind: 'wall', amount },
    above: { kind: 'wall', amount },
  })
  const clocks = { contact: wall(contactMinutes), resolve: wall(resolveMinutes) }
  return {
    version,
    effectiveAt,
    classes: Object.fromEntries(CLASSES.map((name) => [name, clocks])) as Policy['classes'],
  }
}

/** Classes whose clocks contradict each other: nobody can be called later than the matter must be settled. */
export function contradictions({ classes }: Pick<Policy, 'classes'>): MatterClass[] {
  return CLASSES.filter((name) => {
    const { contact, resolve } = classes[name]
    return contact.within.kind === resolve.within.kind && contact.within.amount > resolve.within.amount
  })
}
