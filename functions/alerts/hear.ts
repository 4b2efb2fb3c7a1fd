import { readCommand } from '../../lib/alerts/commands.ts'
import type { CallbackForm } from '../../lib/contracts/forms.ts'
import type { Page } from '../../lib/contracts/http.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { PROBLEMS, Problem } from '../../lib/kernel/problem.ts'
import { type Caller, outcomeOf } from '../../lib/platform/http.ts'
import { open, sha256 } from '../../lib/platform/keys.ts'
import { readActionToken } from '../../lib/platform/links.ts'
import type { Log } from '../../lib/platform/log.ts'
import { maySee } from '../../lib/platform/moving.ts'
import { MOVES } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import type { Buckets } from '../../lib/tables/buckets.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import type { Identities } from '../../lib/tables/identities.ts'
import { linkOf } from './answer-link.ts'
import { type Answering, answerReport, type Order } from './answer-report.ts'
import { placeOf } from './sign.ts'

export type Hearing = Answering & {
  endpoints: Pick<Endpoints, 'find'>
  identities: Pick<Identities, 'find'>
  buckets: Pick<Buckets, 'isFull' | 'add'>
  findByNumber(number: string): Promise<Stored<Report>[]>
  /** The member of staff with the posts held now. */
  person(id: string): Promise<Staff | undefined>
  now(): Instant
  log: Pick<Log, 'warn'>
}

/** What a vendor handed over, once its signature held. `proof` is the same for a repeat, and for nothing else. */
export type Heard = { account: string | undefined; text: string; proof: string }

type KeysOf<Kind> = Extract<CallbackForm, { kind: Kind }>

/** The endpoint that a callback's address (`<area>-<id>`) names, and what its vendor signs with. */
export async function callbackAt<Kind extends CallbackForm['kind']>(
  kind: Kind,
  address: string,
  { endpoints, dataKeys }: Pick<Hearing, 'endpoints' | 'dataKeys'>,
): Promise<{ endpoint: Endpoint; keys: KeysOf<Kind> }> {
  const [area = '', id = ''] = address.split('-')
  const endpoint = /^\d{6,15}$/.test(area) && id ? await endpoints.find(area, id) : undefined
  const { sealedCallback, status } = endpoint ?? {}
  if (!endpoint || endpoint.kind !== kind || !sealedCallback || status === 'paused')
    throw new Problem('callback-unknown')
  const keys = JSON.parse(open(sealedCallback, placeOf(endpoint.id, 'callback'), dataKeys)) as KeysOf<Kind>
  return { endpoint, keys }
}

/** How far a signed time may lie from ours: a signature that was overheard is worth nothing after it. */
export function refuseLate(sentMs: number, now: Instant, windowMs = 5 * MINUTE): void {
  if (!(Math.abs(msOf(now) - sentMs) <= windowMs)) throw new Problem('callback-late')
}

/** Longer than any window above: what could still be replayed is still known. */
const REMEMBERED = 120 * MINUTE

/**
 * Acts on what was heard, once, and answers in words for the chat. It is marked as heard after its effect, so that a vendor
 * that tries again after a crash of ours is served; the effect itself is named after it and cannot happen twice.
 */
export const actOn = (deps: Hearing) => {
  const obey = obeyWith(deps)
  return async (endpoint: Endpoint, { account, text, proof }: Heard, caller: Caller): Promise<string> => {
    const name = sha256(`${endpoint.id}.${proof}`).slice(0, 16)
    const heard = `callback.${name}`
    if (await deps.buckets.isFull(heard, 1)) throw new Problem('callback-repeated')
    const via = `${endpoint.kind}.${name}`
    const outcome = await outcomeOf(obey({ endpoint, account, text, via }, caller))
    await deps.buckets.add(heard, 1, Math.ceil(msOf(later(deps.now(), REMEMBERED)) / SECOND))
    if ('done' in outcome) return outcome.done
    const { code } = outcome.refused
    deps.log.warn('chat answer refused', { requestId: caller.requestId, subject: endpoint.id, code })
    return PROBLEMS[code === 'form-invalid' ? 'command-unknown' : code].zh
  }
}

type Said = { endpoint: Endpoint; account: string | undefined; text: string; via: string }

/** Who is not known to be staff is refused before anything is read; what they may do is asked where it is done. */
const obeyWith = (deps: Hearing) => {
  const answer = answerReport(deps)
  return async ({ endpoint, account, text, via }: Said, caller: Caller): Promise<string> => {
    const identity = account ? await deps.identities.find(endpoint.id, account) : undefined
    const staff = identity && (await deps.person(identity.staffId))
    if (!staff) throw new Problem('chat-unmapped')
    const order = await orderOf(text.trim(), via, staff, deps)
    const { report, isRepeat } = await answer(order, staff, caller)
    return `${isRepeat ? '之前已记录' : '已记录'}：${MOVES[order.move].zh} ${report.number}`
  }
}

/** A button carries the token of a link, and means what the link means; people write a command. */
async function orderOf(text: string, via: string, staff: Staff, deps: Hearing): Promise<Order> {
  if (readActionToken(text, deps.dataKeys)) {
    const link = linkOf(text, deps.dataKeys, deps.now())
    if (link.staffId && link.staffId !== staff.id) throw new Problem('link-not-yours')
    return { ...link, said: {} }
  }
  const command = readCommand(text)
  if (!command) throw new Problem('command-unknown')
  const found = await deps.findByNumber(command.number)
  const [report, ...others] = found.filter(({ value }) => maySee(staff, value))
  // Two reports of one day may share a number: then nobody guesses which was meant.
  if (!report || others.length > 0) throw new Problem('report-not-found')
  return { reportId: report.value.id, via, move: command.move, said: command.said }
}

export const answered = (type: string, body: string): Page => ({
  status: 200,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body,
})

/** JSON of an outsider: what cannot be read was not written by the vendor. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('callback-forged')
  }
}
