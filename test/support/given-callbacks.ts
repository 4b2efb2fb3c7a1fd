import { createCipheriv, createHash } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'
import { signFeishuEvent } from '../../functions/alerts/hear-feishu.ts'
import { hmac } from '../../functions/alerts/sign.ts'
import { signDingtalk } from '../../lib/alerts/robots.ts'
import { type Instant, msOf, SECOND } from '../../lib/kernel/instant.ts'
import type { Asked } from './http-event.ts'

/** Calls as the vendors make them, for endpoints of these ids and keys. */
export const CALLBACK_KEYS = {
  wecom: {
    kind: 'wecom',
    token: 'QDG6eK',
    aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    receiver: 'wx58',
  },
  dingtalk: { kind: 'dingtalk', secret: 'this is secret' },
  feishu: { kind: 'feishu', encryptKey: 'test key', token: 'verification' },
} as const
export type Vendor = keyof typeof CALLBACK_KEYS
type Message = { account: string; text: string; at: Instant; id?: string }

const secondsOf = (at: Instant) => String(Math.floor(msOf(at) / SECOND))
const params = (vendor: Vendor) => ({ endpoint: `371724001-${vendor}` })

function wecom({ account, text, at, id = '1' }: Message): Asked {
  const plain = `<xml><ToUserName><![CDATA[wx58]]></ToUserName><FromUserName><![CDATA[${account}]]></FromUserName><CreateTime>${secondsOf(at)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId></xml>`
  return wecomSealed(plain, at)
}

export function wecomSealed(plain: string, at: Instant): Asked {
  const { token, aesKey, receiver } = CALLBACK_KEYS.wecom
  const sealed = encrypt(aesKey, plain, receiver)
  const [timestamp, nonce] = [secondsOf(at), '263014780']
  return {
    params: params('wecom'),
    query: { msg_signature: getSignature(token, timestamp, nonce, sealed), timestamp, nonce },
    body: `<xml><ToUserName><![CDATA[wx58]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
  }
}

/** What WeCom asks when the address is entered. */
export function wecomEcho(at: Instant): Asked & { echo: string } {
  const { token, aesKey, receiver } = CALLBACK_KEYS.wecom
  const [echo, timestamp, nonce] = ['1616140317555161061', secondsOf(at), '263014780']
  const echostr = encrypt(aesKey, echo, receiver)
  const msg_signature = getSignature(token, timestamp, nonce, echostr)
  return { params: params('wecom'), query: { msg_signature, timestamp, nonce, echostr }, echo }
}

function dingtalk({ account, text, at }: Message): Asked {
  const sign = signDingtalk(CALLBACK_KEYS.dingtalk.secret, msOf(at), hmac)
  return {
    params: params('dingtalk'),
    headers: { timestamp: String(msOf(at)), sign },
    body: { msgtype: 'text', senderStaffId: account, text: { content: text } },
  }
}

function feishu({ account, text, at, id = '1' }: Message): Asked {
  const header = { event_id: id, event_type: 'card.action.trigger', token: CALLBACK_KEYS.feishu.token }
  const event = { operator: { open_id: account }, action: { value: { answer: text } } }
  return feishuSealed({ schema: '2.0', header, event }, at)
}

/** Without a time it is not signed, as the challenge is. */
export function feishuSealed(plain: object, at?: Instant): Asked {
  const { encryptKey } = CALLBACK_KEYS.feishu
  const [key, iv] = [createHash('sha256').update(encryptKey).digest(), Buffer.alloc(16, 5)]
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(plain)), cipher.final()])
  const body = JSON.stringify({ encrypt: bytes.toString('base64') })
  if (!at) return { params: params('feishu'), body }
  const [timestamp, nonce] = [secondsOf(at), 'n']
  const headers = {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': signFeishuEvent(timestamp, nonce, encryptKey, body),
  }
  return { params: params('feishu'), headers, body }
}

export const CALLS = { wecom, dingtalk, feishu } as const satisfies Record<
  Vendor,
  (message: Message) => Asked
>
