import { staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { createEndpoint as create } from './create-endpoint.ts'
import { deliver as attempt } from './deliver.ts'
import { tellAbove, tellCounty, tellGrids, tellOfVacancy } from './fan-out.ts'
import { listDeliveries as listSent } from './list-deliveries.ts'
import { listEndpoints as list } from './list-endpoints.ts'
import { moveEndpoint as move } from './move-endpoint.ts'
import { post } from './post.ts'
import { replayDeliveries as replay } from './replay-deliveries.ts'
import { hmac } from './sign.ts'

const alerts = live('alerts')
const { log, now, jitter, measure, endpoints, deliveries, buckets, publish, dataKeys } = alerts
const { PUBLIC_URL: publicUrl, OUTBOUND: outbound } = alerts.config.settings
const staff = authenticateBy(alerts)

const above = tellAbove(alerts)
const sending = {
  endpoints,
  deliveries,
  buckets,
  publish,
  post,
  hmac,
  now,
  jitter,
  dataKeys,
  publicUrl,
  outbound,
}
const creating = { endpoints, dataKeys, outbound }

export const fanOut = queue(
  {
    'report.moved': above,
    'report.escalated': above,
    'report.warned': above,
    'report.rescheduled': above,
    'campaign.slice': tellGrids(alerts),
    'calendar.horizon': tellCounty(alerts),
    'team.vacant': tellOfVacancy(alerts),
  },
  log,
)
export const deliver = queue({ 'delivery.due': attempt(sending) }, log)
export const sweepDeliveries = schedule(
  sweep('delivery.due', { of: 'deliveries', due: deliveries.due, publish, now, measure }),
  log,
)
export const listEndpoints = staffHttp('listEndpoints', staff, list({ endpoints }), log)
export const createEndpoint = staffHttp('createEndpoint', staff, create(creating), log)
export const moveEndpoint = staffHttp('moveEndpoint', staff, move({ endpoints }), log)
export const listDeliveries = staffHttp('listDeliveries', staff, listSent({ deliveries }), log)
export const replayDeliveries = staffHttp(
  'replayDeliveries',
  staff,
  replay({ endpoints, deliveries, now }),
  log,
)
