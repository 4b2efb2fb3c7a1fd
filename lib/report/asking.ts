import type { Calendar } from '../calendar/calendar.ts'
import { type Instant, isBefore } from '../kernel/instant.ts'
import { type Clock, type Happening, nextOf, type Running, startClock, stepClock } from '../sla/clock.ts'
import type { ClockTerms, Level } from '../sla/policy.ts'
import type { Role } from '../staff/staff.ts'
import type { Report } from './report.ts'

/** Somebody on duty in a post of a rung: its holder, or who stands in. */
export type OnDuty = { role: Role; staffId: string }

/**
 * Who is on duty on each rung over a place, in the order in which they are asked. Nobody: every post of the rung is vacant
 * or its holder away. A rung that is missing has no posts on record: its group is asked.
 */
export type Rungs = Partial<Record<Level, readonly OnDuty[]>>

/** Who must say that they have heard: the n-th of their rung, from 0. */
export type Alerted = OnDuty & { level: Level; turn: number }

/** The clock of an alert, and whom it asks. */
export type Asking = { clock: Clock; alerted?: Alerted | undefined }
type Around = { calendar: Calendar; rungs?: Rungs | undefined }

/** Asks a rung from that moment. Where nobody is on duty there is nothing to wait for: the next rung is due at once. */
export function ask(
  level: Level,
  at: Instant,
  own: ClockTerms,
  { calendar, rungs = {} }: Around,
  turn = 0,
): Asking {
  const there = rungs[level]
  if (there?.length === 0) return { clock: startClock(at, own, calendar, { level, fixed: at }) }
  const next = there?.[turn]
  return { clock: startClock(at, own, calendar, { level }), alerted: next && { ...next, level, turn } }
}

/**
 * What should have happened up to a moment to an alert that nobody answered (domain.md §6.4 rules 6 and 7): each of a rung
 * is asked in turn, then the rung above, one step at each deadline; nobody is above the county.
 */
export function settleAsking(
  asking: Asking,
  until: Instant,
  own: ClockTerms,
  around: Around,
): { asking: Asking; happened: (Happening & { asked?: Role })[] } {
  const happened: (Happening & { asked?: Role })[] = []
  let settled = asking
  for (let at = nextOf(settled.clock); at && !isBefore(until, at); at = nextOf(settled.clock)) {
    const step = next(settled, own, around)
    settled = step.asking
    happened.push(step.happening)
  }
  return { asking: settled, happened }
}

function next({ clock, alerted }: Asking, own: ClockTerms, around: Around) {
  const { clock: after, happening } = stepClock(clock, own, around.calendar)
  if (happening.what !== 'climbed') return { asking: { clock: after, alerted }, happening }
  const { from, missedAt } = happening
  const turn = alerted?.level === from ? alerted.turn + 1 : 0
  const hasMore = around.rungs?.[from]?.[turn] !== undefined
  const to = hasMore ? from : happening.to
  if (to === 'nobody') return { asking: { clock: after }, happening }
  const asking = ask(to, missedAt, own, around, hasMore ? turn : 0)
  const { dueAt } = asking.clock as Running
  return { asking, happening: { ...happening, to, dueAt, ...asked(asking) } }
}

/** What the event says of it: which post is asked, never which person. */
export const asked = ({ alerted }: Asking): { asked?: Role } => (alerted ? { asked: alerted.role } : {})

/** The report with this alert open, and no other. */
export function withAsking({ alerted: _, ...report }: Report, { clock, alerted }: Asking): Report {
  const clocks = { ...report.clocks, acknowledge: clock }
  return { ...report, clocks, ...(alerted && { alerted }) }
}
