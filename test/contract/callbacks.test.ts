import { openFeishu, signFeishuEvent } from '../../functions/alerts/hear-feishu.ts'
import { openWecom } from '../../functions/alerts/hear-wecom.ts'
import { hmac } from '../../functions/alerts/sign.ts'
import { signDingtalk } from '../../lib/alerts/robots.ts'
import { sha256 } from '../../lib/platform/keys.ts'

/** The vendors' own samples, so that what we accept is what they send. */

/** developer.work.weixin.qq.com, 加解密方案说明: the sample of every official library. */
const SAMPLE = {
  kind: 'wecom',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiver: 'wx5823bf96d3bd56c7',
} as const
const SIGNED = {
  msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
}
const ECHO = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='

describe('WeCom', () => {
  test('opens its official sample', () => {
    expect(openWecom(ECHO, SIGNED, SAMPLE)).toBe('1616140317555161061')
  })

  test.each([
    ['another signature', SIGNED, { ...SAMPLE, token: 'another' }],
    ['another nonce', { ...SIGNED, nonce: '263014781' }, SAMPLE],
    ['another receiver', SIGNED, { ...SAMPLE, receiver: 'wx0000000000000000' }],
  ])('refuses it with %s', (_, signed, keys) => {
    expect(() => openWecom(ECHO, signed, keys)).toThrow('callback-forged')
  })
})

describe('DingTalk', () => {
  test('signs what it sends us as we sign what we send it: the published vector', () => {
    expect(signDingtalk('this is secret', 1_577_262_236_757, hmac)).toBe(
      'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    )
  })
})

describe('Feishu', () => {
  /** open.feishu.cn, 事件加密: "test key" and "hello world". */
  const SEALED = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='

  test('opens its official sample', () => {
    expect(openFeishu(SEALED, 'test key')).toBe('hello world')
  })

  test.each([
    ['another key', SEALED, 'another key'],
    ['half of it', SEALED.slice(0, 24), 'test key'],
    ['nothing', '', 'test key'],
  ])('refuses %s', (_, sealed, key) => {
    expect(() => openFeishu(sealed, key)).toThrow('callback-forged')
  })

  test('signs time, nonce, key and body, in this order', () => {
    expect(signFeishuEvent('1599360473', 'n', 'key', '{}')).toBe(sha256('1599360473nkey{}'))
  })
})
