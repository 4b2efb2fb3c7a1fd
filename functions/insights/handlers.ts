import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { countIndicators as count } from './count-indicators.ts'
import { readIndicators as read } from './read-indicators.ts'

const { log, now, reports, history, grids, indicators, sessions, people } = live('insights')

export const countIndicators = schedule(count({ reports, history, grids, indicators, now }), log)
export const readIndicators = staffHttp(
  'readIndicators',
  authenticateBy({ sessions, people, now }),
  read({ indicators }),
  log,
)
