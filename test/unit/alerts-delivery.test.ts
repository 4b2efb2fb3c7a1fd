import { placeOf } from '../../functions/alerts/sign.ts'
import type { Alert } from '../../lib/alerts/alert.ts'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { plan, slice } from '../../lib/campaign/campaign.ts'
import { type Instant, later, msOf, SECOND, wallClock } from '../../lib/kernel/instant.ts'
import { seal } from '../../lib/platform/keys.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import {
  alertRoom,
  anEndpoint,
  COUNTY,
  escalated,
  escalation,
  GRID,
  HANGING,
  NUDGE,
  OK,
  OTHER,
  STREET,
  type Target,
} from '../support/alert-room.ts'
import { at, SOME_KEYS } from '../support/builders.ts'

describe('an escalation', () => {
  const webhook = anEndpoint('feed', COUNTY, {
    kind: 'standard-webhook',
    url: 'https://hooks.example.org/feed',
    sealedSecret: seal('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', placeOf('feed', 'secret'), SOME_KEYS),
  })

  test('arrives at a signed webhook of the county and at the robot of the street, and is owed no longer', async () => {
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [webhook, anEndpoint('robot', STREET)],
      target: () => OK,
    })
    await escalated(room)
    await room.run()
    const [toRobot, toFeed] = room.posted.toSorted((a, b) => (a.url < b.url ? -1 : 1))
    expect(room.posted).toHaveLength(2)
    expect(toRobot!.url).toBe('http://127.0.0.1:3000/sandbox/robot/robot')
    expect(JSON.parse(toRobot!.body).markdown.content).toContain(
      '噪音 · 凤凰街道 第1网格\n首次联系时限 2026-11-23 09:02 已过，承办人未完成，由承办人升级到网格',
    )
    expect(toFeed!.headers['webhook-signature']).toMatch(/^v1,/)
    expect(room.deliveries.all().map(({ status }) => status)).toEqual(['delivered', 'delivered'])
    expect(await room.owed()).toEqual([])
  })

  test('goes to nobody who is paused, did not ask for it or belongs to another place', async () => {
    const endpoints = [
      anEndpoint('paused', STREET, { status: 'paused' }),
      anEndpoint('moves', STREET, { events: ['case.moved', 'case.assigned'] }),
      anEndpoint('elsewhere', OTHER.id),
    ]
    const room = alertRoom('2026-11-23 09:00', { endpoints, target: () => OK })
    await escalated(room)
    await room.run()
    // The route itself was a move, and only who listens to moves heard it.
    expect(room.deliveries.all().map(({ endpointId, type }) => `${endpointId} ${type}`)).toEqual([
      'moves report.moved',
    ])
  })

  test('of a report that nobody could route goes to the county', async () => {
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [webhook, anEndpoint('robot', STREET)],
      target: () => OK,
    })
    await escalated(room)
    const { gridId: _, ...data } = escalation.data
    await room.hear({ ...escalation, id: '0a1b2c.9.0', data })
    expect(
      room.deliveries
        .all()
        .filter(({ eventId }) => eventId === '0a1b2c.9.0')
        .map(({ endpointId }) => endpointId),
    ).toEqual(['feed'])
  })

  test('heard twice is one delivery and one post', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [anEndpoint('robot', STREET)], target: () => OK })
    await escalated(room)
    await room.run()
    await room.hear(escalation)
    await room.hear(escalation)
    expect(room.deliveries.all().map(({ id }) => id)).toEqual(['0a1b2c.3.0~robot'])
    expect(room.posted).toHaveLength(1)
  })

  test('whose nudge is lost is found by its due time', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [anEndpoint('robot', STREET)], target: () => OK })
    room.losing(({ type }) => type === 'delivery.due')
    await escalated(room)
    await room.run()
    expect(room.posted).toHaveLength(0)
    room.losing(() => false)
    await room.sweep()
    expect(room.posted).toHaveLength(1)
  })

  test('nudged twice at once is posted once', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [anEndpoint('robot', STREET)], target: () => OK })
    room.losing(({ type }) => type === 'delivery.due')
    await escalated(room)
    await room.run()
    const nudge = { ...NUDGE, data: { ids: ['0a1b2c.3.0~robot'], dueAt: room.now() } }
    await Promise.all([room.hear(nudge), room.hear(nudge), room.hear(nudge)])
    expect(room.posted).toHaveLength(1)
  })
})

describe('a target', () => {
  const toRobot = (target: Target) =>
    alertRoom('2026-11-23 09:00', { endpoints: [anEndpoint('robot', STREET)], target })
  const only = (room: ReturnType<typeof alertRoom>) => room.deliveries.all()[0]!

  test('that hangs is written down and tried again on schedule, then parked', async () => {
    const tries: Instant[] = []
    const room = toRobot(() => {
      tries.push(room.now())
      return HANGING
    })
    await escalated(room)
    await room.run()
    expect(only(room)).toMatchObject({ status: 'pending', attempts: 1, answer: 'no answer in time' })
    while (only(room).dueAt) {
      await room.goTo(only(room).dueAt!)
      await room.sweep()
    }
    expect(tries.slice(0, 4).map(wallClock)).toEqual([
      '2026-11-23 09:02',
      '2026-11-23 09:02',
      '2026-11-23 09:07',
      '2026-11-23 09:37',
    ])
    expect(msOf(tries[1]!) - msOf(tries[0]!)).toBe(5 * SECOND)
    expect(only(room)).toMatchObject({ status: 'parked', attempts: 10, answer: 'no answer in time' })
  })

  test('that waits for its next attempt is left alone by a nudge that comes early', async () => {
    const room = toRobot(() => HANGING)
    await escalated(room)
    await room.run()
    await room.goTo(later(room.now(), 5 * SECOND))
    expect(room.posted).toHaveLength(2)
    await room.hear({ ...NUDGE, data: { ids: [only(room).id], dueAt: room.now() } })
    expect(room.posted).toHaveLength(2)
  })

  test('that recovers gets the same id again, signed anew', async () => {
    const endpoints = [
      anEndpoint('feed', COUNTY, {
        kind: 'standard-webhook',
        url: 'https://hooks.example.org/',
        sealedSecret: seal('whsec_MfKQ', placeOf('feed', 'secret'), SOME_KEYS),
      }),
    ]
    const room = alertRoom('2026-11-23 09:00', {
      endpoints,
      target: () => (room.posted.length === 1 ? { ...OK, status: 500 } : OK),
    })
    await escalated(room)
    await room.run()
    await room.goTo(later(room.now(), 5 * SECOND))
    const [first, second] = room.posted.map(({ headers }) => headers)
    expect(second!['webhook-id']).toBe(first!['webhook-id'])
    expect(Number(second!['webhook-timestamp']) - Number(first!['webhook-timestamp'])).toBe(5)
    expect(only(room)).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  test.each([
    ['says 410', { ...OK, status: 410 }, 'HTTP 410', 'standard-webhook'],
    [
      'does not know the key',
      { ...OK, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' },
      '93000 invalid webhook url',
      'wecom',
    ],
  ] as const)('that %s is parked at once', async (_, answer, reason, kind) => {
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [anEndpoint('one', STREET, { kind })],
      target: () => answer,
    })
    await escalated(room)
    await room.run()
    expect(only(room)).toMatchObject({ status: 'parked', attempts: 1, answer: reason })
  })

  test('that is not allowed any more is not posted to', async () => {
    const endpoints = [anEndpoint('inside', STREET, { url: 'http://10.0.0.1/', kind: 'standard-webhook' })]
    const room = alertRoom('2026-11-23 09:00', { endpoints, target: () => OK })
    await escalated(room)
    await room.run()
    expect(only(room)).toMatchObject({ status: 'parked', answer: 'target refused' })
    expect(room.posted).toEqual([])
  })

  test('whose address does not open is our fault: it throws after the others, and ends parked', async () => {
    const broken = anEndpoint('broken', STREET, { sealedUrl: seal('x', 'elsewhere', SOME_KEYS) })
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [broken, anEndpoint('robot', STREET)],
      target: () => OK,
    })
    await escalated(room)
    await expect(room.run()).rejects.toThrow()
    expect(room.posted).toHaveLength(1)
    for (let count = 0; count < 60; count++) {
      const minute = async () => {
        await room.goTo(later(room.now(), 60 * SECOND))
        await room.sweep()
      }
      await minute().catch(() => {})
    }
    expect(only(room)).toMatchObject({ status: 'parked', answer: 'no attempt came to an end' })
  })

  test('hears about one report in the order of its events, and nothing later in a run where one failed', async () => {
    const heard: string[] = []
    const endpoints = [anEndpoint('robot', STREET, { events: ['case.*'] })]
    const room = alertRoom('2026-11-23 09:00', {
      endpoints,
      target: ({ body }) => {
        heard.push(body.includes('超时升级') ? 'escalated' : 'moved')
        return heard.length === 1 ? HANGING : OK
      },
    })
    room.losing(({ type }) => type === 'delivery.due')
    await escalated(room)
    await room.run()
    const ids = ['0a1b2c.3.0~robot', '0a1b2c.2.0~robot']
    expect(
      room.deliveries
        .all()
        .map(({ id }) => id)
        .sort()
        .reverse(),
    ).toEqual(ids)
    await room.hear({ ...NUDGE, data: { ids, dueAt: room.now() } })
    expect(heard).toEqual(['moved'])
    room.losing(() => false)
    await room.sweep()
    expect(heard).toEqual(['moved', 'escalated'])
  })
})

/** As `fanOut` does it, without the report. */
async function told(room: ReturnType<typeof alertRoom>, endpoint: Endpoint, alert: Alert) {
  const delivery = deliveryFor(endpoint, alert, room.now())
  await room.deliveries.add(delivery)
  await room.hear({ ...NUDGE, data: { ids: [delivery.id], dueAt: room.now() } })
}

function deliveryFor({ id: endpointId, area }: Endpoint, alert: Alert, now: Instant): Delivery {
  const { id: eventId, type, subject } = alert
  const begun = { status: 'pending', attempts: 0, createdAt: now, dueAt: now } as const
  const id = `${eventId}~${endpointId}`
  return { id, endpointArea: area, endpointId, eventId, type, subject, ...begun, body: alert }
}

describe('a robot at its limit', () => {
  const numbers = Array.from({ length: 120 }, (_, n) => `JY-261123-${1_000 + n}-9`)
  const storm = numbers.map((number, n) => ({
    ...escalation,
    id: `${n + 10}ab.3.0`,
    subject: `${n + 10}ab`,
    data: { ...escalation.data, number },
  }))
  const named = ({ body }: Outgoing) => [...new Set(body.match(/JY-261123-\d{4}-9/g))]

  /** 120 reports climb in one minute; then minute after minute the sweep runs. */
  async function stormOver(kind: Endpoint['kind'], target: Target = () => OK) {
    const endpoints = [anEndpoint('robot', STREET, { kind })]
    const sentAt: Instant[] = []
    const room = alertRoom('2026-11-23 09:00', {
      endpoints,
      target: (letter) => {
        sentAt.push(room.now())
        return target(letter)
      },
    })
    for (const message of storm) await told(room, endpoints[0]!, message)
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute++) {
        await room.sweep()
        await room.goTo(later(room.now(), 60 * SECOND))
      }
    }
    return { ...room, endpoints, sentAt, minutes }
  }

  test('gets fifteen messages, and the rest a minute later in digests that name every number once', async () => {
    const room = await stormOver('wecom')
    expect(room.posted).toHaveLength(15)
    await room.minutes(4)
    expect(room.deliveries.all().map(({ status }) => status)).toEqual(numbers.map(() => 'delivered'))
    expect(room.posted.flatMap(named).toSorted()).toEqual(numbers)
    const digests = room.posted.slice(15)
    expect(digests.length).toBeLessThanOrEqual(5)
    for (const { body } of digests) {
      const { content } = JSON.parse(body).markdown
      expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4_096)
      expect(content).toContain('条通知**\n超时升级 JY-261123-')
      expect(content).toContain('(https://fenghuang.example/console)')
    }
    expect(room.deliveries.all().every(({ attempts }) => attempts === 1)).toBe(true)
  })

  test.each(['wecom', 'dingtalk', 'feishu'] as const)(
    'of kind %s is never over it in any minute',
    async (kind) => {
      const room = await stormOver(kind, () => ({ ...OK, body: '{"errcode":0,"code":0}' }))
      await room.minutes(20)
      expect(room.posted.flatMap(named).toSorted()).toEqual(numbers)
      const inWindow = (from: Instant) =>
        room.sentAt.filter((moment) => moment >= from && moment < later(from, 60 * SECOND)).length
      expect(Math.max(...room.sentAt.map(inWindow))).toBeLessThanOrEqual(kind === 'feishu' ? 60 : 15)
    },
  )

  test('that DingTalk has shut hears nothing for ten minutes, then everything', async () => {
    let isShut = true
    const shut = { ...OK, body: '{"errcode":130101,"errmsg":"send too fast"}' }
    const room = await stormOver('dingtalk', () => (isShut ? shut : OK))
    expect(room.posted).toHaveLength(1)
    isShut = false
    await room.minutes(9)
    expect(room.posted).toHaveLength(1)
    await room.minutes(6)
    expect(room.sentAt[1] && wallClock(room.sentAt[1])).toBe('2026-11-23 09:10')
    expect(room.posted.slice(1).flatMap(named).toSorted()).toEqual(numbers)
    expect(room.endpoints[0]).not.toHaveProperty('failures')
  })

  test('sends what a campaign says as it stands, never in a digest', async () => {
    const group = anEndpoint('group', GRID.id)
    const room = alertRoom('2026-11-23 18:00', { endpoints: [group], target: () => OK })
    for (let n = 0; n < 20; n++)
      await told(room, group, {
        ...escalation,
        id: `cafe${n}.3.0`,
        subject: `cafe${n}`,
        type: 'campaign.slice',
        data: { title: '冬季用电', text: `飞线充电要不得 ${n}。`, grids: [GRID.id], slot: 'evening' },
      } as unknown as Alert)
    await room.goTo(later(room.now(), 62 * SECOND))
    await room.sweep()
    expect(room.posted).toHaveLength(20)
    expect(new Set(room.posted.map(({ body }) => body)).size).toBe(20)
  })
})

describe('an endpoint that keeps failing', () => {
  async function failing(count: number) {
    const state = { target: (() => HANGING) as Target }
    const endpoints = [anEndpoint('feed', STREET, { kind: 'standard-webhook' })]
    const room = alertRoom('2026-11-23 09:00', { endpoints, target: (letter) => state.target(letter) })
    for (let n = 0; n < count; n++)
      await told(room, endpoints[0]!, { ...escalation, id: `${n + 10}ab.3.0`, subject: `${n + 10}ab` })
    return { ...room, endpoints, state }
  }

  test('is tried once a minute after the fifth time, by one that waits; the others are not touched', async () => {
    const room = await failing(40)
    expect(room.posted).toHaveLength(5)
    const waiting = room.deliveries.all().filter(({ held }) => held)
    expect(new Set(waiting.map(({ dueAt }) => dueAt)).size).toBe(35)
    for (let minute = 1; minute <= 3; minute++) {
      const before = new Map(room.deliveries.all().map((one) => [one.id, JSON.stringify(one)]))
      await room.goTo(later(room.now(), 62 * SECOND))
      await room.sweep()
      expect(room.posted).toHaveLength(5 + minute)
      const written = room.deliveries.all().filter((one) => before.get(one.id) !== JSON.stringify(one))
      expect(written.length).toBeLessThanOrEqual(6) // the probe, and the first five, whose own retries get turns now
    }
  })

  test('is heard of by everything that waited as soon as one attempt succeeds', async () => {
    const room = await failing(40)
    room.state.target = () => OK
    await room.goTo(later(room.now(), 62 * SECOND))
    await room.sweep()
    expect(room.endpoints[0]).not.toHaveProperty('failures')
    expect(room.deliveries.all().filter(({ held }) => held)).toEqual([])
    for (let minute = 0; minute < 6; minute++) {
      await room.goTo(later(room.now(), 62 * SECOND))
      await room.sweep()
    }
    expect(room.deliveries.all().map(({ status }) => status)).toEqual(Array(40).fill('delivered'))
  })

  test('that mends while somebody is given a turn keeps nobody waiting for it', async () => {
    const room = await failing(10)
    const { release } = room.deliveries
    room.deliveries.release = async (...turn) => {
      room.endpoints.splice(0, 1, anEndpoint('feed', STREET, { kind: 'standard-webhook' }))
      await release(...turn)
    }
    room.state.target = () => OK
    await told(room, room.endpoints[0]!, { ...escalation, id: 'ffab.3.0', subject: 'ffab' })
    const late = room.deliveries.all().at(-1)!
    expect(late.held).toBeFalsy()
    await room.goTo(later(room.now(), 62 * SECOND))
    await room.sweep()
    expect(room.deliveries.all().at(-1)).toMatchObject({ status: 'delivered' })
  })

  test('lets go also retries of what is older than its failing', async () => {
    const room = await failing(0)
    const tell = async (from: number, count: number) => {
      for (let n = from; n < from + count; n++)
        await told(room, room.endpoints[0]!, { ...escalation, id: `${n}ef.3.0`, subject: `${n}ef` })
    }
    const old = { ...escalation, id: '01d.3.0', subject: '01d' } as unknown as Alert
    await room.deliveries.add({
      ...deliveryFor(room.endpoints[0]!, old, at('2026-11-22 09:00')),
      attempts: 6,
      dueAt: at('2026-11-23 09:01:10'),
    })
    room.state.target = () => OK
    await tell(100, 12)
    await room.goTo(at('2026-11-23 09:01'))
    room.state.target = () => HANGING
    await tell(200, 15)
    await room.goTo(at('2026-11-23 09:01:12'))
    await room.sweep()
    const retry = () => room.deliveries.all()[0]!
    expect(retry()).toMatchObject({ attempts: 6, held: true })
    room.state.target = () => OK
    for (let minute = 0; minute < 2; minute++) {
      await room.goTo(later(room.now(), 62 * SECOND))
      await room.sweep()
    }
    expect(retry()).toMatchObject({ status: 'delivered' })
  })

  test('is broken after five days, and what still waits is parked, to be replayed', async () => {
    const room = await failing(12)
    for (let hour = 0; hour < 5 * 24 - 1; hour++) {
      await room.goTo(later(room.now(), 3_600 * SECOND))
      await room.sweep()
      if (hour % 20 === 0)
        await told(room, room.endpoints[0]!, { ...escalation, id: `${hour}cd.3.0`, subject: `${hour}cd` })
    }
    expect(room.endpoints[0]).toMatchObject({ status: 'active' })
    await room.goTo(later(room.now(), 3_600 * SECOND))
    await told(room, room.endpoints[0]!, { ...escalation, id: 'last.3.0', subject: 'last' })
    for (let hour = 0; hour < 30; hour++) {
      await room.goTo(later(room.now(), 3_600 * SECOND))
      await room.sweep()
    }
    const [{ status, brokenAt }] = room.endpoints as [Endpoint]
    expect(status).toBe('broken')
    expect(brokenAt! >= at('2026-11-28 09:00')).toBe(true)
    expect(room.deliveries.all().map((one) => one.status)).not.toContain('pending')
  })

  test.each([
    ['another that asked for it', 'webhook.disabled', COUNTY],
    ['nobody asked: the nearest that hears of escalations', 'case.escalated', STREET],
  ] as const)('and is gone is told of once, to %s', async (_, listensTo, area) => {
    const feed = anEndpoint('feed', STREET, { kind: 'standard-webhook', name: '街道平台' })
    const beside = anEndpoint('beside', area, { events: [listensTo] })
    const residents = anEndpoint('residents', STREET, { events: ['campaign.sent'] })
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [feed, beside, residents],
      target: ({ url }) => (url.endsWith('feed') ? { ...OK, status: 410 } : OK),
    })
    await told(room, feed, { ...escalation, id: '10ab.3.0', subject: '10ab' })
    await told(room, feed, { ...escalation, id: '11ab.3.0', subject: '11ab' })
    const [first, second, ...more] = room.posted.map(({ url, body }) => [url.split('/').at(-1), body])
    expect([first![0], second![0], more]).toEqual(['feed', 'beside', []])
    expect(second![1]).toContain('提醒通道已停用')
    expect(second![1]).toContain('街道平台')
  })

  test('and dies before anybody was told is told of by the next attempt', async () => {
    const feed = anEndpoint('feed', STREET, { kind: 'standard-webhook' })
    const room = alertRoom('2026-11-23 09:00', {
      endpoints: [feed, anEndpoint('beside', COUNTY)],
      target: ({ url }) => (url.endsWith('feed') ? { ...OK, status: 410 } : OK),
    })
    room.failing(({ type }) => type === 'webhook.disabled')
    await expect(told(room, feed, { ...escalation, id: '10ab.3.0', subject: '10ab' })).rejects.toThrow()
    room.failing(() => false)
    for (let minute = 0; minute < 3; minute++) {
      await room.goTo(later(room.now(), 62 * SECOND))
      await room.sweep()
    }
    expect(room.posted.map(({ url }) => url.split('/').at(-1))).toEqual(['feed', 'beside'])
  })
})

describe('quiet hours', () => {
  const quiet = { from: '22:00', until: '07:00' }

  test('keep what can wait until they end, and let it out as one digest', async () => {
    const group = anEndpoint('group', STREET, { quiet })
    const room = alertRoom('2026-11-23 23:00', { endpoints: [group], target: () => OK })
    await escalated(room)
    await room.run()
    expect(room.posted).toEqual([])
    await room.goTo(at('2026-11-24 07:00'))
    await room.sweep()
    await room.goTo(later(room.now(), 62 * SECOND))
    expect(room.posted).toHaveLength(1)
    expect(room.deliveries.all().map(({ status }) => status)).toEqual(['delivered'])
  })
})

describe('a campaign', () => {
  test('fires into the chat group of each of its grids, and nowhere above', async () => {
    const endpoints = [
      anEndpoint('group', GRID.id),
      anEndpoint('other', OTHER.id),
      anEndpoint('street', STREET),
    ]
    const room = alertRoom('2026-11-23 18:00', { endpoints, target: () => OK })
    const draft = {
      id: 'cafe',
      title: '冬季用电',
      text: '飞线充电要不得。',
      grids: [GRID.id, OTHER.id],
      at: at('2026-11-23 18:00'),
      authorId: 'a',
    }
    const cause = { id: 'plan', actor: 'a', role: 'staff' }
    await room.ledgerOfCampaigns.create('cafe', cause, (now) => plan(draft, now))
    await room.ledgerOfCampaigns.change('cafe', cause, (campaign) =>
      slice({ ...campaign!, status: 'running' }, 0),
    )
    await room.run()
    expect(
      room.posted.map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body).markdown.content]),
    ).toEqual([
      ['group', '**冬季用电**\n飞线充电要不得。'],
      ['other', '**冬季用电**\n飞线充电要不得。'],
    ])
    expect(
      room.deliveries.all().map(({ body }) => body.type === 'campaign.slice' && body.data.grids),
    ).toEqual([[GRID.id], [OTHER.id]])
    expect(await room.owed()).toEqual([])
  })
})
