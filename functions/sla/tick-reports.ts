import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { untilDue } from '../../lib/platform/sweep.ts'
import { tick } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Ticking = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  now(): Instant
  sleep(ms: number): Promise<void>
}

/** Deadlines are about to pass: look at each report and let it climb if it must. One that fails does not hold up the others. */
export const tickReports =
  ({ ledger, policy, calendar, now, sleep }: Ticking) =>
  async ({ data: { ids, dueAt }, causedBy }: MessageOf<'report.due'>) => {
    await untilDue(dueAt, now(), sleep)
    const results = await Promise.allSettled(
      ids.map((id) =>
        ledger.change(
          id,
          { id: causedBy, actor: 'clock', role: 'system' },
          async (report, at) =>
            report && tick(report, at, { policy: await policy(report.policy), calendar: await calendar() }),
        ),
      ),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
