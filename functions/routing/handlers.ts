import { orient2d } from 'robust-predicates'
import { http, staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { liveAtlas } from '../../lib/platform/live-atlas.ts'
import { queue } from '../../lib/platform/queue.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { toWgs84 } from '../../lib/platform/to-wgs84.ts'
import { findPlaces as find } from './find-places.ts'
import { routeReport as route } from './route-report.ts'

const {
  log,
  now,
  calendar,
  rungs,
  codes,
  grids,
  policies,
  sessions,
  people,
  config,
  ledgerOfReports: ledger,
} = live('routing')
const atlas = liveAtlas(config, { log, now })
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
      policy: policies.version,
      calendar,
      rungs,
    }),
  },
  log,
)
export const findPlaces = http('findPlaces', find({ places }, { spelled: false }), log)
export const pickPlaces = staffHttp(
  'pickPlaces',
  authenticateBy({ sessions, people, now }),
  find({ places }, { spelled: true }),
  log,
)
