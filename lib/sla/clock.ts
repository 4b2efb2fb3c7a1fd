import type { Calendar } from '../calendar/calendar.ts'
import { earliest, type Instant, isBefore } from '../kernel/instant.ts'
import { dueNamed, type Fixed, movedBy, named } from './fixed.ts'
import {
  type ClockTerms,
  higherOf,
  LEVELS,
  type Level,
  type PauseReason,
  rungAbove,
  timeAt,
} from './policy.ts'
import { halfOf, measure, reckon, type Span } from './span.ts'
import { nextWarning } from './warning.ts'

/** A stretch that does not count: a wait, or the time between being resolved and coming back. */
export type Pause = { from: Instant; to: Instant; why: PauseReason | 'resolved' }

/**
 * What a deadline is worked out from, so that it can be worked out again when the calendar or the terms change: when the
 * time of the present level began, what did not count since, and what was granted.
 */
export type Counted = {
  level: Level
  /** The start, or the deadline that was missed below: a late tick must not lend anyone time. */
  start: Instant
  pauses?: readonly Pause[]
  /** Days granted on top, each time. */
  granted?: readonly number[]
  /** How many of the terms' warnings were given. */
  warned?: number
  /** A span of its own instead of the policy's: of a matter that came back or was handed down. */
  span?: Span
  /** Minutes that were left of a wait the former version began (lib/contracts/former.ts): on the wall or of duty, as the terms count. */
  left?: number
} & Fixed

export type Running = Counted & { phase: 'running'; dueAt: Instant; warnAt?: Instant; provisional?: true }
export type Clock =
  | Running
  /** `until`: when it goes on by itself. */
  | (Counted & { phase: 'paused'; since: Instant; why: PauseReason; until?: Instant })
  | (Counted & { phase: 'stopped'; at: Instant })
  /** Missed where nobody is above. */
  | (Counted & { phase: 'exhausted'; missedAt: Instant })

export type Climb = { from: Level; to: Level | 'nobody'; missedAt: Instant; dueAt?: Instant }
export type Happening =
  | ({ what: 'climbed' } & Climb)
  | { what: 'warned'; at: Instant; point: number; dueAt: Instant }
  | { what: 'resumed'; at: Instant; dueAt: Instant }

type About = { level?: Level; fixed?: Instant | undefined }

export function startClock(
  start: Instant,
  terms: ClockTerms,
  calendar: Calendar,
  { level, fixed }: About = {},
): Running {
  const counted = { level: level ?? terms.from ?? LEVELS[0], start }
  return run(fixed ? withDay(counted, fixed, terms, calendar) : counted, terms, calendar)
}

/** The next moment at which something happens to a clock by itself: this is its timer. */
export function nextOf(clock: Clock): Instant | undefined {
  if (clock.phase === 'running') return earliest(clock.warnAt, clock.dueAt)
  return clock.phase === 'paused' ? clock.until : undefined
}

/**
 * Everything that should have happened by itself up to now, in the order of its own moments: early, late, repeated and
 * lost ticks therefore end in the same state.
 */
export function settleClock(
  clock: Clock,
  now: Instant,
  terms: ClockTerms,
  calendar: Calendar,
): { clock: Clock; happened: Happening[] } {
  const happened: Happening[] = []
  let settled = clock
  for (let at = nextOf(settled); at && !isBefore(now, at); at = nextOf(settled)) {
    const next = stepClock(settled, terms, calendar)
    settled = next.clock
    happened.push(next.happening)
  }
  return { clock: settled, happened }
}

/** The one thing that happens next by itself, at `nextOf`. */
export function stepClock(
  clock: Clock,
  terms: ClockTerms,
  calendar: Calendar,
): { clock: Clock; happening: Happening } {
  const at = nextOf(clock)!
  if (clock.phase === 'paused') {
    const resumed = resumeClock(clock, at, terms, calendar)
    return { clock: resumed, happening: { what: 'resumed', at, dueAt: resumed.dueAt } }
  }
  const running = clock as Running
  if (running.warnAt === at && at !== running.dueAt) {
    const point = running.warned ?? 0
    const warned = run({ ...countedOf(running), warned: point + 1 }, terms, calendar)
    return { clock: warned, happening: { what: 'warned', at, point, dueAt: running.dueAt } }
  }
  return climb(running, terms, calendar)
}

/** Each rung counts from the deadline just missed; above the last is nobody. */
function climb({ level: from, start, dueAt: missedAt }: Running, terms: ClockTerms, calendar: Calendar) {
  const rung = rungAbove(terms, from)
  if (!rung) {
    const clock: Clock = { phase: 'exhausted', level: from, start, missedAt }
    return { clock, happening: { what: 'climbed', from, to: 'nobody', missedAt } as const }
  }
  const clock = run({ level: rung.to, start: missedAt }, terms, calendar)
  const { dueAt } = clock
  return { clock, happening: { what: 'climbed', from, to: rung.to, missedAt, dueAt } as const }
}

/** Stands still until the day named, at most as long as the terms allow for this reason; a clock of the law does not. */
export function pauseClock(
  clock: Clock,
  now: Instant,
  { why, until }: { why: PauseReason; until?: Instant | undefined },
  terms: ClockTerms,
  calendar: Calendar,
): Clock {
  const rule = terms.pauses?.[why]
  if (clock.phase !== 'running' || !rule) return clock
  const days = (sum: number, pause: Pause) => sum + calendar.workingDaysBetween(pause.from, pause.to)
  const used = (clock.pauses ?? []).filter((pause) => pause.why === why).reduce(days, 0)
  if (used >= rule.most) return clock
  const last = calendar.plusWorkingDays(now, rule.most - used).at
  return { ...countedOf(clock), phase: 'paused', since: now, why, until: earliest(until, last)! }
}

/** Goes on with what was left. A matter that comes back has at least half a rung: it must not be overdue at once. */
export function resumeClock(clock: Clock, now: Instant, terms: ClockTerms, calendar: Calendar): Running {
  if (clock.phase === 'running') return clock
  if (clock.phase === 'paused')
    return run(
      without(clock, { from: clock.since, to: now, why: clock.why }, terms, calendar),
      terms,
      calendar,
    )
  const again: Counted = { level: clock.level, start: now, span: halfOf(timeAt(terms, clock.level)) }
  const least = run(again, terms, calendar)
  if (clock.phase === 'exhausted') return least
  const away: Pause = { from: clock.at, to: now, why: 'resolved' }
  const back = run(without(clock, away, terms, calendar), terms, calendar)
  return isBefore(back.dueAt, least.dueAt) ? least : back
}

export function stopClock(clock: Clock, now: Instant): Clock {
  return clock.phase === 'stopped' ? clock : { ...countedOf(clock), phase: 'stopped', at: now }
}

/** More days on top, once somebody above has said so. */
export function extendClock(clock: Clock, days: number, terms: ClockTerms, calendar: Calendar): Clock {
  const granted = [...(clock.granted ?? []), days]
  const fixed = movedBy(days, clock, spanOf(clock, terms), calendar)
  const counted: Counted = { ...countedOf(clock), granted, ...fixed }
  return clock.phase === 'running' ? run(counted, terms, calendar) : { ...clock, granted, ...fixed }
}

/** A stretch more that does not count. */
function without(clock: Clock, pause: Pause, terms: ClockTerms, calendar: Calendar): Counted {
  const lost = measure(spanOf(clock, terms), pause.from, pause.to, calendar)
  const pauses = [...(clock.pauses ?? []), pause]
  return { ...countedOf(clock), pauses, ...movedBy(lost, clock, spanOf(clock, terms), calendar) }
}

/** The level above gives it back: whoever holds it now has the usual time of a rung, from now. */
export function handDownClock(
  clock: Clock,
  to: Level,
  now: Instant,
  terms: ClockTerms,
  calendar: Calendar,
): Clock {
  if (clock.phase === 'stopped' || higherOf(clock.level, to) === to) return clock
  if (clock.phase === 'paused') return { ...clock, level: to, start: clock.since, span: timeAt(terms, to) }
  return run({ level: to, start: now, span: timeAt(terms, to) }, terms, calendar)
}

/** A day agreed on with the resident becomes the deadline. */
export function fixClock(clock: Clock, fixed: Instant, terms: ClockTerms, calendar: Calendar): Clock {
  return clock.phase === 'running'
    ? run(withDay(countedOf(clock), fixed, terms, calendar), terms, calendar)
    : clock
}

function withDay(counted: Counted, fixed: Instant, terms: ClockTerms, calendar: Calendar): Counted {
  const { workday: _, ...rest } = counted
  return { ...rest, ...named(fixed, spanOf(counted, terms), calendar) }
}

/**
 * The deadline worked out anew, after the calendar or the terms have changed; what was elapsed, paused and granted stays.
 * A deadline that would lie behind us is due now: nobody misses two rungs because a table changed.
 */
export function recountClock(clock: Clock, now: Instant, terms: ClockTerms, calendar: Calendar): Clock {
  if (clock.phase !== 'running') return clock
  const level = higherOf(clock.level, terms.from ?? LEVELS[0])
  const again = run({ ...countedOf(clock), level }, terms, calendar)
  if (!isBefore(again.dueAt, now)) return again
  const { warnAt: _, ...due } = again
  return { ...due, dueAt: now }
}

function run(counted: Counted, terms: ClockTerms, calendar: Calendar): Running {
  const { at, provisional } = counted.fixed
    ? { at: dueNamed({ ...counted, fixed: counted.fixed }, calendar), provisional: false }
    : reckon(counted.start, spanOf(counted, terms), calendar, moreOf(counted, terms, calendar))
  const warnAt = isFirst(counted, terms) ? nextWarning(counted, at, terms, calendar) : undefined
  return {
    ...counted,
    phase: 'running',
    dueAt: at,
    ...(warnAt && { warnAt }),
    ...(provisional && { provisional }),
  }
}

/** The span in force: the first holder's, or that of the rung. */
export function spanOf(counted: Counted, terms: ClockTerms): Span {
  const span = counted.span ?? (isFirst(counted, terms) ? terms.within : timeAt(terms, counted.level))
  if (counted.left === undefined) return span
  return { kind: span.kind === 'wall' ? 'wall' : 'working', amount: counted.left }
}

/** What the deadline moved by, in the unit of the span: pauses and granted days. */
function moreOf(counted: Counted, terms: ClockTerms, calendar: Calendar): number {
  const span = spanOf(counted, terms)
  const paused = (counted.pauses ?? []).map(({ from, to }) => measure(span, from, to, calendar))
  return [...paused, ...(counted.granted ?? [])].reduce((sum, one) => sum + one, 0)
}

const isFirst = ({ level }: Counted, { from = LEVELS[0] }: ClockTerms) => level === from

export function countedOf(clock: Clock): Counted {
  const { level, start, pauses, granted, warned, span, left, fixed, workday } = clock
  return {
    level,
    start,
    ...(pauses && { pauses }),
    ...(granted && { granted }),
    ...(warned && { warned }),
    ...(span && { span }),
    ...(left !== undefined && { left }),
    ...(fixed && { fixed }),
    ...(workday && { workday }),
  }
}
