import { orient2d } from 'robust-predicates'
import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { liveObjects } from '../../lib/platform/live-objects.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { exportAreas as exportMap } from './export-areas.ts'
import { followEditions } from './follow-editions.ts'
import { importAreas as importMap } from './import-areas.ts'
import { listEditions as list } from './list-editions.ts'
import { moveReports } from './move-reports.ts'
import { packAreas, publishAreas as publishAll } from './publish-areas.ts'
import { publishMap as publishEdition } from './publish-map.ts'
import { spell } from './spell.ts'

const {
  log,
  measure,
  now,
  sleep,
  calendar,
  codes,
  config,
  directories,
  gridMaps: maps,
  grids,
  people,
  policies,
  publish,
  reports,
  sessions,
  ledgerOfDirectories: ledger,
  ledgerOfReports,
} = live('areas')
const authenticate = authenticateBy({ sessions, people, now })
const pack = packAreas({
  codes,
  objects: liveObjects()(config.buckets.geo),
  pack: { side: orient2d, spell },
})
const following = followEditions({ ledger, maps, pack, now, sleep })

export const sweepAreas = schedule(
  sweep('areas.due', { of: 'directories', due: directories.due, publish, now, measure }),
  log,
)
export const runAreas = queue(
  {
    'areas.published': following.announce,
    'areas.due': following.begin,
    'areas.moving': moveReports({
      ledger,
      ledgerOfReports,
      reports,
      maps,
      findCode: codes.find,
      orient2d,
      policy: policies.version,
      calendar,
    }),
  },
  log,
)
export const importAreas = staffHttp('importAreas', authenticate, importMap({ directories, maps }), log)
export const publishAreas = staffHttp('publishAreas', authenticate, publishAll({ grids, pack }), log)
export const publishMap = staffHttp('publishMap', authenticate, publishEdition({ ledger, maps }), log)
export const listEditions = staffHttp('listEditions', authenticate, list({ directories, now }), log)
export const exportAreas = staffHttp('exportAreas', authenticate, exportMap({ directories, maps, now }), log)
