import type { ENDPOINT_KINDS } from '../contracts/forms.ts'
import { type Instant, msOf, SECOND } from '../kernel/instant.ts'
import { type Alert, sequenceOf } from './alert.ts'
import { type Headers, robotVerdict, type Verdict, webhookVerdict } from './verdicts.ts'
import { cutToBytes, type Words, wordsOf } from './words.ts'

export type EndpointKind = (typeof ENDPOINT_KINDS)[number]

/** HMAC-SHA256 in base64; given, because the core knows no crypto. */
export type Hmac = (key: string | { base64: string }, text: string) => string

/** `id` is the delivery's: the same at every attempt, so that a receiver can tell a repeat. `now` is the attempt's. */
export type Letter = {
  id: string
  url: string
  secret?: string | undefined
  now: Instant
  publicUrl: string
  hmac: Hmac
}
export type Outgoing = { url: string; headers: Record<string, string>; body: string }

type Say = (words: Words, letter: Letter) => Outgoing

export type Channel = {
  render(alert: Alert, letter: Letter): Outgoing
  /** Only robots talk: any words, so several alerts can be one message. */
  say?: Say
  verdict(status: number, body: string, headers: Headers): Verdict
}

/** Everything that differs between kinds of endpoint (standards.md §3): another kind is another row. */
export const CHANNELS = {
  'standard-webhook': { render: webhook, verdict: webhookVerdict },
  wecom: robot('wecom', wecom),
  dingtalk: robot('dingtalk', dingtalk),
  feishu: robot('feishu', feishu),
} as const satisfies Record<EndpointKind, Channel>

function robot(kind: Exclude<EndpointKind, 'standard-webhook'>, say: Say) {
  const render = (alert: Alert, letter: Letter) => say(wordsOf(alert, letter.publicUrl), letter)
  return { render, say, verdict: robotVerdict(kind) }
}

const MARKDOWN_BYTES = 4_096
const json = (body: object, url: string): Outgoing => ({
  url,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})
const secondsOf = (at: Instant) => Math.floor(msOf(at) / SECOND)

/** Thin: what happened to which report; whoever wants more asks our API and leaves a trace. */
function payloadOf(alert: Alert, publicUrl: string) {
  const { type, at: timestamp, subject: id, data } = alert
  const { link } = wordsOf(alert, publicUrl)
  return { type, timestamp, data: { id, sequence: sequenceOf(alert), ...data, ...(link && { link }) } }
}

function webhook(alert: Alert, { id, url, secret = '', now, publicUrl, hmac }: Letter): Outgoing {
  const sent = json(payloadOf(alert, publicUrl), url)
  // A full stop separates what is signed, so an id may not hold one.
  const messageId = id.replaceAll('.', '-')
  const signature = signWebhook({ secret, id: messageId, seconds: secondsOf(now), body: sent.body, hmac })
  return {
    ...sent,
    headers: {
      ...sent.headers,
      'webhook-id': messageId,
      'webhook-timestamp': String(secondsOf(now)),
      'webhook-signature': signature,
    },
  }
}

type Signed = { secret: string; id: string; seconds: number; body: string; hmac: Hmac }

/** Standard Webhooks 1.0, `v1`: the secret is `whsec_` and base64 of the key. */
export function signWebhook({ secret, id, seconds, body, hmac }: Signed): string {
  return `v1,${hmac({ base64: secret.replace(/^whsec_/, '') }, `${id}.${seconds}.${body}`)}`
}

function wecom({ title, lines, link }: Words, { url }: Letter): Outgoing {
  const content = [`**${title}**`, ...lines, ...(link ? [`[查看并办理](${link})`] : [])].join('\n')
  return json({ msgtype: 'markdown', markdown: { content: cutToBytes(content, MARKDOWN_BYTES) } }, url)
}

/** DingTalk breaks a line only at an empty one. */
function dingtalk({ title, lines, link }: Words, { url, secret, now, hmac }: Letter): Outgoing {
  const text = [`**${title}**`, ...lines, ...(link ? [`[查看并办理](${link})`] : [])].join('\n\n')
  const signed = new URL(url)
  if (secret) {
    signed.searchParams.set('timestamp', String(msOf(now)))
    signed.searchParams.set('sign', signDingtalk(secret, msOf(now), hmac))
  }
  return json(
    { msgtype: 'markdown', markdown: { title, text: cutToBytes(text, MARKDOWN_BYTES) } },
    signed.href,
  )
}

export const signDingtalk = (secret: string, ms: number, hmac: Hmac) => hmac(secret, `${ms}\n${secret}`)

/** A card of plain text: nothing in it can become a mention or a link, but the button. */
function feishu({ title, lines, link }: Words, { url, secret, now, hmac }: Letter): Outgoing {
  const plain = (content: string) => ({ tag: 'plain_text', content })
  const button = link && { tag: 'button', type: 'primary', text: plain('查看并办理'), url: link }
  const card = {
    header: { title: plain(title) },
    elements: [
      { tag: 'div', text: plain(lines.join('\n')) },
      ...(button ? [{ tag: 'action', actions: [button] }] : []),
    ],
  }
  const seconds = secondsOf(now)
  const proof = secret && { timestamp: String(seconds), sign: signFeishu(secret, seconds, hmac) }
  return json({ ...proof, msg_type: 'interactive', card }, url)
}

/** Feishu puts the text where the key belongs, and signs nothing with it. */
export const signFeishu = (secret: string, seconds: number, hmac: Hmac) => hmac(`${seconds}\n${secret}`, '')
