import { Webhook } from 'standardwebhooks'
import type { Answer } from '../../functions/alerts/post.ts'
import { rotateEndpoint } from '../../functions/alerts/rotate-endpoint.ts'
import { letterFor } from '../../functions/alerts/send.ts'
import { hmac, placeOf } from '../../functions/alerts/sign.ts'
import { testEndpoint } from '../../functions/alerts/test-endpoint.ts'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import { HOUR, type Instant, later, MINUTE, msOf } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { open, seal } from '../../lib/platform/keys.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import { aStaff, at, SOME_KEYS } from '../support/builders.ts'

const [AREA, ID] = ['371724001', 'c0ffee']
const admin = aStaff('admin-1', 'admin', AREA)
const OLD = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
const params = { area: AREA, id: ID }
const ROBOT_URL = 'https://oapi.dingtalk.com/robot/send?access_token=the-key-of-the-group'

/** One endpoint, its robot's leave, and what its receiver answers. */
function room(kind: Endpoint['kind'], about: { url?: string; secret?: string; leave?: Instant } = {}) {
  const { url = 'https://hooks.example.org/inbox', secret = OLD, leave } = about
  let clock = at('2026-11-23 09:00')
  let row: Endpoint = {
    ...{ area: AREA, id: ID, kind, name: '群', events: ['case.escalated'], target: 't', status: 'active' },
    sealedUrl: seal(url, placeOf(ID, 'url'), SOME_KEYS),
    sealedSecret: seal(secret, placeOf(ID, 'secret'), SOME_KEYS),
  }
  const posted: Outgoing[] = []
  const shut: Instant[] = []
  const said = { answer: { status: 204, headers: {}, body: '' } as Answer | { failure: string } }
  const deps = {
    endpoints: {
      find: async (area: string, id: string) =>
        area === AREA && id === ID ? structuredClone(row) : undefined,
      change: async (was: Endpoint, patch: object, change: NonNullable<Endpoint['changes']>[number]) => {
        if ((row.version ?? 0) !== (was.version ?? 0)) throw new Conflict()
        const changes = [...(row.changes ?? []), change]
        row = { ...row, ...patch, version: (row.version ?? 0) + 1, changes }
        return structuredClone(row)
      },
    },
    buckets: { take: async () => leave, shut: async (_: string, until: Instant) => void shut.push(until) },
    deliveries: {} as never,
    publish: async () => {},
    post: async (letter: Outgoing) => {
      posted.push(letter)
      clock = later(clock, 41)
      return said.answer
    },
    hmac,
    dataKeys: SOME_KEYS,
    publicUrl: 'https://fenghuang.example',
    outbound: 'public',
    now: () => clock,
  }
  const rotate = rotateEndpoint(deps)
  return {
    ...{ deps, posted, shut, said },
    row: () => row,
    pass: (ms: number) => {
      clock = later(clock, ms)
    },
    test: (staff = admin) => testEndpoint(deps)({ params, query: undefined, body: undefined }, staff),
    rotate: (
      body: { url?: string; secret?: string; overlapHours?: number } = {},
      key = 'a-key-of-mine',
      staff = admin,
    ) => rotate({ params, query: undefined, body: { overlapHours: 24, ...body } }, staff, { key }),
  }
}

describe('a test message', () => {
  test('is signed like any other, and what the receiver said is answered with its time', async () => {
    const { test, posted, said, row } = room('standard-webhook')
    said.answer = { status: 500, headers: {}, body: '<h1>坏了</h1>\u001b[31m' }
    const before = structuredClone(row())
    const answer = await test()
    expect(answer).toEqual({
      delivered: false,
      verdict: 'HTTP 500',
      ms: 41,
      status: 500,
      body: '<h1>坏了</h1> [31m',
    })
    expect(JSON.parse(posted[0]!.body)).toMatchObject({ type: 'webhook.test', data: { endpoint: ID } })
    jest.useFakeTimers({ now: msOf(at('2026-11-23 09:00')) })
    expect(() => new Webhook(OLD).verify(posted[0]!.body, posted[0]!.headers)).not.toThrow()
    jest.useRealTimers()
    expect(row()).toEqual(before) // neither its health nor its settings
  })

  test('to a robot answers the vendor’s code, and a robot that was shut stays shut for everybody', async () => {
    const { test, said, shut } = room('dingtalk', { url: ROBOT_URL })
    said.answer = { status: 200, headers: {}, body: '{"errcode":130101,"errmsg":"send too fast"}' }
    expect(await test()).toMatchObject({
      delivered: false,
      status: 200,
      code: 130101,
      verdict: '130101 send too fast',
    })
    expect(shut).toHaveLength(1)
  })

  test('that gets no answer says so', async () => {
    const { test, said } = room('standard-webhook')
    said.answer = { failure: 'no answer in time' }
    expect(await test()).toEqual({ delivered: false, verdict: 'no answer in time', ms: 41 })
  })

  test('never shows the robot’s key or the secret, even when the receiver repeats them', async () => {
    const { test, said } = room('dingtalk', { url: ROBOT_URL, secret: 'SEC-of-the-group' })
    said.answer = { status: 200, headers: {}, body: `{"errcode":1,"errmsg":"${ROBOT_URL} SEC-of-the-group"}` }
    expect(JSON.stringify(await test())).not.toMatch(/the-key-of|SEC-of/)
  })

  test('is not sent while the robot is at its limit, to a forbidden address, or by who may not', async () => {
    const busy = room('dingtalk', { url: ROBOT_URL, leave: at('2026-11-23 09:01') })
    await expect(busy.test()).rejects.toMatchObject({ code: 'robot-busy' })
    const inside = room('standard-webhook', { url: 'https://169.254.169.254/' })
    await expect(inside.test()).rejects.toMatchObject({ code: 'target-refused' })
    await expect(inside.test(aStaff('w', 'grid_worker'))).rejects.toMatchObject({ code: 'not-allowed' })
    expect([...busy.posted, ...inside.posted]).toEqual([])
  })
})

describe('a webhook’s new secret', () => {
  const secretsOf = ({ row, deps }: ReturnType<typeof room>) => {
    const { letter } = letterFor(row(), 'x', 'https://hooks.example.org/', deps)
    return [letter.secret, letter.oldSecret]
  }

  test('is answered once more to the same request, and signs beside the old one until the overlap is over', async () => {
    const one = room('standard-webhook')
    const { secret, ...shown } = await one.rotate()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
    expect(shown).toMatchObject({ oldSecretUntil: at('2026-11-24 09:00'), version: 1 })
    expect(await one.rotate()).toMatchObject({ secret, version: 1 })
    expect(secretsOf(one)).toEqual([secret, OLD])
    one.pass(24 * HOUR - MINUTE)
    expect(secretsOf(one)).toEqual([secret, OLD])
    one.pass(MINUTE)
    expect(secretsOf(one)).toEqual([secret, undefined])
  })

  test('is alone from the start where no overlap is wanted, and another one for another request', async () => {
    const one = room('standard-webhook')
    const { secret } = await one.rotate({ overlapHours: 0 })
    expect(secretsOf(one)).toEqual([secret, undefined])
    const { secret: third } = await one.rotate({}, 'another-key')
    expect(third).not.toBe(secret)
    expect(secretsOf(one)).toEqual([third, secret])
  })

  test('is made here: one that is sent is refused, and so is who may not ask', async () => {
    const { rotate } = room('standard-webhook')
    await expect(rotate({ secret: 'mine' })).rejects.toMatchObject({ code: 'secret-made-here' })
    await expect(rotate({}, 'k', aStaff('w', 'grid_worker'))).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is noted with who asked and when, and not itself', async () => {
    const { rotate, row } = room('standard-webhook')
    const { secret } = await rotate()
    expect(row().changes).toEqual([{ at: at('2026-11-23 09:00'), by: 'admin-1', what: 'secret' }])
    expect(JSON.stringify(row())).not.toContain(secret)
  })
})

describe('a robot’s new secret', () => {
  const secretOf = ({ row }: ReturnType<typeof room>) =>
    open(row().sealedSecret!, placeOf(ID, 'secret'), SOME_KEYS)

  test('waits for a test that succeeds with it; until then the old one is used', async () => {
    const one = room('dingtalk', { url: ROBOT_URL, secret: 'SEC-old' })
    const answer = await one.rotate({ secret: 'SEC-new' })
    expect(answer).toMatchObject({ awaitsTest: true })
    expect(JSON.stringify(answer)).not.toMatch(/SEC-/)
    expect(secretOf(one)).toBe('SEC-old')
    one.said.answer = { status: 200, headers: {}, body: '{"errcode":310000,"errmsg":"sign not match"}' }
    expect(await one.test()).toMatchObject({ delivered: false, code: 310000 })
    expect(secretOf(one)).toBe('SEC-old')
    one.said.answer = { status: 200, headers: {}, body: '{"errcode":0,"errmsg":"ok"}' }
    expect(await one.test()).toMatchObject({ delivered: true, code: 0 })
    expect(secretOf(one)).toBe('SEC-new')
    expect(one.row().sealedNextSecret).toBeUndefined()
    expect(one.row().changes!.map(({ what }) => what)).toEqual(['next secret', 'secret'])
  })

  test('may be a new address, and must be something', async () => {
    const { rotate, test, said, row, posted } = room('dingtalk', { url: ROBOT_URL })
    await expect(rotate()).rejects.toMatchObject({ code: 'secret-missing' })
    await expect(rotate({ url: 'https://example.org/' })).rejects.toMatchObject({ code: 'target-refused' })
    await rotate({ url: 'https://oapi.dingtalk.com/robot/send?access_token=another-key-9999' })
    said.answer = { status: 200, headers: {}, body: '{"errcode":0,"errmsg":"ok"}' }
    await test()
    expect(posted[0]!.url).toContain('another-key-9999')
    expect(row().target).toBe('oapi.dingtalk.com/…9999')
  })
})
