import { createEndpoint } from '../../functions/alerts/create-endpoint.ts'
import { listDeliveries } from '../../functions/alerts/list-deliveries.ts'
import { listEndpoints } from '../../functions/alerts/list-endpoints.ts'
import { moveEndpoint } from '../../functions/alerts/move-endpoint.ts'
import { placeOf } from '../../functions/alerts/sign.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { keyRing, open } from '../../lib/platform/keys.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { aCaller, aStaff, at, SOME_KEYS } from '../support/builders.ts'

const NONE = { params: undefined, query: undefined }
const admin = aStaff('admin-1', 'admin', '371724001')
const NINE = at('2026-11-23 09:00')
const now = () => NINE
const deliveries = { lastOf: async () => undefined }
const PLAIN = { language: 'zh', envelope: 'standard', format: 'markdown', version: 0 }

type Configured = Pick<Endpoints, 'find' | 'ofArea' | 'listenersIn' | 'add' | 'change'>
function memoryEndpoints(): Configured & { all(): Endpoint[] } {
  const rows = new Map<string, Endpoint>()
  const ofArea = async (area: string) => [...rows.values()].filter((row) => row.area === area)
  return {
    all: () => [...rows.values()],
    find: async (area, id) => structuredClone(rows.get(`${area} ${id}`)),
    ofArea,
    listenersIn: ofArea,
    async add(endpoint) {
      if (rows.has(`${endpoint.area} ${endpoint.id}`)) throw new Conflict()
      rows.set(`${endpoint.area} ${endpoint.id}`, endpoint)
    },
    async change({ area, id, version = 0 }, patch, change) {
      const row = rows.get(`${area} ${id}`)
      if (!row || (row.version ?? 0) !== version) throw new Conflict()
      const changes = [...(row.changes ?? []), change]
      const next = { ...row, ...patch, version: version + 1, changes } as Endpoint
      rows.set(`${area} ${id}`, next)
      return structuredClone(next)
    },
  }
}

type Form = RequestOf<'createEndpoint'>['body']
const aWebhook = (about: Partial<Form> = {}): Form => ({
  kind: 'standard-webhook',
  area: '371724001',
  name: '街道平台',
  url: 'https://hooks.example.org/fenghuang-inbox',
  events: ['case.escalated'],
  ...about,
})

function room() {
  const endpoints = memoryEndpoints()
  const make = (dataKeys = SOME_KEYS) => createEndpoint({ endpoints, dataKeys, outbound: 'public', now })
  const create = (body: Form, staff = admin, key = 'a-key-of-mine', dataKeys = SOME_KEYS) =>
    make(dataKeys)({ ...NONE, body }, staff, aCaller({ key }))
  return { endpoints, create }
}

describe('a new webhook', () => {
  test('gets a secret that is answered once and stored, like its address, under seal', async () => {
    const { endpoints, create } = room()
    const { secret, ...row } = await create(aWebhook())
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      kind: 'standard-webhook',
      area: '371724001',
      name: '街道平台',
      events: ['case.escalated'],
      target: 'hooks.example.org/…nbox',
      status: 'active',
      ...PLAIN,
      changes: [{ at: NINE, by: 'admin-1', what: 'created' }],
    })
    const [stored] = endpoints.all()
    expect(JSON.stringify(stored)).not.toMatch(/whsec_|fenghuang-inbox/)
    expect(open(stored!.sealedUrl, placeOf(row.id, 'url'), SOME_KEYS)).toBe(
      'https://hooks.example.org/fenghuang-inbox',
    )
    expect(open(stored!.sealedSecret!, placeOf(row.id, 'secret'), SOME_KEYS)).toBe(secret)
    expect(() => open(stored!.sealedUrl, placeOf('another', 'url'), SOME_KEYS)).toThrow()
  })

  test('sent again with the same key is the same one with the same secret, even after the data key was rotated', async () => {
    const { endpoints, create } = room()
    const first = await create(aWebhook())
    const rotated = [...keyRing(`k2:${Buffer.alloc(32, 9).toString('base64url')}`), ...SOME_KEYS]
    expect(await create(aWebhook(), admin, 'a-key-of-mine', rotated)).toEqual(first)
    expect(endpoints.all()).toHaveLength(1)
  })

  test('sent with a used key and another body is refused; with another key it is another one', async () => {
    const { endpoints, create } = room()
    const { secret } = await create(aWebhook())
    await expect(create(aWebhook({ name: '另一个' }))).rejects.toMatchObject({ code: 'key-reused' })
    const second = await create(aWebhook(), admin, 'another-key')
    expect(second.secret).not.toBe(secret)
    expect(endpoints.all()).toHaveLength(2)
  })

  test('is refused to who has no such post, outside its area, and at a forbidden address', async () => {
    const { endpoints, create } = room()
    await expect(create(aWebhook(), aStaff('w', 'grid_worker'))).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(create(aWebhook({ area: '371724' }))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(create(aWebhook({ url: 'https://169.254.169.254/' }))).rejects.toMatchObject({
      code: 'target-refused',
    })
    await expect(create(aWebhook({ kind: 'wecom' }))).rejects.toMatchObject({ code: 'target-refused' })
    expect(endpoints.all()).toEqual([])
  })
})

describe('a new robot', () => {
  test('keeps the secret of its group under seal and never answers it', async () => {
    const { endpoints, create } = room()
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef'
    const answer = await create(aWebhook({ kind: 'dingtalk', url, secret: 'SEC-of-the-group' }))
    expect(answer).not.toHaveProperty('secret')
    expect(answer.target).toBe('oapi.dingtalk.com/…cdef')
    expect(open(endpoints.all()[0]!.sealedSecret!, placeOf(answer.id, 'secret'), SOME_KEYS)).toBe(
      'SEC-of-the-group',
    )
  })
})

describe('the quiet hours of a new endpoint', () => {
  const robot = {
    kind: 'wecom',
    url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef',
  } as const
  const night = { from: '22:00', until: '07:00' }
  const noon = { from: '12:00', until: '14:00' }
  test.each([
    ['a robot of which nothing was said is quiet at night', robot, night],
    ['a robot with hours of its own keeps those', { ...robot, quiet: noon }, noon],
    ['a robot that shall have none has none', { ...robot, quiet: null }, undefined],
    ['a machine has none', {}, undefined],
    ['a machine that asks for some has them', { quiet: night }, night],
  ])('%s', async (_, about, quiet) => {
    const { endpoints, create } = room()
    const answer = await create(aWebhook(about))
    expect([answer.quiet, endpoints.all()[0]!.quiet]).toEqual([quiet, quiet])
  })
})

describe('the endpoints of an area', () => {
  test('are listed without anything that could be posted with', async () => {
    const { endpoints, create } = room()
    await create(aWebhook())
    await create(aWebhook({ area: '371724001001001', name: '一网格群' }))
    const list = listEndpoints({ endpoints, deliveries })
    const { items } = await list({ params: undefined, body: undefined, query: {} }, admin)
    expect(items.map(({ name }) => name)).toEqual(['街道平台'])
    expect(JSON.stringify(items)).not.toMatch(/sealed|fingerprint|inbox/)
    const own = await list({ params: undefined, body: undefined, query: { area: '371724001001001' } }, admin)
    expect(own.items.map(({ name }) => name)).toEqual(['一网格群'])
    const above = list({ params: undefined, body: undefined, query: { area: '371724' } }, admin)
    await expect(above).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('show since when one is broken, and no longer once it is tried again', async () => {
    const { endpoints, create } = room()
    const { area, id } = await create(aWebhook())
    const broken = { ...endpoints.all()[0]!, status: 'broken' as const, brokenAt: at('2026-11-28 09:00') }
    const ofArea = async () => [broken]
    const { items } = await listEndpoints({ endpoints: { ofArea }, deliveries })(
      { params: undefined, body: undefined, query: {} },
      admin,
    )
    expect(items[0]).toMatchObject({ status: 'broken', brokenAt: at('2026-11-28 09:00') })
    const request = { params: { area, id }, query: undefined, body: { status: 'active' as const } }
    const moved = await moveEndpoint({ endpoints: { ...endpoints, find: async () => broken }, now })(
      request,
      admin,
    )
    expect(moved).toMatchObject({ status: 'active' })
    expect(moved).not.toHaveProperty('brokenAt')
  })

  test('can be paused and resumed', async () => {
    const { endpoints, create } = room()
    const { area, id } = await create(aWebhook())
    const move = moveEndpoint({ endpoints, now })
    const request = (status: 'active' | 'paused', which = id) => ({
      params: { area, id: which },
      query: undefined,
      body: { status },
    })
    expect(await move(request('paused'), admin)).toMatchObject({ status: 'paused' })
    expect(await endpoints.find(area, id)).toMatchObject({ status: 'paused' })
    expect(await move(request('active'), admin)).toMatchObject({ status: 'active' })
    await expect(move(request('paused', 'nobody'), admin)).rejects.toMatchObject({ code: 'not-found' })
    await expect(move(request('paused'), aStaff('w', 'community_worker'))).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

describe('the deliveries of an endpoint', () => {
  const delivery = {
    id: '0a1b.3.0~feed',
    endpointArea: '371724001',
    endpointId: 'feed',
    eventId: '0a1b.3.0',
    type: 'report.escalated',
    subject: '0a1b',
    status: 'parked',
    attempts: 10,
    createdAt: at('2026-11-23 09:00'),
    answer: 'HTTP 500',
    answeredAt: at('2026-11-27 09:00'),
    body: { type: 'report.escalated' },
  } as unknown as Delivery
  const list = listDeliveries({
    deliveries: { ofEndpoint: async () => ({ items: [delivery], next: 'more' }) },
  })
  const request = { params: undefined, body: undefined, query: { endpoint: 'feed' } }

  test('show what was sent, by its public name, and what came back, without the event itself', async () => {
    const { endpointArea: _, endpointId: __, subject: ___, body: ____, ...row } = delivery
    expect(await list(request, admin)).toEqual({ items: [{ ...row, type: 'case.escalated' }], next: 'more' })
  })

  test('look empty to the administrator of another street, and are refused to who administers nothing', async () => {
    expect(await list(request, aStaff('admin-2', 'admin', '371724002'))).toEqual({ items: [] })
    await expect(list(request, aStaff('w', 'grid_worker'))).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
