import type { Calendar } from '../calendar/calendar.ts'
import { type Instant, later, MINUTE, SECOND } from '../kernel/instant.ts'
import { CLASS_OF } from '../report/categories.ts'
import type { MoveOrder } from '../report/decide.ts'
import type { ReportEvent } from '../report/report.ts'
import { LEVELS, type Level, type MatterClass, WORKDAY } from '../sla/policy.ts'
import type { Arrival } from './arrivals.ts'
import { HABITS, type Habits } from './habits.ts'
import { draw, drawFrom, type Random } from './random.ts'
import type { Act, Course } from './replay.ts'

/** What will become of one case, in minutes of duty time: which moments these are is the calendar's business. */
type Fate = Arrival & {
  /** Until the county's desk has found its grid; missing when routing finds it. */
  assign?: number
  isForgotten: boolean
  contact: number
  settle: number
  risk?: MatterClass
  /** How long the resident takes to answer what is asked half way. */
  wait?: number
  /** How long it stays settled. */
  again?: number
  answers: Record<Level, number>
}

/**
 * All chance is drawn here, the same number of times for every case: two policies or calendars meet the same people, and what
 * differs between two replays comes from the rules alone.
 */
export function fateOf(arrival: Arrival, random: Random, habits: Habits = HABITS): Fate {
  const matter = CLASS_OF[arrival.category]
  const is = (share: number) => random() < share
  const [isLost, isForgotten] = [is(habits.lost), is(habits.forgotten)]
  const [isWaiting, isReopened] = [is(habits.waiting), is(habits.reopened)]
  const [assign, contact] = [draw(habits.assign, random), draw(habits.contact, random)]
  const settle = draw(habits.settle[matter] ?? habits.settle.usual, random)
  const risk = drawFrom(habits.risks)(random)
  const [wait, again] = [WORKDAY * (1 + 4 * random()), WORKDAY * (1 + 6 * random())]
  const answers = Object.fromEntries(LEVELS.map((level) => [level, draw(habits.answer, random)]))
  return {
    ...arrival,
    isForgotten,
    contact,
    settle,
    answers: answers as Record<Level, number>,
    ...(isLost && { assign }),
    ...(isWaiting && { wait }),
    ...(isReopened && { again }),
    ...(matter === 'dispute' && risk !== 'dispute' && { risk }),
  }
}

/** Routing looks at a report within seconds. */
const ROUTING = 5 * SECOND

/** What people do, given these working days and the hours of the place. */
export function courseOf(fate: Fate, county: Calendar): Course {
  const { id, category, receivedAt, gridId, assign, isForgotten, answers } = fate
  const calendar = county.in(gridId)
  const after = (at: Instant, minutes: number) => calendar.plusWorking(at, minutes * MINUTE).at
  const routedAt = later(receivedAt, ROUTING)
  const heldAt = assign === undefined ? routedAt : after(routedAt, assign)
  return {
    id,
    category,
    receivedAt,
    routedAt,
    ...(assign === undefined && { gridId }),
    acts: [
      ...(assign === undefined ? [] : [staff(heldAt, 'assign', { gridId })]),
      ...(isForgotten ? [] : workFrom(heldAt, fate, after)),
    ],
    react(told, now, earlier) {
      const alerts = told.flatMap(alertedBy)
      const answered = alerts.map((level) => staff(after(now, answers[level]), 'acknowledge'))
      // Whoever is alerted first sees to it that somebody goes to work.
      const isWoken = isForgotten && earlier === 0 && answered[0]
      return isWoken ? [...answered, ...workFrom(isWoken.at, fate, after)] : answered
    },
  }
}

type After = (at: Instant, minutes: number) => Instant

function workFrom(at: Instant, { contact, settle, wait, again, risk }: Fate, after: After): Act[] {
  const called = after(at, contact)
  const asked = after(called, settle / 2)
  const settled = after(called, settle + (wait ?? 0))
  return [
    staff(called, 'contact'),
    staff(called, 'start'),
    ...(risk ? [staff(called, 'grade', { as: { class: risk } })] : []),
    ...(wait
      ? [staff(asked, 'ask', { until: after(asked, 2 * wait) }), resident(after(asked, wait), 'answer')]
      : []),
    staff(settled, 'resolve'),
    ...(again ? onceMore(after(settled, again), settle, after) : []),
  ]
}

function onceMore(at: Instant, settle: number, after: After): Act[] {
  const called = after(at, settle / 4)
  return [
    resident(at, 'reopen'),
    staff(called, 'contact'),
    staff(called, 'start'),
    staff(after(called, settle / 2), 'resolve'),
  ]
}

const staff = (at: Instant, move: string, more: Partial<MoveOrder> = {}): Act => ({
  at,
  order: { move, mover: 'staff', levels: LEVELS, ...more },
})
const resident = (at: Instant, move: string): Act => ({ at, order: { move, mover: 'resident' } })

const alertedBy = (event: ReportEvent): Level[] =>
  event.type === 'report.escalated' && event.data.to !== 'nobody' ? [event.data.to] : []
