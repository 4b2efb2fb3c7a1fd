import type { Area } from '../grid/area.ts'
import { earliest, type Instant, isBefore } from '../kernel/instant.ts'
import type { Category } from '../report/categories.ts'
import { type MoveOrder, make, openTo, receive, route, tick } from '../report/decide.ts'
import { dueOf, type Report, type ReportEvent, type ReportOutcome, type Terms } from '../report/report.ts'

/** What somebody does at a moment. */
export type Act = { at: Instant; order: MoveOrder }

/**
 * How a case goes, whatever clocks run: when it came, where it lies, and what people do. `react`: what they do because of
 * what they were told just now, `earlier` alerts having come before. The same course can be replayed under many policies.
 */
export type Course = {
  id: string
  category: Category
  receivedAt: Instant
  /** When routing looked at it; without a grid it goes to the county's desk. */
  routedAt: Instant
  gridId?: Area
  acts: readonly Act[]
  react?(told: readonly ReportEvent[], now: Instant, earlier: number): Act[]
}

/** What a course came to under some terms. `refused`: acts that were no longer open, as when somebody hears of a matter that is settled by then. */
export type Run = {
  course: Course
  report: Report
  told: { at: Instant; event: ReportEvent; gridId: Area | undefined }[]
  refused: number
}

/** One case from receipt to `until`, through the rules that run in life: no table, no queue, and time that jumps to what is next. */
export function replay(course: Course, terms: Terms, until: Instant): Run {
  const run: Run = { course, report: received(course, terms), told: [], refused: 0 }
  let acts = course.acts.toSorted(byMoment)
  const take = (outcome: ReportOutcome | undefined, at: Instant) => {
    if (!outcome) return false
    const earlier = run.told.filter(isAlert).length
    run.report = outcome.value
    for (const event of outcome.events) run.told.push({ at, event, gridId: outcome.value.gridId })
    const more = course.react?.(outcome.events, at, earlier) ?? []
    if (more.length > 0) acts = [...acts, ...more].sort(byMoment)
    return true
  }
  take(routed(run.report, course, terms), course.routedAt)
  for (;;) {
    const [act] = acts
    const due = dueOf(run.report)
    const at = earliest(due, act?.at)
    if (!at || !isBefore(at, until)) return run
    // A deadline that falls together with an act was missed: the door settles what is overdue before it decides.
    if (at === due && take(tick(run.report, at, terms), at)) continue
    if (!act) return run
    acts = acts.slice(1)
    const made = attempt(run.report, act, terms)
    if (!take(made, act.at)) run.refused++
  }
}

function received({ id, category, receivedAt }: Course, terms: Terms): Report {
  const form = { id, number: id, fingerprint: '', sealed: '', category, whereabouts: {}, flags: [] }
  return receive({ ...form, wish: 'reply' }, receivedAt, terms).value
}

function routed(report: Report, { gridId, routedAt }: Course, terms: Terms): ReportOutcome | undefined {
  return route(report, { trace: [], flags: [], ...(gridId && { gridId }) }, routedAt, terms)
}

/** Nothing when the move is not open under these terms: people would not have been offered it. */
function attempt(report: Report, { at, order }: Act, terms: Terms): ReportOutcome | undefined {
  const { move, mover, levels } = order
  const open: readonly string[] = openTo(report, mover, at, terms, levels)
  return open.includes(move) ? make(report, order, at, terms) : undefined
}

const isAlert = ({ event }: Run['told'][number]) => event.type === 'report.escalated'
const byMoment = (a: Act, b: Act) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
