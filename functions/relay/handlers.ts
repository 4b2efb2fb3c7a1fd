import { openapi as describe } from '../../lib/contracts/openapi.ts'
import { http } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { health as check } from './health.ts'
import { payDebts as pay } from './pay-debts.ts'
import { webhookSchema as readSchema } from './webhook-schema.ts'

const {
  log,
  now,
  measure,
  config: { settings },
  reports,
  campaigns,
  calendars,
  ledgerOfReports,
  ledgerOfCampaigns,
  posts,
  ledgerOfPosts,
  directories,
  ledgerOfDirectories,
  ledgerOfCalendars,
} = live('relay')

const debtors = [
  { of: 'reports' as const, debts: reports.debts, pay: ledgerOfReports.pay },
  { of: 'campaigns' as const, debts: campaigns.debts, pay: ledgerOfCampaigns.pay },
  { of: 'posts' as const, debts: posts.debts, pay: ledgerOfPosts.pay },
  { of: 'directories' as const, debts: directories.debts, pay: ledgerOfDirectories.pay },
  { of: 'calendars' as const, debts: calendars.debts, pay: ledgerOfCalendars.pay },
]

export const payDebts = schedule(pay({ debtors, now, measure }), log)
export const health = http(
  'health',
  check({
    readTable: () => reports.find('health'),
    engine: settings.STACK_ENGINE,
    queue: settings.STACK_QUEUE,
    version: settings.STACK_VERSION,
  }),
  log,
)
export const openapi = http('openapi', async () => describe(settings.STACK_VERSION), log)
export const webhookSchema = http('webhookSchema', readSchema, log)
