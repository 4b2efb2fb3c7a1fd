import { targetAllowed } from '../../lib/alerts/target.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { HOUR, type Instant, later } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, open, seal, sha256 } from '../../lib/platform/keys.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, EndpointPatch, Endpoints } from '../../lib/tables/endpoints.ts'
import { endpointRow } from './list-endpoints.ts'
import { endpointOf } from './move-endpoint.ts'
import { placeOf, webhookSecret } from './sign.ts'

export type Rotating = {
  endpoints: Pick<Endpoints, 'find' | 'change'>
  dataKeys: KeyRing
  outbound: string
  now(): Instant
}
type Body = RequestOf<'rotateEndpoint'>['body']

/**
 * A new secret. A webhook's is made and answered here, once; the old one signs as well until the overlap is over. A robot's
 * vendor makes it, and can check one only: what is given here waits for a test that succeeds with it.
 */
export const rotateEndpoint =
  (deps: Rotating) =>
  async (
    { params: { area, id }, body }: RequestOf<'rotateEndpoint'>,
    staff: Staff,
    { key }: Pick<Caller, 'key'>,
  ) => {
    const { endpoints, dataKeys, now } = deps
    const endpoint = await endpointOf(endpoints, staff, area, id)
    const rotatedBy = sha256(`rotate.${staff.id}.${id}.${key}`).slice(0, 32)
    if (endpoint.rotatedBy === rotatedBy) return answerOf(endpoint, dataKeys)
    const isWebhook = endpoint.kind === 'standard-webhook'
    const patch = isWebhook ? newSecret(endpoint, rotatedBy, body, deps) : nextOf(endpoint, body, deps)
    const change = { at: now(), by: staff.id, what: isWebhook ? 'secret' : 'next secret' }
    return answerOf(await endpoints.change(endpoint, { ...patch, rotatedBy }, change), dataKeys)
  }

function answerOf(endpoint: Endpoint, dataKeys: KeyRing) {
  const { id, kind, sealedSecret } = endpoint
  const secret =
    kind === 'standard-webhook' && sealedSecret && open(sealedSecret, placeOf(id, 'secret'), dataKeys)
  return { ...endpointRow(endpoint), ...(secret && { secret }) }
}

/** A third secret is never kept: rotated twice within the overlap, the oldest stops signing at once. */
function newSecret(
  { id, sealedSecret }: Endpoint,
  rotatedBy: string,
  { overlapHours, url, secret }: Body,
  { dataKeys, now }: Rotating,
): EndpointPatch {
  if (url || secret) throw new Problem('secret-made-here')
  return {
    sealedSecret: seal(webhookSecret(`${id}.${rotatedBy}`, dataKeys), placeOf(id, 'secret'), dataKeys),
    sealedOldSecret: overlapHours > 0 ? sealedSecret : undefined,
    oldSecretUntil: overlapHours > 0 ? later(now(), overlapHours * HOUR) : undefined,
  }
}

function nextOf(
  { id, kind }: Endpoint,
  { url, secret }: Body,
  { dataKeys, outbound }: Rotating,
): EndpointPatch {
  if (!url && !secret) throw new Problem('secret-missing')
  if (url && !targetAllowed(kind, url, outbound)) throw new Problem('target-refused')
  return {
    sealedNextUrl: url && seal(url, placeOf(id, 'url'), dataKeys),
    sealedNextSecret: secret && seal(secret, placeOf(id, 'secret'), dataKeys),
  }
}
