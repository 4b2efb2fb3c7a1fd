import type { ENDPOINT_KINDS, ENVELOPES, FORMATS } from '../contracts/forms.ts'
import type { Instant } from '../kernel/instant.ts'
import { MOVES } from '../report/moves.ts'
import type { Said } from './alert.ts'
import { actionLinks } from './links.ts'
import { dingtalk, feishu, wecom } from './robots.ts'
import { type Headers, robotVerdict, type Verdict, webhookVerdict } from './verdicts.ts'
import { webhook } from './webhook.ts'
import { type Language, type Words, wordsOf } from './words.ts'

export type EndpointKind = (typeof ENDPOINT_KINDS)[number]
export type RobotKind = Exclude<EndpointKind, 'standard-webhook'>

/** How an endpoint wants to be written to: `envelope` is a webhook's, the others are a robot's. */
export type Style = {
  language?: Language | undefined
  format?: (typeof FORMATS)[number] | undefined
  envelope?: (typeof ENVELOPES)[number] | undefined
}

/** HMAC-SHA256 in base64; given, because the core knows no crypto. */
export type Hmac = (key: string | { base64: string }, text: string) => string

/**
 * `id` is the delivery's: the same at every attempt, so that a receiver can tell a repeat. `now` is the attempt's.
 * `oldSecret` signs as well, while a webhook's secret is being rotated.
 */
export type Letter = Style & {
  id: string
  url: string
  secret?: string | undefined
  oldSecret?: string | undefined
  now: Instant
  publicUrl: string
  hmac: Hmac
  /** Makes an action link's token of its claims; without it a message asks nobody to answer. */
  sign?(claims: string): string
}
export type Outgoing = { url: string; headers: Record<string, string>; body: string }

type Say = (words: Words, letter: Letter) => Outgoing

export type Channel = {
  render(alert: Said, letter: Letter): Outgoing
  /** Only robots talk: any words, so several alerts can be one message. */
  say?: Say
  /** `now`: when the answer came; a target may say until when it wants to be left alone. */
  verdict(status: number, body: string, headers: Headers, now: Instant): Verdict
}

/** Everything that differs between kinds of endpoint (standards.md §3): another kind is another row. */
export const CHANNELS = {
  'standard-webhook': { render: webhook, verdict: webhookVerdict },
  wecom: robot('wecom', wecom),
  dingtalk: robot('dingtalk', dingtalk),
  feishu: robot('feishu', feishu),
} as const satisfies Record<EndpointKind, Channel>

function robot(kind: RobotKind, say: Say) {
  const render = (alert: Said, letter: Letter) =>
    say({ ...wordsOf(alert, letter), actions: actionsFor(alert, letter) }, letter)
  return { render, say, verdict: robotVerdict(kind) }
}

/** Everybody in the group reads them, so they are bound to nobody: who opens one signs in. */
function actionsFor(alert: Said, { publicUrl, sign, language = 'zh' }: Letter) {
  const links = sign ? actionLinks(alert, { publicUrl, sign }) : []
  return links.map(({ move, url }) => ({ label: MOVES[move][language], url }))
}
