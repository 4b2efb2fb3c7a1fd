import { randomUUID } from 'node:crypto'
import { type Instant, wallClock } from '../lib/kernel/instant.ts'
import { DEFAULT_POLICY } from '../lib/sla/defaults.ts'
import { drillPolicy } from '../lib/sla/policy.ts'
import { type Answer, type Person, resident, staff, until } from './demo/client.ts'
import { type Arrival, receiver } from './demo/receiver.ts'

/**
 * The main job as a story, told against the running stack through public HTTP only. Every step prints the second it
 * happened at; a step that does not happen in time ends the story with exit code 1.
 */
const baseUrl = process.env.BASE_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
const started = Date.now()
const say = (line: string) =>
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
const shown = (at: string) => wallClock(at as Instant)
const COMMUNITY = '371724001005'

/** A resident in front of 凤凰花园3号楼. */
async function aQuarrelIsSettled(officer: Person): Promise<void> {
  const { items: grids } = await officer.get(`/api/staff/grids?area=${COMMUNITY}`)
  const { items: codes } = await officer.get(`/api/staff/codes?grid=${grids[0].id}`)
  const token = codes[0].url.split('/q/')[1]
  const page = await fetch(new URL(`/q/${token}`, baseUrl))
  const place = await resident(baseUrl).get(`/api/places/${token}`)
  say(`扫码 /q/… → 表单 ${page.status}，地点「${place.place}」，${place.unit.name} ${place.unit.phone}`)

  const report = await send(token, '两户邻居为楼下车位吵起来了，几天都没停。')
  say(
    `上报停车纠纷 → 编号 ${report.number}，查询码 ${report.pin}，${shown(report.contactBy)} 前联系，${shown(report.resolveBy)} 前办结`,
  )
  const row = await inInbox(officer, report.number)
  say(`派到网格 ${row.gridId}，工作人员在待办里看到了`)

  const seen = await officer.get(`/api/staff/reports/${row.id}`)
  say(`为什么派到这里：${seen.trace[0].why}`)
  const steps = [
    ['contact', { channel: '电话', note: '双方都已联系' }],
    ['start', { note: '约到警务室' }],
    ['resolve', { result: '调解 30 分钟，双方和解，车位轮流使用' }],
    ['close', { note: '回访满意' }],
  ] as const
  let version = seen.version
  for (const [move, said] of steps) {
    const moved = await officer.post(`/api/staff/reports/${row.id}/moves`, { move, version, said })
    version = moved.version
    say(`办理：${move} → ${moved.status}`)
  }
  const followed = await resident(baseUrl).get(`/api/reports/${report.number}?pin=${report.pin}`)
  say(`报告人凭编号和查询码看到：${followed.status}，${followed.steps.length} 步`)
}

/** Nobody answers this one: at its deadline it climbs to the street, whose webhook and chat group hear of it. */
async function aSilenceClimbs(
  supervisor: Person,
  subscriber: Awaited<ReturnType<typeof receiver>>,
): Promise<void> {
  const endpoint = await supervisor.post(
    '/api/staff/endpoints',
    {
      kind: 'standard-webhook',
      area: '371724001',
      name: '演示订阅',
      url: subscriber.url,
      events: ['case.escalated'],
    },
    randomUUID(),
  )
  subscriber.trust(endpoint.secret)
  const drill = drillPolicy(`drill-${started}`, '2026-01-01T00:00:00.000Z' as Instant, 1, 60)
  const { effectiveAt } = await supervisor.post('/api/staff/policies', {
    version: drill.version,
    classes: drill.classes,
  })
  say(`时限规则改为演练：1 分钟内要联系，${effectiveAt.slice(11, 19)}Z 起生效`)
  await until('the drill policy', 15, async () => Date.now() > Date.parse(effectiveAt))

  const report = await send(undefined, '又有车堵住了单元门，没有人来管。', {
    lat: 35.396,
    lng: 116.089,
    datum: 'wgs84',
  })
  await supervisor.post('/api/staff/policies', {
    version: `after-${drill.version}`,
    common: DEFAULT_POLICY.common,
    classes: DEFAULT_POLICY.classes,
  })
  say(`再报一件（手机定位），编号 ${report.number}，${report.contactBy.slice(11, 19)}Z 前应联系；没有人理它`)

  const isThis = ({ type, data }: Arrival) => type === 'case.escalated' && data.number === report.number
  const alert = await until('the escalation at the webhook', 90, async () => subscriber.arrivals.find(isThis))
  const late = (alert.at - Date.parse(report.contactBy)) / 1000
  say(
    `升级提醒到达 webhook：${alert.data.from} → ${alert.data.to}，签名${alert.isSigned ? '正确' : '错误'}，晚 ${late.toFixed(2)} s`,
  )
  if (!alert.isSigned || late < 0 || late > 2)
    throw new Error(`the alert came ${late} s after its deadline, signed: ${alert.isSigned}`)
  const chat = await until('the escalation in the street chat group', 10, () => inChat(report.number))
  say(`街道工作群机器人：${chat.replace(/\s*\n\s*/g, ' / ')}`)

  const { items } = await supervisor.get('/api/staff/reports?area=371724001&raised=yes')
  const row = items.find((item: Answer) => item.number === report.number)
  const { version } = await supervisor.get(`/api/staff/reports/${row.id}`)
  await supervisor.post(`/api/staff/reports/${row.id}/moves`, {
    move: 'contact',
    version,
    said: { channel: '电话', note: '街道已联系' },
  })
  say('街道联系了报告人，时钟停了')
  await supervisor.post(`/api/staff/endpoints/371724001/${endpoint.id}`, { status: 'paused' })
}

/** Two people, one slot, one message in the grid's group. */
async function aCampaignFires(officer: Person, secretary: Person): Promise<void> {
  const { items: grids } = await officer.get(`/api/staff/grids?area=${COMMUNITY}`)
  const title = `反诈提醒 ${started}`
  const at = new Date(Math.ceil((Date.now() + 65_000) / 1000) * 1000).toISOString()
  const form = {
    title,
    text: '接到自称客服退款的电话先别信。咨询和报线索打 96110，已经被骗马上打 110。',
    grids: [grids[0].id],
    at,
  }
  let campaign = await officer.post('/api/staff/campaigns', form, randomUUID())
  for (const [who, move] of [
    [officer, 'submit'],
    [secretary, 'approve'],
    [officer, 'schedule'],
  ] as const) {
    campaign = await who.post(`/api/staff/campaigns/${campaign.id}/moves`, {
      move,
      version: campaign.version,
    })
  }
  say(`宣传排期 ${shown(at)}：起草、另一人审核、排期都做完`)
  await until('the campaign in the grid group', 120, () => inChat(title))
  say(`到点了：宣传发进 ${grids[0].name} 的群，晚 ${((Date.now() - Date.parse(at)) / 1000).toFixed(1)} s`)
  await new Promise((done) => setTimeout(done, 3000))
  const times = (await messages()).filter((text) => text.includes(title)).length
  if (times !== 1) throw new Error(`the group got the campaign ${times} times`)
}

async function send(token: string | undefined, words: string, point?: object): Promise<Answer> {
  const form = {
    category: 'parking',
    words,
    ...(token && { token }),
    ...(point && { point }),
    contact: { phone: '13800000000' },
  }
  return resident(baseUrl).post('/api/reports', form, randomUUID())
}

const inInbox = (officer: Person, number: string) =>
  until('the report in the inbox', 20, async () => {
    const { items } = await officer.get(`/api/staff/reports?area=${COMMUNITY}`)
    return items.find((item: Answer) => item.number === number) as Answer | undefined
  })

const messages = async () =>
  ((await (await fetch(new URL('/sandbox/messages.json', baseUrl))).json()) as Answer[]).map(
    (message): string =>
      message.body.markdown?.content ?? message.body.markdown?.text ?? JSON.stringify(message.body),
  )
const inChat = async (text: string) => (await messages()).find((message) => message.includes(text))

const health = await resident(baseUrl)
  .get('/healthz')
  .catch(() => {
    console.error(`Nothing answers at ${baseUrl}. Start the stack first: npm start`)
    process.exit(1)
  })
say(`${baseUrl} 就绪：${health.engine}，${health.queue}，版本 ${health.version}`)
const subscriber = await receiver()
try {
  const [officer, secretary, supervisor] = await Promise.all(
    ['police', 'secretary', 'county'].map((account) => staff(baseUrl, account)),
  )
  say('三人登录：社区民辅警、社区书记、县级督办')
  await aQuarrelIsSettled(officer!)
  await Promise.all([aSilenceClimbs(supervisor!, subscriber), aCampaignFires(officer!, secretary!)])
  say('全部完成')
} catch (error) {
  say(`没有走通：${(error as Error).message}`)
  process.exitCode = 1
} finally {
  subscriber.close()
}
