import { DAY, type Instant, isBefore, later } from '../kernel/instant.ts'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import { LEVELS, type Level, type MatterClass } from '../sla/policy.ts'
import { type Category, isConfidential } from './categories.ts'
import { inGrid, inNoGrid, whyShut } from './dispute.ts'
import { effectOf } from './effects.ts'
import { clocksAt, type Kept, movedWords, recountAll, settle, withHelp } from './keeping.ts'
import { MOVES, type Move, openMoves, REOPEN_DAYS } from './moves.ts'
import { calledBack } from './rating.ts'
import {
  aboutOf,
  deadlineOf,
  type Report,
  type ReportEvent,
  type ReportOutcome,
  type RouteStep,
  type Terms,
  termsIn,
} from './report.ts'
import { isHighEnough, isPossible } from './rights.ts'
import { FINISHED, type MoveRule, type Mover, type Status } from './statuses.ts'

export type Form = Pick<
  Report,
  | 'id'
  | 'number'
  | 'fingerprint'
  | 'category'
  | 'whereabouts'
  | 'flags'
  | 'wish'
  | 'consent'
  | 'source'
  | 'answers'
  | 'sealed'
  | 'uploads'
>

/**
 * Clocks start at receipt, whoever will hold the report: what nobody can route is overdue like anything else. What is
 * confidential goes to the county's inspector at once: nobody hears of it, nothing is routed, and it has no clock to tell.
 */
export function receive(form: Form, now: Instant, terms: Terms): ReportOutcome {
  const began = { receivedAt: now, policy: terms.policy.version, trace: [] }
  if (isConfidential(form))
    return { value: { ...form, ...began, status: 'assigned', clocks: {} }, what: 'receive', events: [] }
  return {
    value: { ...form, ...began, status: 'received', clocks: clocksAt(form, now, terms) },
    what: 'receive',
    events: [{ type: 'report.received', data: { category: form.category } }],
  }
}

export type Routing = Pick<Report, 'gridId' | 'community' | 'spot' | 'flags' | 'ruled'> & {
  trace: RouteStep[]
}

/** Gives the report to a grid, or leaves it to whoever takes it when no place could be found. Routing twice is nothing. */
export function route(
  report: Report,
  { gridId, community, trace, flags, spot, ruled }: Routing,
  now: Instant,
  terms: Terms,
): ReportOutcome | undefined {
  if (report.status !== 'received') return undefined
  const traced = {
    ...report,
    trace,
    flags: [...new Set([...report.flags, ...flags])],
    ...(spot && { spot }),
    ...(ruled && { ruled }),
  }
  const placed = gridId ? inGrid(traced, gridId, now, terms) : inNoGrid(traced, community, now, terms)
  const order = { move: gridId ? 'route' : 'screen', mover: 'system' } as const
  const why = whyThere(trace)
  const settled = settle(placed, now, terms)
  // Until now the county's hours counted, for nobody knew the grid.
  const there = termsIn(placed, terms)
  const known = recountAll(settled.report, now, there)
  const held = { report: withHelp(known.report, now, there), events: [...settled.events, ...known.events] }
  return { ...carryOut(held, order.move, order, now, there), why }
}

/** The clue that placed it, and the rule that came after. */
function whyThere(trace: readonly RouteStep[]): string {
  const clue = trace.find(({ by, found }) => found && by !== 'rule')?.why ?? '没有可用的位置线索'
  const rule = trace.find(({ by }) => by === 'rule')?.why
  return rule ? `${clue}；${rule}` : clue
}

/** Everything a person may do now: open in this status, for this kind of matter and its age, and from where they stand. */
export function openTo(
  report: Report,
  mover: Mover,
  now: Instant,
  terms: Pick<Terms, 'policy'>,
  levels: readonly Level[] = LEVELS.slice(0, 1),
): Move[] {
  return possible(report, mover, now, terms).filter(
    (move) => mover !== 'staff' || isHighEnough(report, move, levels, terms),
  )
}

function possible(report: Report, mover: Mover, now: Instant, terms: Pick<Terms, 'policy'>): Move[] {
  const { status, endedAt } = report
  const isTooLate = mover === 'resident' && endedAt && isBefore(later(endedAt, REOPEN_DAYS * DAY), now)
  return openMoves(status, mover).filter(
    (move) => !(move === 'reopen' && isTooLate) && isPossible(report, move, now, terms),
  )
}

/**
 * `move` as it was asked for, whether there is such a move or not; `levels`: where the person stands over the place;
 * `said` is what the person wrote, already encrypted, and what the decision needs of it stands beside.
 */
export type MoveOrder = {
  move: string
  mover: Mover
  levels?: readonly Level[]
  gridId?: string
  until?: Instant
  days?: number
  as?: { category: Category } | { class: MatterClass }
  said?: string
}

/** A person's move. Refused with the state as it is, so that the person can see what is open now. */
export function make(report: Report, order: MoveOrder, now: Instant, anywhere: Terms): ReportOutcome {
  const { mover, levels, said } = order
  const terms = termsIn(report, anywhere)
  const settled = settle({ ...report, ...(mover === 'staff' && calledBack(report)) }, now, terms)
  const isAsked = (name: Move) => name === order.move
  const move = possible(settled.report, mover, now, terms).find(isAsked)
  const open = openTo(settled.report, mover, now, terms, levels)
  if (!move) throw new Problem(whyRefused(settled.report, order, now), { current: report.status, open })
  if (!open.some(isAsked)) throw new Problem('level-too-low', { current: report.status, open })
  return { ...carryOut(settled, move, order, now, terms), ...(said && { said }) }
}

/** A move that the table opens and that is too late, or was made before, is refused in words of its own. */
function whyRefused(report: Report, { move, mover }: MoveOrder, now: Instant): ProblemCode {
  const named = openMoves(report.status, mover).find((name) => name === move)
  return (named && whyShut(report, named, now)) ?? 'move-not-allowed'
}

/** Settles what is overdue. Undefined when nothing is: a tick that changes nothing writes nothing. */
export function tick(report: Report, now: Instant, terms: Terms): ReportOutcome | undefined {
  const { report: value, events } = settle(report, now, termsIn(report, terms))
  const first = events.find(({ type }) => type === 'report.escalated') ?? events[0]
  if (!first || first.type === 'report.received' || first.type === 'report.moved') return undefined
  const { clock } = first.data
  if (first.type === 'report.escalated') return { value, what: 'escalate', why: `${clock} 时限已过`, events }
  if (first.type === 'report.warned') return { value, what: 'warn', why: `${clock} 时限将到`, events }
  return { value, what: 'resume', why: `${clock} 等待期满，时限继续计算`, events }
}

/**
 * After the calendar has changed: every open deadline worked out again, and who is affected told. Undefined when none
 * has moved. The line of history keeps the old deadline beside the new one.
 */
export function recount(report: Report, now: Instant, anywhere: Terms): ReportOutcome | undefined {
  const terms = termsIn(report, anywhere)
  const settled = settle(report, now, terms)
  const { report: value, events } = recountAll(settled.report, now, terms)
  if (events.length === 0) return undefined
  return { value, what: 'recount', why: movedWords(events), events: [...settled.events, ...events] }
}

function carryOut(settled: Kept, move: Move, order: MoveOrder, now: Instant, terms: Terms): ReportOutcome {
  const { report } = settled
  const done = effectOf(report, move, order, now, terms)
  const to = statusAfter(report, move, done.report)
  const { endedAt, ...open } = done.report
  const isOver = to === 'resolved' || FINISHED.includes(to)
  const value: Report = {
    ...open,
    status: to,
    ...(isOver && { endedAt: MOVES[move].to === 'same' && endedAt ? endedAt : now }),
  }
  const why = movedWords(done.events)
  const moved = movedEvent(report, value, move)
  const heard = isConfidential(report) ? [] : [...settled.events, ...done.events, moved]
  return { value, what: move, ...(why && { why }), events: heard }
}

/** What a grid sends back and no other clue places is nobody's again. */
function statusAfter({ status }: Report, move: Move, { gridId }: Report): Status {
  if (move === 'return' && !gridId) return 'screened'
  const { to }: MoveRule = MOVES[move]
  return to === 'same' ? status : to
}

export function movedEvent(before: Report, report: Report, move: Move): ReportEvent {
  const dueAt = deadlineOf(report)
  return {
    type: 'report.moved',
    data: { move, from: before.status, to: report.status, ...aboutOf(report), ...(dueAt && { dueAt }) },
  }
}
