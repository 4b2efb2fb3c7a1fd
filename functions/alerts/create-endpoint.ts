import { maskedTarget, targetAllowed } from '../../lib/alerts/target.ts'
import { usualQuiet } from '../../lib/alerts/usual-quiet.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, open, seal, sha256 } from '../../lib/platform/keys.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { endpointRow } from './list-endpoints.ts'
import { placeOf, webhookSecret } from './sign.ts'

export type Creating = {
  endpoints: Pick<Endpoints, 'add' | 'find'>
  dataKeys: KeyRing
  outbound: string
  now(): Instant
}

/**
 * Another webhook or robot. Its address and secret are sealed before they are stored. A standard webhook's secret is made
 * here and answered here only. The Idempotency-Key becomes the id: a repeat gets the same answer, secret included.
 */
export const createEndpoint =
  ({ endpoints, dataKeys, outbound, now }: Creating) =>
  async ({ body }: RequestOf<'createEndpoint'>, staff: Staff, { key }: Caller) => {
    const { area, kind, name, url, events, language, envelope, format } = body
    if (!can(staff, 'endpoint.write', area)) throw new Problem('not-allowed')
    if (!targetAllowed(kind, url, outbound)) throw new Problem('target-refused')

    const id = sha256(`endpoint.${staff.id}.${area}.${key}`).slice(0, 32)
    const secret = kind === 'standard-webhook' ? webhookSecret(id, dataKeys) : body.secret
    const quiet = body.quiet === undefined ? usualQuiet(kind) : body.quiet
    const made: Endpoint = {
      area,
      id,
      kind,
      name,
      events,
      target: maskedTarget(url),
      sealedUrl: seal(url, placeOf(id, 'url'), dataKeys),
      ...(secret && { sealedSecret: seal(secret, placeOf(id, 'secret'), dataKeys) }),
      ...{ language, envelope, format },
      ...(quiet && { quiet }),
      status: 'active',
      changes: [{ at: now(), by: staff.id, what: 'created' }],
      fingerprint: sha256(JSON.stringify(body)).slice(0, 32),
    }
    const stored = await addOnce(endpoints, made)
    const isOurs = stored.kind === 'standard-webhook' && stored.sealedSecret
    return {
      ...endpointRow(stored),
      ...(isOurs && { secret: open(isOurs, placeOf(id, 'secret'), dataKeys) }),
    }
  }

/** What is stored under this id: the new one, or the same from an earlier request. */
async function addOnce(endpoints: Creating['endpoints'], made: Endpoint): Promise<Endpoint> {
  const existing = await endpoints.add(made).then(
    () => made,
    (error: unknown) => {
      if (error instanceof Conflict) return endpoints.find(made.area, made.id)
      throw error
    },
  )
  if (existing?.fingerprint !== made.fingerprint) throw new Problem('key-reused')
  return existing!
}
