import type { Alert } from '../../lib/alerts/alert.ts'
import { CHANNELS, type Channel, type Hmac, type Letter } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { digestWords } from '../../lib/alerts/digest.ts'
import { RETRY_SECONDS } from '../../lib/alerts/retries.ts'
import { targetAllowed } from '../../lib/alerts/target.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import { isBefore } from '../../lib/kernel/instant.ts'
import { type KeyRing, open } from '../../lib/platform/keys.ts'
import { actionToken } from '../../lib/platform/links.ts'
import type { Publish } from '../../lib/platform/publish.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { type Gate, learn, mayPost, type Wait } from './gate.ts'
import type { Post } from './post.ts'
import { placeOf } from './sign.ts'

/** What a letter is written and posted with. */
export type Posting = {
  post: Post
  hmac: Hmac
  dataKeys: KeyRing
  publicUrl: string
  outbound: string
  now: Gate['now']
}
export type Sending = Gate &
  Posting & { endpoints: Pick<Endpoints, 'find' | 'forgetOldSecret' | 'setTold'>; publish: Publish }

/**
 * One message in the form its endpoint reads, one delivery or a digest of several, and what the answer means. Whatever the
 * target does comes back as a verdict; that it may not be posted to yet, as a wait.
 */
export async function send(
  deliveries: readonly [Delivery, ...Delivery[]],
  deps: Sending,
): Promise<Verdict | { wait: Wait }> {
  const [{ endpointArea, endpointId, attempts }] = deliveries
  // Every attempt before this one died half-way, ours each time: somebody has to look.
  if (attempts >= RETRY_SECONDS.length) return { final: 'no attempt came to an end' }
  const endpoint = await deps.endpoints.find(endpointArea, endpointId)
  if (endpoint?.untold) await tell(endpoint, deps)
  if (endpoint?.status !== 'active') return { final: `endpoint ${endpoint?.status ?? 'unknown'}` }

  const { id, kind, sealedUrl } = endpoint
  const url = open(sealedUrl, placeOf(id, 'url'), deps.dataKeys)
  if (!targetAllowed(kind, url, deps.outbound)) return { final: 'target refused' }
  const leftAt = deps.now()
  const wait = await mayPost(endpoint, url, deps)
  if (wait) return { wait }
  const verdict = await exchange(deliveries, endpoint, url, deps)
  const after = await learn(endpoint, url, verdict, leftAt, deps)
  if (after?.untold) await tell(after, deps)
  return verdict
}

/**
 * An endpoint has just been disabled: those who listen beside or above it hear of it. Said before the attempt that found it is
 * written down: whoever dies in between leaves a delivery that falls due again and comes by here.
 */
async function tell(
  { area, id, kind, brokenAt, brokenWhy }: Endpoint,
  { publish, endpoints, now }: Sending,
): Promise<void> {
  const at = now()
  const since = brokenAt ?? at
  const data = { area, kind, why: brokenWhy ?? 'failing', since }
  const named = `${id}-disabled-${since.replaceAll(/\D/g, '')}`
  await publish([{ id: named, type: 'webhook.disabled', at, subject: id, causedBy: named, data }])
  await endpoints.setTold(area, id)
}

async function exchange(
  deliveries: readonly [Delivery, ...Delivery[]],
  endpoint: Endpoint,
  url: string,
  deps: Sending,
): Promise<Verdict> {
  const [first] = deliveries
  const { area, id, oldSecretUntil: until } = endpoint
  if (until && !isBefore(deps.now(), until)) await deps.endpoints.forgetOldSecret(area, id, until)
  const { channel, letter } = letterFor(endpoint, first.id, url, deps)
  const bodies: Alert[] = deliveries.map(({ body }) => body)
  const say = bodies.length > 1 && channel.say
  // A digest names many: the short form of a robot would cut some of them off.
  const outgoing = say
    ? say(digestWords(bodies, letter), { ...letter, format: 'markdown' })
    : channel.render(first.body, letter)
  const answer = await deps.post(outgoing)
  return 'failure' in answer
    ? { retry: answer.failure }
    : channel.verdict(answer.status, answer.body, answer.headers, deps.now())
}

/** With everything opened that it takes to write to this endpoint now. */
export function letterFor(
  endpoint: Endpoint,
  id: string,
  url: string,
  { hmac, now, dataKeys, publicUrl }: Pick<Posting, 'hmac' | 'now' | 'dataKeys' | 'publicUrl'>,
): { channel: Channel; letter: Letter } {
  const { kind, language, envelope, format, sealedSecret, sealedOldSecret, oldSecretUntil } = endpoint
  const at = now()
  const opened = (sealed: string | undefined) =>
    sealed && open(sealed, placeOf(endpoint.id, 'secret'), dataKeys)
  const isOverlap = oldSecretUntil && isBefore(at, oldSecretUntil)
  const oldSecret = isOverlap ? opened(sealedOldSecret) : undefined
  const style = { language, envelope, format }
  const secret = opened(sealedSecret)
  const sign = (claims: string) => actionToken(claims, dataKeys)
  return {
    channel: CHANNELS[kind],
    letter: { id, url, secret, oldSecret, now: at, publicUrl, hmac, sign, ...style },
  }
}
