import { type Instant, isBefore, wallClock } from '../kernel/instant.ts'
import {
  type Clock,
  fixClock,
  type Happening,
  recountClock,
  settleClock,
  startClock,
  stopClock,
} from '../sla/clock.ts'
import { CLOCKS, type ClockName, higherOf, rankOf } from '../sla/policy.ts'
import type { Role } from '../staff/staff.ts'
import { type Asking, ask, asked, settleAsking, withAsking } from './asking.ts'
import { raise } from './raise.ts'
import {
  aboutOf,
  type Clocks,
  clocksOf,
  levelOf,
  type Report,
  type ReportEvent,
  type Terms,
  termsOf,
} from './report.ts'

/** What time alone has done: the report as it stands now, and what must be told. */
export type Kept = { report: Report; events: ReportEvent[] }

type Told = { name: ClockName; happening: Happening & { asked?: Role } }

/** Clocks whose past decides how they go on; the others are forgotten when they stop. */
const REMEMBERED: readonly ClockName[] = ['contact', 'resolve', 'mediation']

/** Starts what every report of its class has from receipt. */
export function clocksAt(report: Pick<Report, 'class' | 'category'>, now: Instant, terms: Terms): Clocks {
  const names = ['screening', 'contact', 'resolve'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const own = termsOf(report, name, terms.policy)
      return own ? [[name, startClock(now, own, terms.calendar)]] : []
    }),
  )
}

/** Settles everything that is overdue, clock by clock, and then who has not answered an alert. */
export function settle(report: Report, now: Instant, terms: Terms): Kept {
  const due = clocksOf(report).filter(([name]) => name !== 'acknowledge')
  const told: Told[] = []
  const clocks: Clocks = { ...report.clocks }
  for (const [name, clock] of due) {
    const own = termsOf(report, name, terms.policy)
    if (!own) continue
    const settled = settleClock(clock, now, own, terms.calendar)
    clocks[name] = settled.clock
    told.push(...settled.happened.map((happening) => ({ name, happening })))
  }
  const { asking, told: all } = awaitAnswer({ ...report, clocks }, told.toSorted(byMoment), now, terms)
  if (all.length === 0) return { report, events: [] }
  const level = all.reduce(
    (highest, { happening }) =>
      happening.what === 'climbed' && happening.to !== 'nobody' ? higherOf(highest, happening.to) : highest,
    levelOf(report),
  )
  const held = { ...report, clocks, level }
  return {
    report: asking ? withAsking(held, asking) : held,
    events: all.toSorted(byMoment).map(({ name, happening }) => eventOf(report, name, happening)),
  }
}

/**
 * Every climb asks the level it reached to say that it has heard. One is asked at a time; who does not answer is passed
 * over, see asking.ts.
 */
function awaitAnswer(report: Report, told: readonly Told[], now: Instant, terms: Terms) {
  const own = termsOf(report, 'acknowledge', terms.policy)
  const before = report.clocks.acknowledge
  let asking: Asking | undefined = before && { clock: before, alerted: report.alerted }
  if (!own) return { asking, told }
  const all: Told[] = []
  const settleUntil = (moment: Instant) => {
    if (!asking) return
    const settled = settleAsking(asking, moment, own, terms)
    asking = settled.asking
    all.push(...settled.happened.map((happening) => ({ name: 'acknowledge' as const, happening })))
  }
  for (const { name, happening } of told) {
    const to = happening.what === 'climbed' && happening.to !== 'nobody' ? happening.to : undefined
    if (to) settleUntil(momentOf(happening))
    const isNew = to && !(asking && rankOf(asking.clock.level) >= rankOf(to))
    if (isNew) asking = ask(to, momentOf(happening), own, terms)
    all.push({ name, happening: { ...happening, ...(isNew && asked(asking!)) } })
  }
  settleUntil(now)
  return { asking, told: all }
}

const momentOf = (happening: Happening) => (happening.what === 'climbed' ? happening.missedAt : happening.at)

const byMoment = (a: Told, b: Told) => {
  const [one, other] = [momentOf(a.happening), momentOf(b.happening)]
  return one === other ? CLOCKS.indexOf(a.name) - CLOCKS.indexOf(b.name) : isBefore(one, other) ? -1 : 1
}

function eventOf(report: Report, clock: ClockName, happening: Happening): ReportEvent {
  const about = { ...aboutOf(report), clock }
  if (happening.what === 'climbed') {
    const { what: _, ...climb } = happening
    return { type: 'report.escalated', data: { ...about, ...climb } }
  }
  const { dueAt } = happening
  if (happening.what === 'warned') return { type: 'report.warned', data: { ...about, dueAt } }
  return { type: 'report.rescheduled', data: { ...about, why: 'resumed', dueAt } }
}

/** The report with one clock changed; one that is stopped for good is forgotten. */
export function withClock(report: Report, name: ClockName, clock: Clock): Report {
  return { ...report, clocks: { ...report.clocks, [name]: clock } }
}

export function stopIn(report: Report, name: ClockName, now: Instant): Report {
  const clock = report.clocks[name]
  if (!clock) return report
  if (REMEMBERED.includes(name)) return withClock(report, name, stopClock(clock, now))
  const { [name]: _, ...clocks } = report.clocks
  return { ...report, clocks }
}

/**
 * Every open deadline worked out again, after the calendar, the class or the policy has changed. What was elapsed, paused
 * and granted stays; clocks that the class does not have end, those it has and the report had not begin at receipt.
 */
export function recountAll(report: Report, now: Instant, terms: Terms): Kept {
  const again: Clocks = {}
  for (const name of CLOCKS) {
    const [clock, own] = [report.clocks[name], termsOf(report, name, terms.policy)]
    if (clock && own) again[name] = recountClock(clock, now, own, terms.calendar)
    else if (own && (name === 'contact' || name === 'resolve'))
      again[name] = recountClock(startClock(report.receivedAt, own, terms.calendar), now, own, terms.calendar)
  }
  const { clocks } = helpInside({ ...report, clocks: again }, terms)
  const events = CLOCKS.flatMap((clock): ReportEvent[] => {
    const [was, is] = [runningIn(report.clocks, clock), runningIn(clocks, clock)]
    if (!is || was === is) return []
    const data = { ...aboutOf(report), clock, why: 'recounted' as const, ...(was && { was }), dueAt: is }
    return [{ type: 'report.rescheduled', data }]
  })
  const raised = raise({ ...report, clocks }, now, terms)
  return { report: raised.report, events: [...events, ...raised.events] }
}

const runningIn = (clocks: Clocks, name: ClockName) => {
  const clock = clocks[name]
  return clock?.phase === 'running' ? clock.dueAt : undefined
}

/** The units that a rule asks to help have the usual time for it, inside the lead's. */
export function withHelp(report: Report, now: Instant, terms: Terms): Report {
  const own = termsOf(report, 'assist', terms.policy)
  if (!own || !report.ruled?.units?.length) return report
  return helpInside(withClock(report, 'assist', startClock(now, own, terms.calendar)), terms)
}

/** Who helps is done before whoever leads must be, also when the lead's own day came nearer. A lead that waits has no day. */
export function helpInside(report: Report, terms: Terms): Report {
  const { assist, resolve } = report.clocks
  const own = termsOf(report, 'assist', terms.policy)
  const isInside =
    assist?.phase !== 'running' || resolve?.phase !== 'running' || !isBefore(resolve.dueAt, assist.dueAt)
  return isInside || !own
    ? report
    : withClock(report, 'assist', fixClock(assist, resolve.dueAt, own, terms.calendar))
}

/** `resolve 2026-03-09 17:30 → 2026-03-10 17:30`, for the history: the old deadline is never lost. */
export function movedWords(events: readonly ReportEvent[]): string {
  return events
    .flatMap((event) =>
      event.type === 'report.rescheduled'
        ? [
            `${event.data.clock} ${event.data.was ? wallClock(event.data.was) : '—'} → ${wallClock(event.data.dueAt)}`,
          ]
        : [],
    )
    .join('；')
}
