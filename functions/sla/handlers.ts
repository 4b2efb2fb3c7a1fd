import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { listPolicies as list } from './list-policies.ts'
import { publishPolicy as publishOne } from './publish-policy.ts'
import { tickReports as tick } from './tick-reports.ts'

const {
  log,
  now,
  sleep,
  measure,
  calendar,
  reports,
  policies,
  publish,
  sessions,
  people,
  ledgerOfReports: ledger,
} = live('sla')
const authenticate = authenticateBy({ sessions, people, now })

export const sweepReports = schedule(
  sweep('report.due', { of: 'reports', due: reports.due, publish, now, measure }),
  log,
)
export const tickReports = queue(
  { 'report.due': tick({ ledger, policy: policies.version, calendar, now, sleep }) },
  log,
)
export const listPolicies = staffHttp('listPolicies', authenticate, list({ policies, now }), log)
export const publishPolicy = staffHttp('publishPolicy', authenticate, publishOne({ policies, now }), log)
