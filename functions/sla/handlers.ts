import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { decideCalendar as decide } from './decide-calendar.ts'
import { listPolicies as list } from './list-policies.ts'
import { publishPolicy as publishOne } from './publish-policy.ts'
import { readCalendar as read } from './read-calendar.ts'
import { recountReports as recount } from './recount-reports.ts'
import { simulatePolicy as simulate } from './simulate-policy.ts'
import { tickReports as tick } from './tick-reports.ts'
import { watchCalendar as watch } from './watch-calendar.ts'

const {
  log,
  now,
  sleep,
  measure,
  calendar,
  rungs,
  calendars,
  reports,
  policies,
  publish,
  sessions,
  people,
  ledgerOfReports: ledger,
  ledgerOfCalendars,
} = live('sla')
const authenticate = authenticateBy({ sessions, people, now })

export const sweepReports = schedule(
  sweep('report.due', { of: 'reports', due: reports.due, publish, now, measure }),
  log,
)
export const tickReports = queue(
  {
    'report.due': tick({ ledger, policy: policies.version, calendar, rungs, now, sleep }),
    'calendar.changed': recount({
      ledger,
      ledgerOfCalendars,
      armed: reports.armed,
      policy: policies.version,
      calendar,
      rungs,
    }),
  },
  log,
)
export const listPolicies = staffHttp('listPolicies', authenticate, list({ policies, now }), log)
export const publishPolicy = staffHttp('publishPolicy', authenticate, publishOne({ policies, now }), log)
export const simulatePolicy = staffHttp(
  'simulatePolicy',
  authenticate,
  simulate({ reports, calendar, now }),
  log,
)
export const readCalendar = staffHttp('readCalendar', authenticate, read({ find: calendars.find, now }), log)
export const decideCalendar = staffHttp(
  'decideCalendar',
  authenticate,
  decide({ ledger: ledgerOfCalendars, now }),
  log,
)
export const watchCalendar = schedule(watch({ ledger: ledgerOfCalendars }), log)
