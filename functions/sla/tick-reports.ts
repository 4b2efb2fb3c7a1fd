import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'
import { type FindRungs, knowingRungs } from '../../lib/platform/rungs.ts'
import { tick } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Ticking = Waiting & {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  rungs: FindRungs
}

/** Deadlines are about to pass: look at each report and let it climb if it must. */
export const tickReports = ({ policy, calendar, rungs, ...deps }: Ticking) =>
  whenDue(deps, async (report, at) => {
    const terms = { policy: await policy(report.policy), calendar: await calendar() }
    return knowingRungs(terms, at, rungs, (all) => tick(report, at, all))
  })
