import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { listCampaigns as list } from './list-campaigns.ts'
import { moveCampaign as move } from './move-campaign.ts'
import { planCampaign as plan } from './plan-campaign.ts'
import { handSlice, launchDue } from './run-campaign.ts'

const {
  log,
  now,
  sleep,
  measure,
  campaigns,
  grids,
  publish,
  sessions,
  people,
  ledgerOfCampaigns: ledger,
} = live('publicity')
const authenticate = authenticateBy({ sessions, people, now })

export const sweepCampaigns = schedule(
  sweep('campaign.due', { of: 'campaigns', due: campaigns.due, publish, now, measure }),
  log,
)
export const runCampaign = queue(
  {
    'campaign.due': launchDue({ ledger, now, sleep }),
    'campaign.launched': handSlice({ ledger, now, sleep }),
  },
  log,
)
export const listCampaigns = staffHttp('listCampaigns', authenticate, list({ campaigns }), log)
export const planCampaign = staffHttp(
  'planCampaign',
  authenticate,
  plan({ ledger, allGrids: grids.all }),
  log,
)
export const moveCampaign = staffHttp('moveCampaign', authenticate, move({ ledger }), log)
