import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { CalendarEvent, CountyCalendar } from '../../lib/calendar/county.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type FindRungs, knowingRungs } from '../../lib/platform/rungs.ts'
import { recount } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import type { Reports } from '../../lib/tables/reports.ts'
import { chunks } from '../../lib/tables/together.ts'

export type Recounting = {
  ledgerOfCalendars: Pick<Ledger<CountyCalendar, CalendarEvent>, 'hear'>
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  armed: Reports['armed']
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  rungs: FindRungs
}

/** Reports in hand at once: enough to wait for the table and not for one another. */
const AT_ONCE = 25

/**
 * Other days are worked now: every report of the shard with something still to come is reckoned anew. Told again, or after
 * a crash half way, it changes only what has not been changed. One walk fits one run up to some 10⁴ open reports a shard.
 */
export const recountReports = (deps: Recounting) => async (message: MessageOf<'calendar.changed'>) => {
  await deps.ledgerOfCalendars.hear(message, async () => {
    let cursor: string | undefined
    do {
      const page = await deps.armed(message.data.shard, cursor)
      for (const ids of chunks(page.items, AT_ONCE))
        await Promise.all(ids.map((id) => recountOne(deps, id, message.causedBy)))
      cursor = page.next
    } while (cursor)
  })
}

async function recountOne({ ledger, policy, calendar, rungs }: Recounting, id: string, causedBy: string) {
  await ledger.change(id, { id: causedBy, actor: 'calendar', role: 'system' }, async (report, at) => {
    if (!report) return undefined
    const terms = { policy: await policy(report.policy), calendar: await calendar() }
    return knowingRungs(terms, at, rungs, (all) => recount(report, at, all))
  })
}
