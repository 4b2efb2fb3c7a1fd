import { decrypt, getSignature } from '@wecom/crypto'
import { placeOf } from '../../functions/alerts/sign.ts'
import { writeClaims } from '../../lib/alerts/links.ts'
import { readXml } from '../../lib/alerts/xml.ts'
import { keyRing, seal, sha256 } from '../../lib/platform/keys.ts'
import { actionToken } from '../../lib/platform/links.ts'
import { at } from '../support/builders.ts'
import {
  CALLBACK_KEYS,
  CALLS,
  feishuSealed,
  type Vendor,
  wecomEcho,
  wecomSealed,
} from '../support/given-callbacks.ts'
import { idOf, withCounty } from '../support/given-county.ts'
import { environmentOf } from '../support/given-environment.ts'
import type { Answered, Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()
const KEYS = keyRing(environmentOf('alerts').DATA_KEYS!)
const NOW = at('2026-03-02 09:00')
const VENDORS = ['wecom', 'dingtalk', 'feishu'] as const

beforeAll(async () => {
  for (const kind of VENDORS) {
    const sealedCallback = seal(JSON.stringify(CALLBACK_KEYS[kind]), placeOf(kind, 'callback'), KEYS)
    const row = { area: '371724001', id: kind, kind, name: kind, events: [], target: kind, sealedUrl: 'x' }
    await stack().put('endpoints', { ...row, status: 'active', sealedCallback })
    await stack().put('identities', { endpointId: kind, account: 'lijing', staffId: 'ann', mappedAt: NOW })
    await stack().put('identities', { endpointId: kind, account: 'bob', staffId: 'bob', mappedAt: NOW })
    await stack().put('identities', {
      endpointId: kind,
      account: 'left',
      staffId: 'ann',
      mappedAt: NOW,
      endedAt: NOW,
    })
  }
})

const HEAR = { wecom: 'hearWecom', dingtalk: 'hearDingtalk', feishu: 'hearFeishu' } as const
const hear = (vendor: Vendor, asked: Asked) => stack().ask(HEAR[vendor], asked)
const lastLine = async (name: string) => (await stored(name)).owed.history.at(-1)

/** What the person in the chat reads. */
const wordsIn: Record<Vendor, (answer: Answered) => string> = {
  wecom({ body }) {
    const fields = readXml(body)!
    const sealed = fields.get('Encrypt')!
    const signed = getSignature('QDG6eK', fields.get('TimeStamp')!, fields.get('Nonce')!, sealed)
    if (signed !== fields.get('MsgSignature')) return 'a reply WeCom would refuse'
    return readXml(decrypt(CALLBACK_KEYS.wecom.aesKey, sealed).message)!.get('Content')!
  },
  dingtalk: ({ body }) => body.text.content,
  feishu: ({ body }) => body.toast.content,
}

let calls = 0
/** Each call is another one: its own message, at its own millisecond. */
function say(vendor: Vendor, text: string, account = 'lijing'): Asked {
  const id = String(++calls)
  return CALLS[vendor]({
    account,
    text,
    at: at(`2026-03-02 09:00:${String(calls % 60).padStart(2, '0')}`),
    id,
  })
}

describe.each(VENDORS)('an answer from %s', (vendor) => {
  const nameOf = (what: string) => `${vendor}-${sha256(what).slice(0, 10)}`

  test('takes on a report as the member of staff whose account it is', async () => {
    const name = nameOf('acknowledged')
    const { number } = await routed(name)
    const answer = await hear(vendor, say(vendor, `接单 ${number}`))
    expect([answer.status, wordsIn[vendor](answer)]).toEqual([200, `已记录：接单 ${number}`])
    expect(await lastLine(name)).toMatchObject({
      actor: 'ann',
      role: 'community_worker',
      what: 'accept',
      via: expect.stringMatching(new RegExp(`^${vendor}\\.[0-9a-f]{16}$`)),
    })
  })

  test('asks for more time with a number of days and a reason, and says how when they are missing', async () => {
    const name = nameOf('extension')
    const { number } = await routed(name)
    const short = await hear(vendor, say(vendor, `申请延期 ${number}`))
    expect(wordsIn[vendor](short)).toMatch(/^没看懂/)
    await hear(vendor, say(vendor, `申请延期 ${number} 3 天 等配件`))
    expect(await lastLine(name)).toMatchObject({ what: 'ask-extension', said: expect.any(String) })
  })

  test('by a button means what the link of the button means, and uses it up', async () => {
    const name = nameOf('button')
    const { number } = await routed(name)
    const claims = writeClaims({
      move: 'accept',
      reportId: idOf(name),
      version: 2,
      expiresAt: at('2026-03-05 09:00'),
    })
    const token = actionToken(claims, KEYS)
    expect(wordsIn[vendor](await hear(vendor, say(vendor, token)))).toBe(`已记录：接单 ${number}`)
    expect(wordsIn[vendor](await hear(vendor, say(vendor, token)))).toBe(`之前已记录：接单 ${number}`)
    expect((await stored(name)).version).toBe(3)
  })

  test('heard again is refused; heard many times at once it has one effect', async () => {
    const name = nameOf('replayed')
    const { number } = await routed(name)
    const call = say(vendor, `接单 ${number}`)
    await Promise.all(Array.from({ length: 4 }, () => hear(vendor, call)))
    expect((await stored(name)).version).toBe(3)
    const { status, body } = await hear(vendor, call)
    expect([status, body.code]).toEqual([409, 'callback-repeated'])
    expect((await stored(name)).version).toBe(3)
  })

  test.each([
    ['an account nobody is mapped to', 'stranger', /^您的聊天账号还没有对应/],
    ['an account that was unmapped', 'left', /^您的聊天账号还没有对应/],
    ['somebody of another community', 'bob', /^没有找到/],
  ])('from %s is refused in words', async (who, account, words) => {
    const name = nameOf(who)
    const { number } = await routed(name)
    expect(wordsIn[vendor](await hear(vendor, say(vendor, `接单 ${number}`, account)))).toMatch(words)
    expect((await stored(name)).version).toBe(2)
  })

  test('that came too late, or from a clock far ahead, is refused', async () => {
    const { number } = await routed(nameOf('late'))
    for (const when of ['2026-03-02 07:59:59', '2026-03-02 10:00:01']) {
      const late = CALLS[vendor]({ account: 'lijing', text: `接单 ${number}`, at: at(when) })
      const { status, body } = await hear(vendor, late)
      expect([status, body.code]).toEqual([401, 'callback-late'])
    }
  })

  test('to an endpoint nobody set up is refused', async () => {
    for (const endpoint of [`371724001-${'x'.repeat(32)}`, 'nonsense', '371724002-wecom', '']) {
      const { status, body } = await hear(vendor, { ...say(vendor, '收到'), params: { endpoint } })
      expect([status, body.code]).toEqual([404, 'callback-unknown'])
    }
  })
})

describe('a forged callback', () => {
  const withQuery = (query: object): Asked => {
    const call = say('wecom', '收到')
    return { ...call, query: { ...call.query, ...query } }
  }
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
  test.each<[Vendor, string, () => Asked]>([
    ['wecom', 'a wrong signature', () => withQuery({ msg_signature: '0'.repeat(40) })],
    ['wecom', 'a time that was not signed', () => withQuery({ timestamp: '1772413201' })],
    ['wecom', 'a bomb of entities', () => ({ ...say('wecom', '收到'), body: bomb })],
    ['wecom', 'no XML', () => ({ ...say('wecom', '收到'), body: '{}' })],
    ['wecom', 'a bomb inside what is signed', () => wecomSealed(bomb, NOW)],
    [
      'dingtalk',
      'a wrong signature',
      () => ({ ...say('dingtalk', '收到'), headers: { timestamp: '1772413200000', sign: 'x' } }),
    ],
    ['dingtalk', 'no signature', () => ({ ...say('dingtalk', '收到'), headers: {} })],
    ['dingtalk', 'no JSON', () => ({ ...say('dingtalk', '收到'), body: '<xml/>' })],
    ['feishu', 'a changed body', () => ({ ...say('feishu', '收到'), body: feishuSealed({ a: 1 }).body })],
    ['feishu', 'no signature', () => ({ ...say('feishu', '收到'), headers: {} })],
    ['feishu', 'plain text', () => ({ ...say('feishu', '收到'), headers: {}, body: { challenge: 'c' } })],
  ])('of %s with %s is refused', async (vendor, _, call) => {
    const { status, body } = await hear(vendor, call())
    expect([status, body.code]).toEqual([401, 'callback-forged'])
  })
})

describe('when an address is entered at the vendor', () => {
  test('WeCom is told its echo in plain text', async () => {
    const { echo, params, query } = wecomEcho(NOW)
    const { status, body } = await stack().ask('verifyWecom', { params: params!, query: query! })
    expect([status, body]).toEqual([200, echo])
    const forged = await stack().ask('verifyWecom', {
      params: params!,
      query: { ...query, nonce: 'm' },
    })
    expect([forged.status, forged.body.code]).toEqual([401, 'callback-forged'])
  })

  test('Feishu is told its challenge, for whoever knows the token', async () => {
    const challenge = { type: 'url_verification', challenge: 'ajls384k', token: 'verification' }
    expect((await hear('feishu', feishuSealed(challenge))).body).toEqual({ challenge: 'ajls384k' })
    const forged = await hear('feishu', feishuSealed({ ...challenge, token: 'guess' }))
    expect([forged.status, forged.body.code]).toEqual([401, 'callback-forged'])
  })

  test('what else the vendors tell is heard and left alone', async () => {
    const entered =
      '<xml><FromUserName>a</FromUserName><MsgType>event</MsgType><Event>enter_agent</Event></xml>'
    expect((await hear('wecom', wecomSealed(entered, NOW))).body).toBe('success')
    const header = { event_id: 'e', event_type: 'im.chat.updated_v1', token: 'verification' }
    expect((await hear('feishu', feishuSealed({ header, event: {} }, NOW))).body).toEqual({})
  })
})
