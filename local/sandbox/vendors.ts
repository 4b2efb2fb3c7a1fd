import { createHmac } from 'node:crypto'

/** One post to a robot, as its vendor sees it. `secret`: the group's, when it asks for signatures. */
export type Arrival = {
  text: string
  query: Record<string, string>
  secret?: string | undefined
  now: number
}
/** What a vendor remembers of one robot: when it last took messages, and until when it is shut. */
export type RobotLog = { taken: number[]; shutUntil: number }
export type Refusal = { code: number; words: string }

export const VENDORS = ['wecom', 'dingtalk', 'feishu'] as const
export type Vendor = (typeof VENDORS)[number]

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
const refuse = (code: number, words: string): Refusal => ({ code, words })
const mac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')
const sizeOf = (text: unknown) => Buffer.byteLength(String(text ?? ''))

type Body = { [key: string]: Body } & string
type Rules = {
  /** Messages in a span of ms; one more is refused with `tooFast`, and `shutsFor` ms follow in which every one is. */
  limits: readonly (readonly [most: number, inMs: number])[]
  tooFast: Refusal
  shutsFor: number
  check(body: Body, arrival: Arrival): Refusal | undefined
}

/**
 * What the three vendors do with a robot's post (standards.md §3.3): their signatures, sizes, limits and numbers. A double of
 * them for this machine; the golden vectors hold it to the originals, and it shares no code with what posts to it.
 */
const RULES: Record<Vendor, Rules> = {
  wecom: {
    limits: [[20, MINUTE]],
    tooFast: refuse(45009, 'api freq out of limit'),
    shutsFor: 0,
    check: wecom,
  },
  dingtalk: {
    limits: [[20, MINUTE]],
    tooFast: refuse(130101, 'send too fast, exceed 20 times per minute'),
    shutsFor: 10 * MINUTE,
    check: dingtalk,
  },
  feishu: {
    limits: [
      [100, MINUTE],
      [5, SECOND],
    ],
    tooFast: refuse(11232, 'frequency limited'),
    shutsFor: 0,
    check: feishu,
  },
}

/** Undefined when the message appears in the group. Notes in `log` what counts against the robot. */
export function refusalOf(vendor: Vendor, arrival: Arrival, log: RobotLog): Refusal | undefined {
  const { limits, tooFast, shutsFor, check } = RULES[vendor]
  const { now, text } = arrival
  log.taken = log.taken.filter((at) => now - at < MINUTE)
  if (now < log.shutUntil) return tooFast
  if (limits.some(([most, inMs]) => log.taken.filter((at) => now - at < inMs).length >= most)) {
    log.shutUntil = now + shutsFor
    return tooFast
  }
  const refusal = check(parsed(text), arrival)
  if (!refusal) log.taken.push(now)
  return refusal
}

/** As each vendor writes its answer; the status is always 200. */
export function answerText(vendor: Vendor, refusal: Refusal | undefined): string {
  const { code, words } = refusal ?? { code: 0, words: vendor === 'feishu' ? 'success' : 'ok' }
  return JSON.stringify(
    vendor === 'feishu' ? { code, msg: words, data: {} } : { errcode: code, errmsg: words },
  )
}

function wecom({ msgtype, text, markdown, template_card: card }: Body): Refusal | undefined {
  const tooLong = refuse(45002, 'content size out of limit')
  if (msgtype === 'text') return sizeOf(text?.content) > 2_048 ? tooLong : emptyOf(text?.content)
  if (msgtype === 'markdown') return sizeOf(markdown?.content) > 4_096 ? tooLong : emptyOf(markdown?.content)
  if (msgtype !== 'template_card') return refuse(40008, 'invalid message type')
  const { main_title: title, card_action: action, jump_list: jumps } = card ?? ({} as Body)
  const isWhole =
    card?.card_type === 'text_notice' && title?.title && action?.url && listOf(jumps).length <= 3
  return isWhole ? undefined : refuse(40058, 'invalid template_card')
}
const emptyOf = (content: unknown) => (content ? undefined : refuse(44004, 'empty content'))

function dingtalk({ msgtype, text, markdown, actionCard }: Body, { query, secret, now }: Arrival) {
  const { timestamp = '', sign } = query
  if (secret && Math.abs(now - Number(timestamp)) > HOUR) return refuse(310000, 'invalid timestamp')
  if (secret && sign !== mac(secret, `${timestamp}\n${secret}`)) return refuse(310000, 'sign not match')
  const buttons = listOf(actionCard?.btns)
  const leads =
    actionCard?.singleURL || (buttons.length > 0 && buttons.every((one) => one.title && one.actionURL))
  const isWhole =
    (msgtype === 'text' && text?.content) ||
    (msgtype === 'markdown' && markdown?.title && markdown.text) ||
    (msgtype === 'actionCard' && actionCard?.title && actionCard.text && leads)
  return isWhole ? undefined : refuse(400105, 'unsupported msgtype')
}

function feishu({ msg_type, card, content, timestamp, sign }: Body, { text, secret, now }: Arrival) {
  const isOld = Math.abs(now - Number(timestamp) * SECOND) > HOUR
  if (secret && (!timestamp || isOld || sign !== mac(`${timestamp}\n${secret}`, '')))
    return refuse(19021, 'sign match fail or timestamp is not within one hour from current time')
  if (sizeOf(text) > 20 * 1_024) return refuse(9499, 'Bad Request')
  const isWhole = (msg_type === 'interactive' && card) || (msg_type === 'text' && content?.text)
  return isWhole ? undefined : refuse(9499, 'Bad Request')
}

const listOf = (list: unknown) => [list ?? []].flat() as Body[]

function parsed(text: string): Body {
  try {
    return Object(JSON.parse(text)) as Body
  } catch {
    return {} as Body // no vendor understands it
  }
}
