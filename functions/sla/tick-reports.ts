import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'
import { tick } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Ticking = Waiting & {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
}

/** Deadlines are about to pass: look at each report and let it climb if it must. */
export const tickReports = ({ policy, calendar, ...deps }: Ticking) =>
  whenDue(deps, async (report, at) =>
    tick(report, at, { policy: await policy(report.policy), calendar: await calendar() }),
  )
