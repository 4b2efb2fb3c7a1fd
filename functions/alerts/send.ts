import { CHANNELS, type Channel, type Hmac } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { digestWords } from '../../lib/alerts/digest.ts'
import { RETRY_SECONDS } from '../../lib/alerts/retries.ts'
import { targetAllowed } from '../../lib/alerts/target.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import { type KeyRing, open } from '../../lib/platform/keys.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { type Gate, learn, mayPost, type Wait } from './gate.ts'
import type { Post } from './post.ts'
import { placeOf } from './sign.ts'

export type Sending = Gate & {
  endpoints: Pick<Endpoints, 'find'>
  post: Post
  hmac: Hmac
  dataKeys: KeyRing
  publicUrl: string
  outbound: string
}

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
  if (endpoint?.status !== 'active') return { final: `endpoint ${endpoint?.status ?? 'unknown'}` }

  const { id, kind, sealedUrl } = endpoint
  const url = open(sealedUrl, placeOf(id, 'url'), deps.dataKeys)
  if (!targetAllowed(kind, url, deps.outbound)) return { final: 'target refused' }
  const wait = await mayPost(endpoint, url, deps)
  if (wait) return { wait }
  const verdict = await exchange(deliveries, endpoint, url, deps)
  await learn(endpoint, url, verdict, deps)
  return verdict
}

async function exchange(
  deliveries: readonly [Delivery, ...Delivery[]],
  { id, kind, sealedSecret }: Endpoint,
  url: string,
  { post, hmac, now, dataKeys, publicUrl }: Sending,
): Promise<Verdict> {
  const [first] = deliveries
  const channel: Channel = CHANNELS[kind]
  const secret = sealedSecret && open(sealedSecret, placeOf(id, 'secret'), dataKeys)
  const letter = { id: first.id, url, secret, now: now(), publicUrl, hmac }
  const bodies = deliveries.map(({ body }) => body)
  const say = bodies.length > 1 && channel.say
  const answer = await post(
    say ? say(digestWords(bodies, publicUrl), letter) : channel.render(first.body, letter),
  )
  return 'failure' in answer
    ? { retry: answer.failure }
    : channel.verdict(answer.status, answer.body, answer.headers)
}
