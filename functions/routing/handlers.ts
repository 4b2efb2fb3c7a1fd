import { orient2d } from 'robust-predicates'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { routeReport as route } from './route-report.ts'

const { log, calendar, codes, grids, policies, ledgerOfReports: ledger } = live('routing')

export const routeReport = queue(
  {
    'report.received': route({
      ledger,
      findCode: codes.find,
      allGrids: grids.all,
      orient2d,
      policy: policies.version,
      calendar,
    }),
  },
  log,
)
