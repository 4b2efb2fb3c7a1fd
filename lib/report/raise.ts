import type { Instant } from '../kernel/instant.ts'
import { type ClockName, type Level, rankOf } from '../sla/policy.ts'
import { type Asking, ask, asked, withAsking } from './asking.ts'
import { aboutOf, clocksOf, levelOf, type Report, type ReportEvent, type Terms, termsOf } from './report.ts'

/**
 * The terms of some classes begin above whoever works on it: a red dispute is the street's. Whoever holds it from now on is
 * told and asked to say that they have heard, as after a climb. Nothing when the report is held that high already.
 */
export function raise(report: Report, now: Instant, terms: Terms): { report: Report; events: ReportEvent[] } {
  const [from, highest] = [levelOf(report), highestOf(report)]
  if (!highest || rankOf(highest.level) <= rankOf(from)) return { report, events: [] }
  const { name, level, dueAt } = highest
  const asking = askingAt(report, level, now, terms)
  const told: ReportEvent = {
    type: 'report.escalated',
    data: {
      ...aboutOf(report),
      clock: name,
      from,
      to: level,
      why: 'class',
      missedAt: now,
      ...(dueAt && { dueAt }),
      ...(asking && asked(asking)),
    },
  }
  const raised = { ...report, level }
  return { report: asking ? withAsking(raised, asking) : raised, events: [told] }
}

type Highest = { name: ClockName; level: Level; dueAt?: Instant }

/** The clock that stands highest, of two the first; who is asked to answer an alert, or whose it is, does not hold the report. */
function highestOf(report: Report): Highest | undefined {
  return clocksOf(report)
    .filter(([name]) => name !== 'acknowledge' && name !== 'dispute')
    .map(([name, clock]) => ({
      name,
      level: clock.level,
      ...(clock.phase === 'running' && { dueAt: clock.dueAt }),
    }))
    .reduce<Highest | undefined>(
      (high, one) => (high && rankOf(high.level) >= rankOf(one.level) ? high : one),
      undefined,
    )
}

/** Nothing when that level, or one above, is being asked already. */
function askingAt(
  { clocks, ...report }: Report,
  level: Level,
  now: Instant,
  terms: Terms,
): Asking | undefined {
  const own = termsOf(report, 'acknowledge', terms.policy)
  const before = clocks.acknowledge
  if (!own || (before && rankOf(before.level) >= rankOf(level))) return undefined
  return ask(level, now, own, terms)
}
