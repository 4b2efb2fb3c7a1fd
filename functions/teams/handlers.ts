import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { changePost as change } from './change-post.ts'
import { establishPosts } from './establish-posts.ts'
import { grantRights } from './grant-rights.ts'
import { listPosts as list } from './list-posts.ts'
import { readWorkload as workload } from './read-workload.ts'
import { tickPosts } from './tick-posts.ts'

const {
  log,
  now,
  sleep,
  measure,
  posts,
  people,
  grids,
  publish,
  reports,
  ruleSets,
  sessions,
  ledgerOfDirectories,
  gridMaps: maps,
  ledgerOfPosts: ledger,
} = live('teams')
const authenticate = authenticateBy({ sessions, people, now })

export const sweepPosts = schedule(
  sweep('post.due', { of: 'posts', due: posts.due, publish, now, measure }),
  log,
)
export const runPosts = queue(
  {
    'areas.redrawn': establishPosts({ ledger, ledgerOfDirectories, posts, maps }),
    'post.due': tickPosts({ ledger, rulesAt: ruleSets.current, now, sleep }),
    'post.changed': grantRights({ ledger, people }),
  },
  log,
)
export const listPosts = staffHttp('listPosts', authenticate, list({ posts, people, now }), log)
export const readWorkload = staffHttp('readWorkload', authenticate, workload({ reports }), log)
export const changePost = staffHttp(
  'changePost',
  authenticate,
  change({ ledger, people, allGrids: grids.all }),
  log,
)
