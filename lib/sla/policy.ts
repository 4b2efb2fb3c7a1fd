import type { Instant } from '../kernel/instant.ts'
import { halfOf, type Span } from './span.ts'

/**
 * Who answers for a report, from the bottom up (domain.md §6.4): who works on it; the grid's officers and community
 * workers; the secretary and the community police; the street's centre and the station chief; the county.
 */
export const LEVELS = ['assignee', 'grid', 'community', 'street', 'county'] as const
export type Level = (typeof LEVELS)[number]

export const rankOf = (level: Level): number => LEVELS.indexOf(level)
export const higherOf = (a: Level, b: Level): Level => (rankOf(a) < rankOf(b) ? b : a)

/** The kinds of matter that share clocks. The first have categories of their own; the others are given by staff. */
export const CLASSES = [
  'dispute',
  'surroundings',
  'safety',
  'question',
  'suggestion',
  'visit',
  'dispute_red',
  'dispute_orange',
  'dispute_yellow',
  'dispute_blue',
  'emergency',
  'mediation',
  'petition',
] as const
export type MatterClass = (typeof CLASSES)[number]

/** What is timed. Which move starts and stops each is written in MOVES; its length and ladder are the policy's. */
export const CLOCKS = [
  'screening',
  'contact',
  'resolve',
  'mediation',
  'acknowledge',
  'assist',
  'supervise',
  'unrouted',
  'dispute',
] as const
export type ClockName = (typeof CLOCKS)[number]

/** Why a clock may stand still. A granted extension is no pause: it makes the span longer. */
export const PAUSES = ['awaiting_reporter', 'awaiting_third_party', 'force_majeure'] as const
export type PauseReason = (typeof PAUSES)[number]

/**
 * When to warn before a deadline: at a share of the span, so many minutes of its own time after the start, on the n-th
 * day when business opens, or so many natural days before the deadline.
 */
export type WarnPoint = { percent: number } | { minutes: number } | { day: number } | { daysBefore: number }

/** One step of the ladder: who is next, and the time they get when it is not the usual one. */
export type Rung = { to: Level; within?: Span }

/** Working days: at most so many in all for one reason, and so many without the community's word. */
export type PauseRule = { most: number; alone: number }

/** Whoever works on it asks; `by` and above decide, at most `times`, at most so many days (of the span's kind) in all. */
export type ExtensionRule = { by: Level; times: number; days: number; consent?: true }

/** The terms of one clock for one class of matter. What is missing is not possible, or the usual. */
export type ClockTerms = {
  within: Span
  /** The time each rung gets; otherwise half of `within`, at least a working day. */
  above?: Span
  /** Who holds it from the start, when it is not whoever works on it. */
  from?: Level
  ladder?: readonly Rung[]
  warn?: readonly WarnPoint[]
  pauses?: Partial<Record<PauseReason, PauseRule>>
  extension?: ExtensionRule
  /** This move fixes the deadline to the day agreed on, instead of `within`. */
  fixedBy?: 'schedule'
}
export type ClassTerms = Partial<Record<ClockName, ClockTerms>>

/** A version is never edited: a report keeps the version it began under. `common` holds for classes that say nothing else. */
export type Policy = {
  version: string
  effectiveAt: Instant
  common: ClassTerms
  classes: Record<MatterClass, ClassTerms>
}

/** The next rungs when the terms name none. */
export const LADDER: readonly Rung[] = LEVELS.slice(1).map((to) => ({ to }))

/**
 * The terms of clocks about which a policy says nothing (domain.md §6.2): what is nobody's is the community officers' after a
 * working hour and the secretary's after four; whose a disputed matter is, the level above says within a working day. Older
 * versions do not name them, and a matter that no clock counts could lie there for ever.
 */
const USUAL: ClassTerms = {
  unrouted: {
    within: { kind: 'working', amount: 60 },
    ladder: [
      { to: 'grid', within: { kind: 'working', amount: 180 } },
      { to: 'community' },
      { to: 'street' },
      { to: 'county' },
    ],
  },
  dispute: { within: { kind: 'days', amount: 1 }, from: 'community' },
}

export function termsFor(
  { classes, common }: Pick<Policy, 'classes' | 'common'>,
  matter: MatterClass,
  clock: ClockName,
): ClockTerms | undefined {
  return classes[matter][clock] ?? common[clock] ?? USUAL[clock]
}

/** The rung above a level, or undefined when nobody is above. */
export function rungAbove({ ladder = LADDER }: ClockTerms, level: Level): Rung | undefined {
  return ladder.find(({ to }) => rankOf(to) > rankOf(level))
}

/** The time a level has once the report has climbed to it (domain.md §6.4 rule 6). */
export function timeAt(terms: ClockTerms, level: Level): Span {
  const rung = terms.ladder?.find(({ to }) => to === level)
  return rung?.within ?? terms.above ?? atLeastADay(halfOf(terms.within))
}

/** Seven hours of duty time: the office day. */
export const WORKDAY = 420

function atLeastADay({ kind, amount }: Span): Span {
  const least = { wall: WORKDAY, working: WORKDAY, days: 1, statutory: 1 }[kind]
  return { kind, amount: Math.max(least, amount) }
}

/** Every clock of every class on the wall and in minutes: for demonstrations and drills, where nobody waits for days. */
export function drillPolicy(
  version: string,
  effectiveAt: Instant,
  contactMinutes: number,
  resolveMinutes: number,
): Policy {
  const wall = (amount: number): ClockTerms => {
    const span: Span = { kind: 'wall', amount }
    return { within: span, above: span }
  }
  const clocks = { contact: wall(contactMinutes), resolve: { ...wall(resolveMinutes), pauses: WAITS } }
  const common = { assist: wall(resolveMinutes), supervise: wall(resolveMinutes) }
  return {
    version,
    effectiveAt,
    common,
    classes: Object.fromEntries(CLASSES.map((name) => [name, clocks])) as Policy['classes'],
  }
}

/** The usual waits: ten working days for the resident, twenty for others or for what nobody can help. */
export const WAITS: NonNullable<ClockTerms['pauses']> = {
  awaiting_reporter: { most: 10, alone: 3 },
  awaiting_third_party: { most: 20, alone: 3 },
  force_majeure: { most: 20, alone: 0 },
}
