import { orient2d } from 'robust-predicates'
import { tellAbove, tellGrids } from '../../functions/alerts/fan-out.ts'
import { handSlice, launchDue } from '../../functions/publicity/run-campaign.ts'
import { payDebts } from '../../functions/relay/pay-debts.ts'
import { routeReport } from '../../functions/routing/route-report.ts'
import { tickReports } from '../../functions/sla/tick-reports.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Campaign, CampaignEvent } from '../../lib/campaign/campaign.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { type Ledger, type LedgerParts, ledger } from '../../lib/platform/change.ts'
import { type Publish, publishTo } from '../../lib/platform/publish.ts'
import { queue } from '../../lib/platform/queue.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { factsOf } from '../../lib/report/facts.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { NO_RULES } from '../../lib/routing/rule-set.ts'
import type { QueueName } from '../../lib/stack/stack.ts'
import type { AggregateTable } from '../../lib/tables/aggregate.ts'
import type { History } from '../../lib/tables/history.ts'
import { SILENT } from './builders.ts'
import type { Consume } from './hostile-queue.ts'
import type { MemoryTable } from './memory-table.ts'
import { asleepAtNight, CALENDAR, CODES, GRIDS, listening, policyOf, rungsHere } from './world-county.ts'

/** What fan-out wrote, and when it was by the world's own clock: a function's may be wrong. */
export type Announced = Delivery & { trulyAt: Instant }

/** What is stored in a world; `announced` by id: the effect that each message must have once. */
export type Stores = {
  reports: MemoryTable<Report>
  campaigns: MemoryTable<Campaign>
  history: History
  announced: Map<string, Announced>
}

/** What one start of a function is given, as `live` gives it to a real one. */
export type Access = {
  now(): Instant
  sleep(ms: number): Promise<void>
  publish: Publish
  reports: AggregateTable<Report>
  campaigns: AggregateTable<Campaign>
  ledgerOfReports: Ledger<Report, ReportEvent>
  ledgerOfCampaigns: Ledger<Campaign, CampaignEvent>
  calendar(): Promise<Calendar>
  announce(delivery: Delivery): Promise<void>
  handSlice: typeof handSlice
}

/** A way to be wrong, for the tests of the tests: each part may be wrapped on its way to a function. */
export type Variation = Partial<{
  table<State extends { id: string }>(real: AggregateTable<State>, now: () => Instant): AggregateTable<State>
  history(real: History): History
  publish(real: Publish, tables: Pick<Access, 'reports' | 'campaigns'>, who: string): Publish
  now(real: () => Instant): () => Instant
  calendar(real: Calendar, now: () => Instant): Calendar
  reportLedger(real: Ledger<Report, ReportEvent>): Ledger<Report, ReportEvent>
  handSlice(parts: Parameters<typeof handSlice>[0]): ReturnType<typeof handSlice>
}>

type Raw = Pick<Access, 'now' | 'sleep' | 'reports' | 'campaigns' | 'announce'> & {
  history: History
  sqs: Parameters<typeof publishTo>[0]
}

export function accessOf(raw: Raw, who: string, vary: Variation): Access {
  const now = vary.now?.(raw.now) ?? raw.now
  const table = <State extends { id: string }>(real: AggregateTable<State>) => vary.table?.(real, now) ?? real
  const [reports, campaigns] = [table(raw.reports), table(raw.campaigns)]
  const names = ['routing', 'sla', 'publicity', 'alerts', 'deliveries'] satisfies QueueName[]
  const urls = Object.fromEntries(names.map((name) => [name, name])) as Record<QueueName, string>
  const sending = publishTo(raw.sqs, urls)
  const publish = vary.publish?.(sending, { reports, campaigns }, who) ?? sending
  const parts: Omit<LedgerParts<never>, 'table'> = {
    history: vary.history?.(raw.history) ?? raw.history,
    publish,
    now,
    log: SILENT,
  }
  const ofReports = ledger<Report, ReportEvent>({ ...parts, table: reports, factsOf })
  const ofCampaigns = ledger<Campaign, CampaignEvent>({ ...parts, table: campaigns })
  return {
    now,
    sleep: raw.sleep,
    publish,
    reports,
    campaigns,
    ledgerOfReports: vary.reportLedger?.(ofReports) ?? ofReports,
    ledgerOfCampaigns: ofCampaigns,
    calendar: async () => vary.calendar?.(CALENDAR, now) ?? CALENDAR,
    announce: raw.announce,
    handSlice: vary.handSlice ?? handSlice,
  }
}

type Heard = Parameters<typeof queue>[0]
const measure = () => {}
const untimed = () => Number.POSITIVE_INFINITY

/** The real use cases behind each queue; only what is posted to the outside is left out. */
const HEARD: Record<QueueName, (access: Access) => Heard> = {
  routing: ({ ledgerOfReports, calendar }) => ({
    'report.received': routeReport({
      ledger: ledgerOfReports,
      findCode: async (id) => CODES.get(id),
      atlas: async () => undefined,
      allGrids: async () => GRIDS,
      orient2d,
      toWgs84: ({ lng, lat }) => [lng, lat],
      rulesAt: async () => NO_RULES,
      openCount: async () => 0,
      policy: policyOf,
      calendar,
      rungs: rungsHere,
    }),
  }),
  media: () => ({}), // residents of this world send no photos
  sla: ({ ledgerOfReports, calendar, now, sleep }) => ({
    'report.due': tickReports({
      ledger: ledgerOfReports,
      policy: policyOf,
      calendar,
      rungs: rungsHere,
      now,
      sleep,
    }),
  }),
  publicity: ({ ledgerOfCampaigns: ledger, now, sleep, handSlice }) => ({
    'campaign.due': launchDue({ ledger, now, sleep }),
    'campaign.launched': handSlice({ ledger, now, sleep }),
  }),
  alerts: ({ announce: add, ...access }) => {
    const deps = {
      ...access,
      deliveries: { add },
      endpoints: { listenersIn: async (area: string) => listening(area).map(asleepAtNight) },
      grids: { find: async (id: string) => GRIDS.find((grid) => grid.id === id) },
    }
    const above = tellAbove(deps)
    return {
      'report.moved': above,
      'report.escalated': above,
      'report.warned': above,
      'report.rescheduled': above,
      'campaign.slice': tellGrids(deps),
    }
  },
  teams: () => ({}), // nobody changes a post in these worlds
  areas: () => ({}), // … or redraws a grid
  deliveries: () => ({ 'delivery.due': async () => {} }),
}

export const consumer =
  (name: QueueName, access: (run: Parameters<Consume>[0]) => Access): Consume =>
  (run) => {
    const handler = queue(HEARD[name](access(run)), SILENT) as unknown as ReturnType<Consume>
    return (event) => handler(event)
  }

/** What runs every minute. */
export const SCHEDULED: Record<string, (access: Access) => Promise<number>> = {
  sweepReports: ({ reports, publish, now }) =>
    sweep('report.due', { of: 'reports', due: reports.due, publish, now, measure })(untimed),
  sweepCampaigns: ({ campaigns, publish, now }) =>
    sweep('campaign.due', { of: 'campaigns', due: campaigns.due, publish, now, measure })(untimed),
  payDebts: ({ reports, campaigns, ledgerOfReports, ledgerOfCampaigns, now }) =>
    payDebts({
      debtors: [
        { of: 'reports', debts: reports.debts, pay: ledgerOfReports.pay },
        { of: 'campaigns', debts: campaigns.debts, pay: ledgerOfCampaigns.pay },
      ],
      now,
      measure,
    })(untimed),
}
