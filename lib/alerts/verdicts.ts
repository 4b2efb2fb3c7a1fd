import { DAY, type Instant, msOf, SECOND } from '../kernel/instant.ts'

/** What an answer means: done, worth another attempt, or never going to work. The reasons are stored and shown to staff. */
export type Verdict =
  | 'delivered'
  | { retry: string; afterSeconds?: number }
  /** `isGone`: nobody will ever be there again. */
  | { final: string; isGone?: true }

export type Headers = Readonly<Record<string, string | undefined>>

/** `slow`: sent too much, with the seconds to keep quiet. `final`: wrong key, robot removed, message refused. Others may pass. */
type Codes = { slow: Readonly<Record<number, number>>; final: readonly number[] }

const ROBOT_CODES = {
  wecom: { slow: { 45009: 60 }, final: [93000, 93004, 93008, 40058, 45002] },
  // DingTalk shuts a robot for ten minutes after its twentieth message of a minute.
  dingtalk: {
    slow: { 130101: 600, 410100: 600 },
    final: [310000, 300001, 400013, 400101, 400102, 400105, 400106, 430101, 430102],
  },
  feishu: { slow: { 11232: 60 }, final: [9499, 19001, 19002, 19021, 19022, 19024] },
} as const satisfies Record<string, Codes>

/** The same code also stands for "too fast" and for a clock that is off: the words tell them apart. */
const TOO_FAST = /too (many|fast)|freq|限流|频/i
const CLOCK_OFF = /invalid timestamp/i

/** Only 2xx is success and only 410 is final; a redirect is a failure, for where it leads was never checked. */
export function webhookVerdict(status: number, _body: string, headers: Headers, now: Instant): Verdict {
  if (status >= 200 && status < 300) return 'delivered'
  const reason = `HTTP ${status}`
  return status === 410 ? { final: reason, isGone: true } : { retry: reason, ...patience(headers, now) }
}

/** Robots answer 200 to everything: the code in the body is the verdict, and without one nothing was delivered. */
export function robotVerdict(robot: keyof typeof ROBOT_CODES) {
  const { slow, final }: Codes = ROBOT_CODES[robot]
  return (status: number, body: string, headers: Headers, now: Instant): Verdict => {
    if (status < 200 || status >= 300) return { retry: `HTTP ${status}`, ...patience(headers, now) }
    const { code, words } = codeOf(body)
    if (code === undefined) return { retry: `HTTP ${status} without a code` }
    if (code === 0) return 'delivered'
    const reason = `${code} ${words}`.trim().slice(0, 120)
    if (code in slow || TOO_FAST.test(words))
      return { retry: reason, afterSeconds: slow[code] ?? Math.max(...Object.values(slow)) }
    return final.includes(code) && !CLOCK_OFF.test(words) ? { final: reason } : { retry: reason }
  }
}

/** Nobody is left alone for longer, whatever they ask for. */
const MOST_SECONDS = DAY / SECOND

/** `retry-after`, in seconds or as a date (RFC 9110 §10.2.3). What is neither, or over, asks for nothing. */
function patience(headers: Headers, now: Instant): { afterSeconds?: number } {
  const asked = headers['retry-after'] ?? ''
  const seconds = /^\d+$/.test(asked) ? Number(asked) : Math.ceil((dateOf(asked) - msOf(now)) / SECOND)
  return seconds > 0 ? { afterSeconds: Math.min(seconds, MOST_SECONDS) } : {}
}

/** The form every server writes and the two that RFC 9110 §5.6.7 still has us read; `Date.parse` alone takes far more for a date. */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
]

/** In ms; NaN for what is no date. Always UTC, also where it does not say so. */
function dateOf(text: string): number {
  if (!HTTP_DATES.some((form) => form.test(text))) return Number.NaN
  return Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`)
}

/** The vendor's own number in an answer; undefined when there is none. */
export const robotCode = (body: string): number | undefined => codeOf(body).code

/** WeCom and DingTalk say `errcode`; Feishu says `code`, and its older robots `StatusCode`. */
function codeOf(body: string): { code?: number; words: string } {
  const said = fieldsOf(body)
  const code = said.errcode ?? said.code ?? said.StatusCode
  const words = said.errmsg ?? said.msg ?? said.StatusMessage
  return { ...(typeof code === 'number' && { code }), words: typeof words === 'string' ? words : '' }
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>
  } catch {
    return {} // a page of some proxy, or cut off at our limit
  }
}
