import { hmac } from '../../functions/alerts/sign.ts'
import { CHANNELS, type Letter, type RobotKind } from '../../lib/alerts/channels.ts'
import { FORMATS } from '../../lib/contracts/forms.ts'
import { instant } from '../../lib/kernel/instant.ts'
import { lookOf } from '../../local/sandbox/look.ts'
import { sandboxPage } from '../../local/sandbox/page.ts'
import {
  type Arrival,
  answerText,
  type RobotLog,
  refusalOf,
  VENDORS,
  type Vendor,
} from '../../local/sandbox/vendors.ts'
import { SAID } from '../support/webhook-samples.ts'

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
const NOON = Date.parse('2026-11-23T04:00:00.000Z')
const aLog = (): RobotLog => ({ taken: [], shutUntil: 0 })
const HELLO: Record<Vendor, string> = {
  wecom: '{"msgtype":"text","text":{"content":"你好"}}',
  dingtalk: '{"msgtype":"text","text":{"content":"你好"}}',
  feishu: '{"msg_type":"text","content":{"text":"你好"}}',
}
const codeOf = (vendor: Vendor, about: Partial<Arrival> = {}, log = aLog()) =>
  refusalOf(vendor, { text: HELLO[vendor], query: {}, now: NOON, ...about }, log)?.code

/** The vectors of standards.md §3.3, so that a sandbox that is lenient cannot make a wrong signature look right. */
describe('the sandbox checks a signature as its vendor does', () => {
  test('DingTalk’s golden vector passes; changed, late or missing it does not', () => {
    const query = { timestamp: '1577262236757', sign: 'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=' }
    const golden = { query, secret: 'this is secret', now: 1577262236757 }
    expect(codeOf('dingtalk', golden)).toBeUndefined()
    expect(codeOf('dingtalk', { ...golden, secret: 'another' })).toBe(310000)
    expect(codeOf('dingtalk', { ...golden, now: golden.now + HOUR + 1 })).toBe(310000)
    expect(codeOf('dingtalk', { ...golden, query: {} })).toBe(310000)
  })

  test.each([
    ['1599360473', 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8='],
    ['100', 'jquNHnVOwmDRfw+vqTIrY5dooJAgi5EcRtLsQE4wfXg='],
  ])('Feishu’s golden vector of %s passes; changed, late or missing it does not', (timestamp, sign) => {
    const text = JSON.stringify({ ...JSON.parse(HELLO.feishu), timestamp, sign })
    const golden = { text, secret: 'demo', now: Number(timestamp) * SECOND }
    expect(codeOf('feishu', golden)).toBeUndefined()
    expect(codeOf('feishu', { ...golden, secret: 'another' })).toBe(19021)
    expect(codeOf('feishu', { ...golden, now: golden.now + HOUR + 1 })).toBe(19021)
    expect(codeOf('feishu', { ...golden, text: HELLO.feishu })).toBe(19021)
  })
})

describe('the sandbox counts as its vendor does', () => {
  const burst = (vendor: Vendor, log: RobotLog, count: number, now: number) =>
    Array.from({ length: count }, () => codeOf(vendor, { now }, log)).filter((code) => code === undefined)
      .length

  test('WeCom takes twenty in any minute', () => {
    const log = aLog()
    expect(burst('wecom', log, 25, NOON)).toBe(20)
    expect(codeOf('wecom', { now: NOON + MINUTE - 1 }, log)).toBe(45009)
    expect(burst('wecom', log, 25, NOON + MINUTE)).toBe(20)
  })

  test('DingTalk shuts the robot for ten minutes after the twentieth', () => {
    const log = aLog()
    expect(burst('dingtalk', log, 21, NOON)).toBe(20)
    expect(codeOf('dingtalk', { now: NOON + 10 * MINUTE - 1 }, log)).toBe(130101)
    expect(codeOf('dingtalk', { now: NOON + 10 * MINUTE }, log)).toBeUndefined()
  })

  test('Feishu takes five a second and a hundred a minute', () => {
    const log = aLog()
    const taken = Array.from({ length: 30 }, (_, second) => burst('feishu', log, 9, NOON + second * SECOND))
    expect(taken).toEqual([...Array<number>(20).fill(5), ...Array<number>(10).fill(0)])
  })

  test.each([
    ['wecom', { msgtype: 'text', text: { content: '凤'.repeat(683) } }, 45002],
    ['wecom', { msgtype: 'markdown', markdown: { content: '凤'.repeat(1_366) } }, 45002],
    [
      'wecom',
      { msgtype: 'template_card', template_card: { card_type: 'text_notice', main_title: { title: 't' } } },
      40058,
    ],
    ['wecom', { msgtype: 'nothing' }, 40008],
    ['dingtalk', { msgtype: 'actionCard', actionCard: { title: 't', text: 't' } }, 400105],
    ['feishu', { msg_type: 'interactive', card: { elements: ['凤'.repeat(7_000)] } }, 9499],
  ] as const)('%s refuses what it could not show', (vendor, body, code) => {
    expect(codeOf(vendor, { text: JSON.stringify(body) })).toBe(code)
    expect(codeOf(vendor, { text: 'no json' })).toBeDefined()
  })

  test('and answers in its vendor’s words', () => {
    expect(answerText('wecom', undefined)).toBe('{"errcode":0,"errmsg":"ok"}')
    expect(answerText('feishu', undefined)).toBe('{"code":0,"msg":"success","data":{}}')
    const answer = answerText('dingtalk', { code: 310000, words: 'sign not match' })
    expect(CHANNELS.dingtalk.verdict(200, answer, {}, instant(NOON))).toEqual({
      final: '310000 sign not match',
    })
  })
})

describe.each(VENDORS)('everything we say to %s', (vendor) => {
  const write = (about: Partial<Letter>) =>
    SAID.map((said) => {
      const url = 'https://robot.example/send?access_token=t'
      const base = {
        id: 'x',
        url,
        secret: 'demo',
        now: instant(NOON),
        publicUrl: 'https://fenghuang.example',
        hmac,
      }
      return CHANNELS[vendor as RobotKind].render(said, { ...base, ...about })
    })

  test.each(FORMATS)(
    'as %s, in both languages, is taken, and shows the number and the way to act',
    (format) => {
      for (const language of ['zh', 'en'] as const)
        for (const [index, { url, body }] of write({ format, language }).entries()) {
          const query = Object.fromEntries(new URL(url).searchParams)
          expect([body, codeOf(vendor, { text: body, query, secret: 'demo' })]).toEqual([body, undefined])
          const said = SAID[index]!
          if (!('number' in said.data)) continue
          expect(body).toContain(said.data.number)
          expect(JSON.stringify(lookOf(JSON.parse(body)))).toContain('/console/reports/0a1b')
        }
    },
  )
})

describe('the page of groups', () => {
  const received = (robot: string, body: unknown, refused?: { code: number; words: string }) => ({
    ...{ robot, receivedAt: '2026-11-23T04:00:00.000Z', query: {}, headers: {}, body },
    ...(refused && { refused }),
  })

  test('shows bubbles, cards with their buttons, and what a vendor refused, group by group', () => {
    const page = sandboxPage([
      received('wecom-街道群', { msgtype: 'markdown', markdown: { content: '**粗** <b>不是标签</b>' } }),
      received('feishu-社区群', {
        card: {
          header: { title: { content: '超时升级' } },
          elements: [
            { text: { content: '停车' } },
            { actions: [{ text: { content: '查看' }, url: 'https://x.example/' }] },
          ],
        },
      }),
      received('dingtalk-县群', {}, { code: 310000, words: 'sign not match' }),
    ])
    expect(page).toContain('<h2>街道群 <i>企业微信</i></h2>')
    expect(page).toContain('<b>粗</b> &#60;b&#62;不是标签')
    expect(page).toContain('<a class="button" href="https://x.example/" rel="noreferrer">查看</a>')
    expect(page).toContain('平台拒收：310000 sign not match')
  })
})
