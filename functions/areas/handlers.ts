import { orient2d } from 'robust-predicates'
import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { liveObjects } from '../../lib/platform/live-objects.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { publishAreas as publish } from './publish-areas.ts'
import { spell } from './spell.ts'

const { log, now, grids, codes, sessions, people, config } = live('areas')

export const publishAreas = staffHttp(
  'publishAreas',
  authenticateBy({ sessions, people, now }),
  publish({ grids, codes, objects: liveObjects()(config.buckets.geo), pack: { side: orient2d, spell } }),
  log,
)
