import type { Calendar, Reckoned } from '../calendar/calendar.ts'
import { type Instant, isBefore, later, MINUTE, msOf } from '../kernel/instant.ts'
import { type ClockTerms, LEVELS, type Level, type Span } from './policy.ts'

/**
 * One clock of one report. `dueAt` is the timer itself: the table indexes the earliest one, and nothing else is armed.
 * A paused clock has no `dueAt` to misread; `left` is ms of the time it counts in.
 */
export type Clock =
  | { phase: 'running'; level: Level; dueAt: Instant; provisional?: true }
  | { phase: 'paused'; level: Level; left: number }
  | { phase: 'stopped'; level: Level; at: Instant; left: number }
  /** Missed at the county, where nobody is above. */
  | { phase: 'exhausted'; level: Level; missedAt: Instant }

/** `stop` keeps what is left, so that a reopened report goes on where it stood; `end` is for good. */
export type ClockEvent = 'tick' | 'pause' | 'resume' | 'stop' | 'end'

export type Climb = { from: Level; to: Level | 'nobody'; missedAt: Instant; dueAt?: Instant }
export type Step = { clock: Clock; climbs: Climb[] }

export function startClock(at: Instant, { within }: ClockTerms, calendar: Calendar): Clock {
  return running(LEVELS[0], reckon(at, within, calendar))
}

/** Every event first settles what is overdue, so early, late, repeated and lost ticks end in the same state. */
export function stepClock(
  clock: Clock,
  event: ClockEvent,
  now: Instant,
  terms: ClockTerms,
  calendar: Calendar,
): Step {
  const settled = climb(clock, now, terms, calendar)
  return { clock: apply(settled.clock, event, now, terms, calendar), climbs: settled.climbs }
}

/** Each rung counts from the deadline just missed, not from `now`: a late tick must not lend anyone time. */
function climb(clock: Clock, now: Instant, terms: ClockTerms, calendar: Calendar): Step {
  if (clock.phase !== 'running' || isBefore(now, clock.dueAt)) return { clock, climbs: [] }
  const { level: from, dueAt: missedAt } = clock
  const to = LEVELS[LEVELS.indexOf(from) + 1]
  if (!to)
    return {
      clock: { phase: 'exhausted', level: from, missedAt },
      climbs: [{ from, to: 'nobody', missedAt }],
    }
  const next = running(to, reckon(missedAt, terms.above, calendar))
  const above = climb(next, now, terms, calendar)
  return { clock: above.clock, climbs: [{ from, to, missedAt, dueAt: next.dueAt }, ...above.climbs] }
}

function apply(clock: Clock, event: ClockEvent, now: Instant, terms: ClockTerms, calendar: Calendar): Clock {
  const span = clock.level === LEVELS[0] ? terms.within : terms.above
  // A legal clock does not pause because we wait for somebody (信访工作条例 §34 and like rules).
  if (event === 'pause' && clock.phase === 'running' && span.kind !== 'statutory') {
    return { phase: 'paused', level: clock.level, left: timeLeft(clock.dueAt, span, now, calendar) }
  }
  if ((event === 'stop' || event === 'end') && clock.phase !== 'stopped') {
    const left = event === 'end' ? 0 : leftOn(clock, span, now, calendar)
    return { phase: 'stopped', level: clock.level, at: now, left }
  }
  if (event === 'resume' && clock.phase === 'paused') return resumed(clock, clock.left, span, now, calendar)
  // A reopened matter gets back what was left, and at least half of a rung's time: reopening must not be overdue at once.
  if (event === 'resume' && clock.phase === 'stopped') {
    return resumed(clock, Math.max(clock.left, (terms.above.amount * MINUTE) / 2), span, now, calendar)
  }
  return clock
}

function resumed({ level }: Clock, left: number, span: Span, now: Instant, calendar: Calendar) {
  return running(
    level,
    isWall(span) ? { at: later(now, left), provisional: false } : calendar.plusWorking(now, left),
  )
}

function leftOn(clock: Clock, span: Span, now: Instant, calendar: Calendar): number {
  if (clock.phase === 'running') return timeLeft(clock.dueAt, span, now, calendar)
  return clock.phase === 'paused' ? clock.left : 0
}

/** What is left of a statutory span is kept in working time once it is interrupted; it has no length of its own. */
function timeLeft(dueAt: Instant, span: Span, now: Instant, calendar: Calendar): number {
  return isWall(span) ? Math.max(0, msOf(dueAt) - msOf(now)) : calendar.workingBetween(now, dueAt)
}

function reckon(from: Instant, span: Span, calendar: Calendar): Reckoned {
  if (span.kind === 'statutory') return calendar.plusStatutory(from, span.amount)
  const ms = span.amount * MINUTE
  return isWall(span) ? { at: later(from, ms), provisional: false } : calendar.plusWorking(from, ms)
}

function running(level: Level, { at, provisional }: Reckoned): Clock & { phase: 'running' } {
  return { phase: 'running', level, dueAt: at, ...(provisional && { provisional }) }
}

const isWall = ({ kind }: Span) => kind === 'wall'
