import { writeClaims } from '../../lib/alerts/links.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { EDITION_NOTICE } from '../../lib/grid/editions.ts'
import { DAY, dayOf, later, MINUTE, SECOND } from '../../lib/kernel/instant.ts'
import { monthOf } from '../../lib/kernel/month.ts'
import { CALENDAR_NOTICE } from '../../lib/platform/calendar.ts'
import { keyRing, sha256, signToken } from '../../lib/platform/keys.ts'
import { actionToken } from '../../lib/platform/links.ts'
import { RULES_NOTICE } from '../../lib/routing/rule-set.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { VACANT_TOO_LONG } from '../../lib/staff/post.ts'
import { POLICY_NOTICE } from '../../lib/tables/policies.ts'
import { aCode, aForm, aStaff, someGrids } from './builders.ts'
import { CALLBACK_KEYS, CALLS, wecomEcho } from './given-callbacks.ts'
import { environmentOf } from './given-environment.ts'
import { onTable } from './granted.ts'
import type { Asked } from './http-event.ts'
import { addPhoto, sendPhoto } from './story-photos.ts'
import type { Stage } from './story-stage.ts'
import { reportWithoutScript } from './story-without-script.ts'

const [GRID, NEXT_GRID] = someGrids(2) as [Grid, Grid]
const STREET = GRID.id.slice(0, 9)
const COMMUNITY = GRID.id.slice(0, 12)
const CODE = aCode('phoenix1', GRID)
const TOKEN = signToken(CODE.id, keyRing(environmentOf('intake').CODE_KEYS!))

const STAFF = [
  aStaff('officer', 'aux_police', STREET),
  aStaff('supervisor'),
  aStaff('inspector', 'county_inspector'),
]

/** A person at the console. */
type Staff = Pick<Asked, 'cookies' | 'headers'>
type Sent = { id: string; number: string; pin: string }

/**
 * A day of the county with everything that can happen in it, so that every function does each thing it is there for: also
 * what only repeats, delays and losses lead to.
 */
export async function tellStory(stage: Stage): Promise<void> {
  await stage.put('grids', { county: '371724', ...GRID }, { county: '371724', ...NEXT_GRID })
  await stage.put('codes', CODE)
  await stage.put('staff', ...STAFF)
  const officer = await signIn(stage, 'officer')
  const supervisor = await signIn(stage, 'supervisor')

  await openPages(stage)
  await lookAround(stage, officer)
  await setClocks(stage, supervisor)
  await setDays(stage, supervisor)
  const endpoint = await subscribe(stage, supervisor)
  await settleReport(stage, officer, supervisor)
  await checkDeliveries(stage, supervisor, endpoint)
  await missDeadline(stage, supervisor)
  await tryPolicy(stage, supervisor)
  await withdrawBeforeRouting(stage)
  await meetNeighbours(stage, officer)
  await reportWithoutScript(stage, TOKEN)
  await accuse(stage, await signIn(stage, 'inspector'))
  await answerFromChat(stage, officer, supervisor)
  await campaign(stage, officer, supervisor)
  await payDebts(stage, officer, supervisor)
  await moveLate(stage, supervisor)
  await setRules(stage, supervisor)
  await nameAreas(stage, officer, supervisor)
  await leavePost(stage, supervisor)
  await redraw(stage, supervisor)
  await countFigures(stage, supervisor)
  await stage.ask('listRules', supervisor)
  await stage.ask('signOut', officer)
  await waitADay(stage)
  await runOutOfYears(stage)
}

async function signIn({ ask, provider }: Stage, account: string): Promise<Staff> {
  const away = await ask('signIn', { query: { returnTo: '/console/' } }, 302)
  const { searchParams } = new URL(String(away.headers.location))
  const [state, nonce] = [searchParams.get('state')!, searchParams.get('nonce')!]
  const query = { state, code: provider.codeFor(account, nonce) }
  const back = await ask('completeSignIn', { query, cookies: kept(away.cookies) }, 302)
  return { cookies: kept(back.cookies), headers: { 'x-fenghuang': 'console' } }
}

const kept = (cookies: string[]) => cookies.map((cookie) => cookie.split(';')[0]!)

async function openPages({ ask }: Stage): Promise<void> {
  await ask('health')
  await ask('openapi')
  await ask('webhookSchema', { params: { file: 'case.escalated.v1.json' } })
  await ask('showForm', { params: { token: TOKEN } })
  await ask('serveAsset', { params: { file: 'script.js' } })
  await ask('resolveCode', { params: { token: TOKEN } })
  await ask('listPlaces')
  await ask('listPlaces', { query: { area: GRID.id } })
  await ask('showConsole', { path: '/console/' })
}

async function lookAround({ ask }: Stage, officer: Staff): Promise<void> {
  await ask('readSession', officer)
  await ask('listGrids', officer)
  await ask('listCodes', { ...officer, query: { grid: GRID.id } })
}

/** From here on a first contact is due in a minute, so that every function meets a policy it has to look up. */
async function setClocks({ ask, pass, now }: Stage, supervisor: Staff): Promise<void> {
  const { version, common, classes } = drillPolicy('drill', now(), 1, 60)
  await ask('publishPolicy', { ...supervisor, body: { version, common, classes } })
  pass(POLICY_NOTICE + SECOND)
  await ask('listPolicies', supervisor)
}

/** What other clocks would do to what is open, shard by shard. */
async function tryPolicy({ ask, now }: Stage, supervisor: Staff): Promise<void> {
  const { common, classes } = drillPolicy('tried', now(), 2, 30)
  let looked = 0
  for (let cursor: string | undefined = '0'; cursor; ) {
    const { body } = await ask('simulatePolicy', { ...supervisor, body: { common, classes, cursor } })
    looked += body.looked
    cursor = body.next
  }
  if (looked === 0) throw new Error('nothing open was looked at')
}

/** Whatever comes from a busy community goes to its grid worker; the rules are tried first. */
async function setRules({ ask, pass }: Stage, supervisor: Staff): Promise<void> {
  const rule = { id: 'busy', name: '件多的社区', when: { load: 0 }, does: { post: 'grid_worker' } }
  const one = { name: '都算', given: { category: 'noise', at: '2026-03-02 09:00' }, expect: { rule: 'busy' } }
  const set = { rules: [rule], cases: [one] }
  await ask('tryRules', { ...supervisor, body: set })
  await ask('publishRules', { ...supervisor, body: { ...set, version: 0, note: '试行' } })
  pass(RULES_NOTICE)
  await ask('listRules', supervisor)
}

/** A day off and a year's holidays; open reports are reckoned anew. */
async function setDays({ ask, run, now, hearAll }: Stage, supervisor: Staff): Promise<void> {
  const why = '县政府通知'
  await ask('readCalendar', supervisor)
  await ask('decideCalendar', {
    ...supervisor,
    body: { about: 'day', day: dayOf(later(now(), 20 * DAY)), kind: 'off', why },
  })
  await run('watchCalendar')
  await hearAll()
  await ask('decideCalendar', {
    ...supervisor,
    body: { about: 'year', year: '2099', off: ['01-01'], worked: [], why },
  })
}

/** Nobody has entered what came after: the county is asked to. */
async function runOutOfYears({ run, pass, hearAll }: Stage): Promise<void> {
  pass(20 * 366 * DAY)
  await run('watchCalendar')
  await hearAll()
}

/** The grid's own listener hears everything that happens in it. */
async function subscribe({ ask, listener }: Stage, supervisor: Staff): Promise<string> {
  const form = {
    kind: 'standard-webhook',
    area: GRID.id,
    name: '订阅方',
    url: listener,
    events: ['case.*', 'campaign.sent', 'team.vacancy'],
  }
  const { body: made } = await ask('createEndpoint', repeatable(supervisor, 'the-listener', form))
  await ask('createEndpoint', repeatable(supervisor, 'the-listener', form))
  const params = { area: GRID.id, id: made.id }
  for (const status of ['paused', 'active'])
    await ask('moveEndpoint', { ...supervisor, params, body: { status } })
  await ask('listEndpoints', { ...supervisor, query: { area: GRID.id } })
  return made.id
}

async function checkDeliveries({ ask, now }: Stage, supervisor: Staff, endpoint: string): Promise<void> {
  const { body } = await ask('listDeliveries', { ...supervisor, query: { endpoint } })
  const first = body.items.at(-1)
  await ask('listEndpoints', { ...supervisor, query: { area: GRID.id } })
  if (first?.status !== 'delivered' || first.attempts !== 2)
    throw new Error(`not told at the second attempt: ${JSON.stringify(body.items)}`)
  const again = { ...supervisor, params: { area: GRID.id, id: endpoint } }
  const range = { since: first.createdAt, until: now() }
  await ask('replayDeliveries', { ...again, body: { delivery: first.id } })
  await ask('replayDeliveries', { ...again, body: range })
  const { body: tested } = await ask('testEndpoint', again)
  if (!tested.delivered) throw new Error(`the test was not taken: ${JSON.stringify(tested)}`)
  const rotation = repeatable(supervisor, 'the-rotation', {})
  await ask('rotateEndpoint', { ...rotation, params: again.params })
}

function repeatable(who: Staff, key: string, body: unknown): Asked {
  return { ...who, headers: { ...who.headers, 'idempotency-key': key }, body }
}

async function submit(stage: Stage, key: string, more = {}): Promise<Sent> {
  const form = { ...aForm({ category: 'parking', token: TOKEN }), ...more }
  const { body } = await stage.ask('submitReport', repeatable({}, key, form))
  return { ...body, id: sha256(`report.${key}`).slice(0, 32) }
}

/** Sent twice, told about at the second attempt, sent back, disputed and decided, asked about, answered, done. */
async function settleReport(stage: Stage, officer: Staff, supervisor: Staff): Promise<void> {
  const { ask, hear, hearAll, run, pass } = stage
  const withPhoto = { uploads: [await sendPhoto(stage)] }
  const sent = await submit(stage, 'a-report-like-any', withPhoto)
  await submit(stage, 'a-report-like-any', withPhoto)
  await hearAll()
  pass(10 * SECOND)
  await run('sweepDeliveries')
  await hear('deliveries')
  const params = { number: sent.number }
  const wrong = sent.pin === '000000' ? '111111' : '000000'
  await ask('followReport', { params, query: { pin: wrong } }, 404)
  await ask('followReport', { params, query: { pin: sent.pin } })
  await addPhoto(stage, sent)
  await ask('listReports', { ...officer, query: { area: COMMUNITY } })

  await move(stage, officer, sent, 'return', { reason: '不在本网格' })
  await move(stage, officer, sent, 'assign', { grid: NEXT_GRID.id, reason: '在隔壁网格' })
  await move(stage, officer, sent, 'dispute-grid', { reason: '也不在本网格' })
  await move(stage, supervisor, sent, 'decide-grid', { grid: GRID.id, reason: '车停在这里' })
  await move(stage, officer, sent, 'contact', { channel: '电话', note: '已联系' })
  await move(stage, officer, sent, 'ask', { reason: '缺车牌号', until: '2026-03-06' })
  const answer = { params: { ...params, move: 'answer' }, body: { pin: sent.pin, words: '鲁R00000' } }
  await ask('moveOwnReport', { ...answer, body: { ...answer.body, pin: wrong } }, 404)
  await ask('moveOwnReport', answer)
  await move(stage, officer, sent, 'resolve', { result: '已挪车' })
  await hearAll()
  const rating = {
    params: { ...params, move: 'rate' },
    body: { pin: sent.pin, level: 1, words: '又停回来了' },
  }
  await ask('moveOwnReport', rating)
}

async function move(stage: Stage, who: Staff, { id }: Sent, name: string, said: object): Promise<void> {
  const { body: page } = await stage.ask('readReport', { ...who, params: { id } })
  const body = { move: name, version: page.version, said }
  await stage.ask('moveReport', { ...who, params: { id }, body })
}

/** Nobody calls: the report climbs to its grid's officers, whose desk lists it. */
async function missDeadline(stage: Stage, supervisor: Staff): Promise<void> {
  const { ask, hear, hearAll, run, pass } = stage
  await submit(stage, 'a-report-forgotten')
  await hearAll()
  pass(MINUTE + SECOND)
  await run('sweepReports')
  await hear('sla')
  await hearAll()
  const { body } = await ask('listReports', { ...supervisor, query: { area: GRID.id, raised: 'yes' } })
  if (body.items.length === 0) throw new Error('nothing climbed')
  await ask('listReports', { ...supervisor, query: { alerted: 'yes' } })
}

/** Somebody moves it after its time and before the clock looks: it climbs first, and who is alerted is looked up. */
async function moveLate(stage: Stage, supervisor: Staff): Promise<void> {
  const sent = await submit(stage, 'a-report-moved-late')
  await stage.hearAll()
  stage.pass(MINUTE + SECOND)
  await move(stage, supervisor, sent, 'accept', {})
  await stage.hearAll()
}

/** The grid goes up in the one next to it, and its open reports with it; that it was published is told only by the relay. */
async function redraw(stage: Stage, supervisor: Staff): Promise<void> {
  const { ask, hear, hearAll, lose, run, pass, now } = stage
  const [one, other] = [GRID, NEXT_GRID].map(({ ring }) => ring)
  const ring = [one![0], other![1], other![2], one![3], one![0]]
  const properties = {
    ...NEXT_GRID,
    ring: undefined,
    code: NEXT_GRID.id,
    phone: '0530-0000001',
    replaces: GRID.id,
  }
  const feature = { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
  const content = JSON.stringify({ type: 'FeatureCollection', features: [feature] })
  const file = { format: 'geojson', datum: 'wgs84', content }
  const { body: read } = await ask('importAreas', { ...supervisor, body: file })
  const edition = {
    key: read.key,
    edition: 0,
    effectiveAt: later(now(), EDITION_NOTICE + SECOND),
    note: '两网格合并',
  }
  await ask('publishMap', { ...supervisor, body: edition })
  lose('areas')
  pass(2 * MINUTE)
  await run('payDebts')
  await hearAll()
  await ask('listEditions', supervisor)
  await ask('exportAreas', { ...supervisor, query: { format: 'csv' } })
  pass(EDITION_NOTICE)
  await run('sweepAreas')
  await hear('areas')
  await hear('teams')
  await hearAll()
}

/** The night's counting, and what the county sees of it in the morning. */
async function countFigures({ ask, run, now }: Stage, supervisor: Staff): Promise<void> {
  await run('countIndicators')
  const month = monthOf(now())
  const { body } = await ask('readIndicators', { ...supervisor, query: { from: month, to: month } })
  if (!body.parts.some((part: { area: string }) => part.area === STREET))
    throw new Error(`the street was not counted: ${JSON.stringify(body)}`)
}

/** Appointed, and gone again at once. */
async function leavePost(stage: Stage, supervisor: Staff): Promise<void> {
  const { ask, hearAll, pass, now } = stage
  const params = { area: GRID.id, role: 'grid_worker' }
  const change = (body: object) => ask('changePost', { ...supervisor, params, body })
  const of = { staffId: 'officer' }
  await change({ ...of, do: 'appoint', version: 0, from: now() })
  pass(SECOND)
  await change({ ...of, do: 'dismiss', version: 1, until: now() })
  await hearAll()
  await ask('readWorkload', { ...supervisor, query: { area: COMMUNITY } })
  const { body } = await ask('listPosts', { ...supervisor, query: { area: COMMUNITY } })
  if (!body.items.some((post: object) => 'vacantSince' in post))
    throw new Error(`not vacant: ${JSON.stringify(body.items)}`)
}

/** Nobody was appointed: the grid's listener is told. */
async function waitADay({ hear, hearAll, run, pass }: Stage): Promise<void> {
  pass(VACANT_TOO_LONG)
  await run('sweepPosts')
  await hear('teams')
  await hearAll()
}

/** The resident is quicker than routing, which then has nothing to decide, but still a debt to settle. */
async function withdrawBeforeRouting(stage: Stage): Promise<void> {
  const { number, pin } = await submit(stage, 'a-report-taken-back')
  const params = { number, move: 'withdraw' }
  await stage.ask('moveOwnReport', { params, body: { pin, words: '自己解决了' } })
  await stage.hearAll()
}

/** One calls, another stands at the same door and joins, and looks how far it is; the first one's number is erased. */
async function meetNeighbours({ ask, hearAll }: Stage, officer: Staff): Promise<void> {
  const form = aForm({ category: 'noise', grid: GRID.id, contact: { phone: CALLER } })
  const point = { lat: CODE.lat, lng: CODE.lng, datum: 'wgs84' }
  const called = { ...form, point, place: CODE.place, source: 'phone_call' }
  const { body: first } = await ask('enterReport', repeatable(officer, 'somebody-called', called))
  await hearAll()
  const { body: similar } = await ask('findSimilar', { body: { category: 'noise', token: TOKEN } })
  const params = { number: similar.items[0].number }
  const { body: second } = await ask('supportReport', {
    ...repeatable({}, 'me-too-at-the-door', undefined),
    params,
  })
  const wrong = [first.pin, second.pin].includes('000000') ? '111111' : '000000'
  for (const name of ['openReport', 'ownData'] as const)
    await ask(name, { params, body: { pin: wrong } }, 404)
  await ask('openReport', { params, body: { pin: second.pin } })
  await ask('ownData', { params, body: { pin: first.pin, contact: null } })
}

/** What is said about an official is filed at once, by whoever writes it: no listener will. */
async function accuse(stage: Stage, inspector: Staff): Promise<void> {
  const { ask, pass } = stage
  const form = aForm({ category: 'conduct', words: '收了钱才给开证明' })
  const { body } = await ask('submitReport', repeatable({}, 'about-an-official', form))
  const said = { ...body, id: sha256('report.about-an-official').slice(0, 32) }
  await ask('listReports', inspector)
  await move(stage, inspector, said, 'contact', { channel: '电话', note: '已联系' })
  pass(SECOND)
}
/** A link that was posted to a group, and a message to each vendor's robot, from the officer's account there. */
async function answerFromChat(stage: Stage, officer: Staff, supervisor: Staff): Promise<void> {
  const { ask, now, hearAll, listener } = stage
  const { id: reportId, number } = await submit(stage, 'a-report-answered-from-chat')
  await hearAll()
  const link = { move: 'accept', reportId, version: 2, expiresAt: later(now(), MINUTE) } as const
  const token = actionToken(writeClaims(link), keyRing(environmentOf('alerts').DATA_KEYS!))
  await ask('showAnswer', { ...officer, params: { token } })
  for (let tap = 0; tap < 2; tap++)
    await ask('confirmAnswer', { ...officer, params: { token }, body: `token=${token}` })

  const area = NEXT_GRID.id
  for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) {
    const url = new URL(`/robot/${ROBOT_KEY}`, listener).href
    const form = { kind, area, name: '网格群', url, secret: GROUP_SECRET, events: ['campaign.sent'] }
    const made = await ask('createEndpoint', repeatable(supervisor, `robot-${kind}`, form))
    const params = { area, id: made.body.id }
    await ask('setCallback', { ...supervisor, params, body: CALLBACK_KEYS[kind] })
    await ask('mapIdentity', { ...supervisor, params, body: { account: 'lijing', staff: 'officer' } })
    await ask('listIdentities', { ...supervisor, params })
    const call = CALLS[kind]({ account: 'lijing', text: `接单 ${number}`, at: now() })
    const at = { params: { endpoint: `${area}-${params.id}` } }
    await ask(HEAR[kind], { ...call, ...at })
    if (kind === 'wecom') await ask('verifyWecom', { ...wecomEcho(now()), ...at })
  }
  await hearAll()
}
/** Of the story's robots: what their addresses and their groups' signatures are made with. */
export const ROBOT_KEY = 'key-of-the-robot-0123456789abcdef'
export const GROUP_SECRET = 'SEC-of-the-group'
export const CALLER = '13800000000'
const HEAR = { wecom: 'hearWecom', dingtalk: 'hearDingtalk', feishu: 'hearFeishu' } as const

async function campaign(stage: Stage, author: Staff, approver: Staff): Promise<void> {
  await launch(stage, author, approver, 'a-campaign-told')
  await stage.hearAll()
  await stage.ask('listCampaigns', author)
}

/** Planned, approved by another person, and its slot comes. */
async function launch(stage: Stage, author: Staff, approver: Staff, key: string): Promise<void> {
  const { ask, run, hear, pass } = stage
  let { body: row } = await plan(stage, author, key)
  for (const [name, who] of [
    ['submit', author],
    ['approve', approver],
    ['schedule', author],
  ] as const) {
    const body = { move: name, version: row.version }
    row = (await ask('moveCampaign', { ...who, params: { id: row.id }, body })).body
  }
  await run('sweepCampaigns')
  pass(MINUTE)
  await hear('publicity')
}

async function plan({ ask, now }: Stage, author: Staff, key: string) {
  const form = {
    title: '反诈宣传',
    text: '陌生来电要转账的都是骗子',
    grids: [GRID.id],
    at: later(now(), MINUTE),
  }
  await ask('planCampaign', repeatable(author, key, form))
  return ask('planCampaign', repeatable(author, key, form))
}

/** Messages that no queue delivers, and a line of history that could not be filed. */
async function payDebts(stage: Stage, officer: Staff, supervisor: Staff): Promise<void> {
  const { lose, hear, breakNext, pass, run, hearAll } = stage
  await submit(stage, 'a-report-never-told')
  await hear('routing')
  lose('alerts')
  await submit(stage, 'a-report-never-routed')
  lose('routing')
  await launch(stage, officer, supervisor, 'a-campaign-never-launched')
  lose('publicity')
  const post = { params: { area: GRID.id, role: 'volunteer' }, body: { do: 'appoint', version: 0 } }
  const appointed = { ...post.body, staffId: 'officer', from: stage.now() }
  await stage.ask('changePost', { ...supervisor, ...post, body: appointed })
  lose('teams')
  pass(CALENDAR_NOTICE)
  await run('watchCalendar')
  lose('sla')
  breakNext(onTable('PutItem', 'history'))
  await plan(stage, officer, 'a-campaign-left-owing')
  pass(2 * MINUTE)
  await run('payDebts')
  await hearAll()
}

/** The areas are published; from then on an address in words is understood, and the report follows it. */
async function nameAreas(stage: Stage, officer: Staff, supervisor: Staff): Promise<void> {
  const { ask, pass } = stage
  await ask('publishAreas', supervisor, 201)
  pass(2 * MINUTE)
  const { body: found } = await ask('findPlaces', { query: { q: GRID.community } })
  await ask('pickPlaces', { ...officer, query: { q: 'sq' } })
  const form = { ...aForm(), token: undefined, place: GRID.community, placeId: found.items[0]!.placeId }
  await ask('submitReport', repeatable({}, 'in-words', form), 201)
  await stage.hearAll()
}
