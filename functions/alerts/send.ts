import { CHANNELS, type Channel, type Hmac } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { RETRY_SECONDS } from '../../lib/alerts/retries.ts'
import { targetAllowed } from '../../lib/alerts/target.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { type KeyRing, open } from '../../lib/platform/keys.ts'
import type { Endpoints } from '../../lib/tables/endpoints.ts'
import type { Post } from './post.ts'
import { placeOf } from './sign.ts'

export type Sending = {
  endpoints: Pick<Endpoints, 'find'>
  post: Post
  hmac: Hmac
  now(): Instant
  dataKeys: KeyRing
  publicUrl: string
  outbound: string
}

/** One letter in the form its endpoint reads, and what the answer means. Whatever the target does comes back as a verdict. */
export async function send(
  delivery: Delivery,
  { endpoints, post, hmac, now, dataKeys, publicUrl, outbound }: Sending,
): Promise<Verdict> {
  // Every attempt before this one died half-way, ours each time: somebody has to look.
  if (delivery.attempts >= RETRY_SECONDS.length) return { final: 'no attempt came to an end' }
  const endpoint = await endpoints.find(delivery.endpointArea, delivery.endpointId)
  if (endpoint?.status !== 'active') return { final: 'endpoint paused' }

  const { id, kind, sealedUrl, sealedSecret } = endpoint
  const url = open(sealedUrl, placeOf(id, 'url'), dataKeys)
  if (!targetAllowed(kind, url, outbound)) return { final: 'target refused' }
  const secret = sealedSecret && open(sealedSecret, placeOf(id, 'secret'), dataKeys)
  const channel: Channel = CHANNELS[kind]
  const answer = await post(
    channel.render(delivery.body, { id: delivery.id, url, secret, now: now(), publicUrl, hmac }),
  )
  return 'failure' in answer
    ? { retry: answer.failure }
    : channel.verdict(answer.status, answer.body, answer.headers)
}
