import { orient2d } from 'robust-predicates'
import { guard } from '../../lib/platform/guard.ts'
import { http, staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { liveAtlas } from '../../lib/platform/live-atlas.ts'
import { queue } from '../../lib/platform/queue.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { toWgs84 } from '../../lib/platform/to-wgs84.ts'
import { findPlaces as find } from './find-places.ts'
import { listRules as list } from './list-rules.ts'
import { publishRules as publish } from './publish-rules.ts'
import { routeReport as route } from './route-report.ts'
import { tryRules as tryOut } from './try-rules.ts'

const {
  log,
  now,
  calendar,
  rungs,
  codes,
  grids,
  policies,
  posts,
  reports,
  ruleSets,
  sessions,
  people,
  config,
  draws,
  floodKeys,
  ledgerOfReports: ledger,
} = live('routing')
const atlas = liveAtlas(config, { log, now })
const { limited } = guard({ draws, floodKeys, now, log })
const places = async () => (await atlas())?.places

export const routeReport = queue(
  {
    'report.received': route({
      ledger,
      findCode: codes.find,
      atlas,
      allGrids: grids.all,
      orient2d,
      toWgs84,
      rulesAt: ruleSets.current,
      openCount: reports.openCount,
      policy: policies.version,
      calendar,
      rungs,
    }),
  },
  log,
)
export const findPlaces = http('findPlaces', limited('lookup', find({ places }, { spelled: false })), log)
const authenticate = authenticateBy({ sessions, people, now })
export const pickPlaces = staffHttp('pickPlaces', authenticate, find({ places }, { spelled: true }), log)
export const listRules = staffHttp('listRules', authenticate, list({ ruleSets, posts, now }), log)
export const tryRules = staffHttp('tryRules', authenticate, tryOut({ calendar }), log)
export const publishRules = staffHttp('publishRules', authenticate, publish({ ruleSets, calendar, now }), log)
