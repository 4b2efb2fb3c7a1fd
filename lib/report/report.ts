import type { Calendar } from '../calendar/calendar.ts'
import { DAY, earliest, type Instant, isBefore, later } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import { type Climb, type Clock, type ClockEvent, startClock, stepClock } from '../sla/clock.ts'
import { CLOCKS, type ClockName, LEVELS, type Level, type Policy } from '../sla/policy.ts'
import { type Category, CLASS_OF, isConfidential } from './categories.ts'
import type { Source } from './consent.ts'
import {
  FINISHED,
  MOVES,
  type Move,
  type MoveRule,
  type Mover,
  openMoves,
  REOPEN_DAYS,
  type Status,
} from './moves.ts'
import type { Spot } from './near.ts'
import { calledBack, type Rating } from './rating.ts'

/** Where the resident says it is. Every part is a hint; routing weighs them and keeps its trace. */
export type Whereabouts = {
  codeId?: string
  point?: { lat: number; lng: number; datum: 'wgs84' | 'gcj02' | 'bd09' }
  gridId?: string
}

/** Why a person should look twice; never a reason to refuse. */
export type Flag =
  | 'code-forged'
  | 'code-revoked'
  | 'code-unknown'
  | 'outside-county'
  | 'merged-by-resident'
  | 'emergency'

export type RouteStep = { by: 'code' | 'picked' | 'point'; found: boolean; gridId?: string; why: string }

export type Report = {
  id: string
  number: string
  status: Status
  category: Category
  whereabouts: Whereabouts
  flags: Flag[]
  wish: 'reply' | 'no_reply'
  /** Version of the privacy text its sender was shown. */
  consent?: string
  /** Entered by staff for somebody who called or came in. */
  source?: Source
  /** Of the form as it was sent, to tell a repeated submit from another one under the same key. */
  fingerprint: string
  /** Text, place in words and contact, encrypted before they reach the aggregate: the core never sees a person. */
  sealed: string
  receivedAt: Instant
  /** When the last move ended it; the resident's days to reopen count from here. */
  endedAt?: Instant
  policy: string
  clocks: Record<ClockName, Clock>
  /** Named `grid…` only after routing: 15-digit grid, its 12-digit community. */
  gridId?: string
  trace: RouteStep[]
  /** Where the clue that routed it lies; what neighbours' reports are compared with. */
  spot?: Spot
  /** Ids of neighbours who said "me too"; each has a PIN of their own. */
  supporters?: string[]
  rating?: Rating
}

export type Terms = { policy: Policy; calendar: Calendar }

export type ReportEvent =
  | { type: 'report.received'; data: { category: Category } }
  | {
      type: 'report.moved'
      data: {
        move: Move
        from: Status
        to: Status
        category: Category
        number: string
        gridId?: string
        dueAt?: Instant
      }
    }
  | {
      type: 'report.escalated'
      data: { clock: ClockName; category: Category; number: string; gridId?: string } & Climb
    }

/**
 * What a decision leaves behind: the new state, one line of history, and what others must hear. `role` is the post the
 * person acted in, where only the decision knows it.
 */
export type Outcome<State, Event> = {
  value: State
  what: string
  why?: string
  said?: string
  role?: string
  events: Event[]
}
export type ReportOutcome = Outcome<Report, ReportEvent>

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
  | 'sealed'
>

/**
 * Clocks start at receipt, whoever will hold the report: what nobody can route is overdue like anything else. What is
 * confidential goes to the county's inspector at once: nobody hears of it, nothing is routed, and no clock could tell.
 */
export function receive(form: Form, now: Instant, { policy, calendar }: Terms): ReportOutcome {
  if (isConfidential(form)) {
    const still = { phase: 'stopped', level: 'assignee', at: now, left: 0 } as const
    const clocks = { contact: still, resolve: still }
    return {
      value: { ...form, status: 'assigned', receivedAt: now, policy: policy.version, clocks, trace: [] },
      what: 'receive',
      events: [],
    }
  }
  const terms = policy.classes[CLASS_OF[form.category]]
  const clocks = {
    contact: startClock(now, terms.contact, calendar),
    resolve: startClock(now, terms.resolve, calendar),
  }
  return {
    value: { ...form, status: 'received', receivedAt: now, policy: policy.version, clocks, trace: [] },
    what: 'receive',
    events: [{ type: 'report.received', data: { category: form.category } }],
  }
}

export type Routing = { gridId?: string; trace: RouteStep[]; flags: Flag[]; spot?: Spot }

/** Gives the report to a grid, or to the county's duty desk when no place could be found. Routing twice is nothing. */
export function route(
  report: Report,
  { gridId, trace, flags, spot }: Routing,
  now: Instant,
  terms: Terms,
): ReportOutcome | undefined {
  if (report.status !== 'received') return undefined
  const placed = {
    ...report,
    trace,
    flags: [...new Set([...report.flags, ...flags])],
    ...(gridId && { gridId }),
    ...(spot && { spot }),
  }
  return carryOut(
    placed,
    gridId ? 'route' : 'screen',
    now,
    terms,
    trace.find((step) => step.found)?.why ?? '没有可用的位置线索',
  )
}

/** The buttons this person sees now: those of the status, less what the kind of matter or its age rules out. */
export function openTo({ status, category, endedAt }: Report, mover: Mover, now: Instant): Move[] {
  const isTooLate = mover === 'resident' && endedAt && isBefore(later(endedAt, REOPEN_DAYS * DAY), now)
  const ruledOut: Partial<Record<Move, boolean>> = {
    mediate: CLASS_OF[category] !== 'dispute',
    reopen: !!isTooLate,
    // Out of the inspector's hands it would come to those it is about.
    ...(isConfidential({ category }) && { assign: true, merge: true }),
  }
  return openMoves(status, mover).filter((move) => !ruledOut[move])
}

/** `move` as it was asked for, whether there is such a move or not; `said` is what the person wrote, already encrypted. */
export type MoveOrder = { move: string; mover: Mover; gridId?: string; said?: string }

/** A person's move. Refused with the state as it is, so that the person can see what is open now. */
export function make(
  report: Report,
  { move: asked, mover, gridId, said }: MoveOrder,
  now: Instant,
  terms: Terms,
): ReportOutcome {
  const open = openTo(report, mover, now)
  const move = open.find((name) => name === asked)
  if (!move) throw new Problem('move-not-allowed', { current: report.status, open })
  const at = {
    ...report,
    ...(move === 'assign' && gridId && { gridId }),
    ...(mover === 'staff' && calledBack(report)),
  }
  const moved = carryOut(at, move, now, terms)
  return { ...moved, ...(said && { said }) }
}

/** Settles what is overdue. Undefined when nothing is: a tick that changes nothing writes nothing. */
export function tick(report: Report, now: Instant, terms: Terms): ReportOutcome | undefined {
  const { value, events } = keepTime(report, {}, now, terms)
  const [first] = events
  if (!first || isConfidential(report)) return undefined
  return { value, what: 'escalate', why: `${first.data.clock} 时限已过`, events }
}

function carryOut(report: Report, move: Move, now: Instant, terms: Terms, why?: string): ReportOutcome {
  const { from: _, to, clocks }: MoveRule = MOVES[move]
  const { value: timed, events } = keepTime(report, clocks, now, terms)
  const { endedAt: _ended, ...open } = timed
  const value: Report = {
    ...open,
    status: to,
    ...((to === 'resolved' || FINISHED.includes(to)) && { endedAt: now }),
  }
  const dueAt = dueOf(value)
  const moved: ReportEvent = {
    type: 'report.moved',
    data: {
      move,
      from: report.status,
      to,
      category: report.category,
      number: report.number,
      ...placeOf(value),
      ...(dueAt && { dueAt }),
    },
  }
  const heard = isConfidential(report) ? [] : [...events, moved]
  return { value, what: move, ...(why && { why }), events: heard }
}

function keepTime(
  report: Report,
  moves: Partial<Record<ClockName, ClockEvent>>,
  now: Instant,
  { policy, calendar }: Terms,
) {
  const clocks = { ...report.clocks }
  const events: (ReportEvent & { type: 'report.escalated' })[] = []
  for (const clock of CLOCKS) {
    const terms = policy.classes[CLASS_OF[report.category]][clock]
    const step = stepClock(report.clocks[clock], moves[clock] ?? 'tick', now, terms, calendar)
    clocks[clock] = step.clock
    for (const climb of step.climbs) {
      const { category, number } = report
      events.push({
        type: 'report.escalated',
        data: { clock, category, number, ...placeOf(report), ...climb },
      })
    }
  }
  return { value: { ...report, clocks }, events }
}

/** The earliest running deadline: the key of the due index, and with it the timer. */
export function dueOf({ clocks }: Report): Instant | undefined {
  return earliest(
    ...CLOCKS.map((name) => clocks[name]).map((clock) =>
      clock.phase === 'running' ? clock.dueAt : undefined,
    ),
  )
}

/** The highest level a clock has climbed to. It stays there: only that level may hand it down again, by a recorded move. */
export function levelOf({ clocks }: Report): Level {
  return LEVELS[Math.max(...CLOCKS.map((name) => LEVELS.indexOf(clocks[name].level)))]!
}

const placeOf = ({ gridId }: Report) => (gridId ? { gridId } : {})
