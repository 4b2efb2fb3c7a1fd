import { http, staffHttp } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { authenticateBy, personNow, signedIn } from '../../lib/platform/session.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { confirmAnswer as confirm, showAnswer as look } from './answer-link.ts'
import { refusalPage } from './answer-page.ts'
import { createEndpoint as create } from './create-endpoint.ts'
import { deliver as attempt } from './deliver.ts'
import { tellAbove, tellBeside, tellCounty, tellGrids, tellOfVacancy } from './fan-out.ts'
import { hearDingtalk as dingtalk } from './hear-dingtalk.ts'
import { hearFeishu as feishu } from './hear-feishu.ts'
import { verifyWecom as echo, hearWecom as wecom } from './hear-wecom.ts'
import { listDeliveries as listSent } from './list-deliveries.ts'
import { listEndpoints as list } from './list-endpoints.ts'
import { listIdentities as listMapped, mapIdentity as map } from './map-identity.ts'
import { moveEndpoint as move } from './move-endpoint.ts'
import { post, postQuickly } from './post.ts'
import { replayDeliveries as replay } from './replay-deliveries.ts'
import { rotateEndpoint as rotate } from './rotate-endpoint.ts'
import { setCallback as giveKeys } from './set-callback.ts'
import { hmac } from './sign.ts'
import { testEndpoint as test } from './test-endpoint.ts'

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
const person = personNow(alerts)
const answering = {
  ledger: alerts.ledgerOfReports,
  find: alerts.reports.find,
  historyOf: alerts.history.of,
  policy: alerts.policies.version,
  calendar: alerts.calendar,
  dataKeys,
}
const looking = {
  ...answering,
  findGrid: alerts.grids.find,
  person,
  whose: signedIn(alerts),
  now,
  publicUrl,
}
const mapping = { endpoints, identities: alerts.identities, person, now }
const hearing = {
  ...answering,
  ...mapping,
  buckets,
  findByNumber: alerts.reports.findByNumber,
  log,
}
const creating = { endpoints, dataKeys, outbound, now }

export const fanOut = queue(
  {
    'report.moved': above,
    'report.escalated': above,
    'report.warned': above,
    'report.rescheduled': above,
    'campaign.slice': tellGrids(alerts),
    'calendar.horizon': tellCounty(alerts),
    'webhook.disabled': tellBeside(alerts),
    'team.vacant': tellOfVacancy(alerts),
  },
  log,
)
export const deliver = queue({ 'delivery.due': attempt(sending) }, log)
export const sweepDeliveries = schedule(
  sweep('delivery.due', { of: 'deliveries', due: deliveries.due, publish, now, measure }),
  log,
)
export const listEndpoints = staffHttp('listEndpoints', staff, list({ endpoints, deliveries }), log)
export const createEndpoint = staffHttp('createEndpoint', staff, create(creating), log)
export const moveEndpoint = staffHttp('moveEndpoint', staff, move({ endpoints, now }), log)
export const testEndpoint = staffHttp('testEndpoint', staff, test({ ...sending, post: postQuickly }), log)
export const rotateEndpoint = staffHttp('rotateEndpoint', staff, rotate(creating), log)
export const listDeliveries = staffHttp('listDeliveries', staff, listSent({ deliveries }), log)
export const replayDeliveries = staffHttp(
  'replayDeliveries',
  staff,
  replay({ endpoints, deliveries, now }),
  log,
)
export const setCallback = staffHttp(
  'setCallback',
  staff,
  giveKeys({ endpoints, dataKeys, publicUrl, now }),
  log,
)
export const listIdentities = staffHttp('listIdentities', staff, listMapped(mapping), log)
export const mapIdentity = staffHttp('mapIdentity', staff, map(mapping), log)
export const showAnswer = http('showAnswer', look(looking), log, refusalPage)
export const confirmAnswer = http('confirmAnswer', confirm(looking), log, refusalPage)
export const verifyWecom = http('verifyWecom', echo(hearing), log)
export const hearWecom = http('hearWecom', wecom(hearing), log)
export const hearDingtalk = http('hearDingtalk', dingtalk(hearing), log)
export const hearFeishu = http('hearFeishu', feishu(hearing), log)
