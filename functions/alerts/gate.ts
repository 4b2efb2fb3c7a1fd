import { type Health, isBroken, isOpen, nextProbe } from '../../lib/alerts/breaker.ts'
import { LIMITS } from '../../lib/alerts/limits.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import { type Instant, isBefore, later, SECOND } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import type { Buckets } from '../../lib/tables/buckets.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'

export type Gate = {
  endpoints: Pick<Endpoints, 'probe' | 'fail' | 'mend' | 'setBroken'>
  buckets: Pick<Buckets, 'take' | 'shut'>
  now(): Instant
}

/** Not now, but then; `crowded` when the robot is at its limit. */
export type Wait = { until: Instant; crowded: boolean }

/** Two endpoints may share one robot, and the vendor counts the robot; its address holds a key and is not written down. */
const robotOf = (url: string) => `robot.${sha256(url).slice(0, 32)}`

/** Leave to post now; each leave given counts. */
export async function mayPost(
  endpoint: Endpoint,
  url: string,
  { endpoints, buckets, now }: Gate,
): Promise<Wait | undefined> {
  const at = now()
  if (isOpen(endpoint)) {
    const until = await probe(endpoint, at, endpoints)
    if (until) return { until, crowded: false }
  }
  const limit = LIMITS[endpoint.kind]
  const until = limit && (await buckets.take(robotOf(url), limit, at))
  return until && { until, crowded: true }
}

async function probe(
  { area, id, probeAt }: Endpoint & Health,
  at: Instant,
  endpoints: Gate['endpoints'],
): Promise<Instant | undefined> {
  if (probeAt && isBefore(at, probeAt)) return probeAt
  const isOurs = await endpoints.probe(area, id, at, nextProbe(at))
  return isOurs ? undefined : nextProbe(at)
}

/** What the answer says about the endpoint itself. A robot that was sent too much is not ill: it rests, whoever posts. */
export async function learn(
  { area, id, kind, failures }: Endpoint,
  url: string,
  verdict: Verdict,
  { endpoints, buckets, now }: Gate,
): Promise<void> {
  const at = now()
  if (verdict === 'delivered') {
    if (failures) await endpoints.mend(area, id)
    return
  }
  if (kind !== 'standard-webhook' && 'retry' in verdict && verdict.afterSeconds)
    return buckets.shut(robotOf(url), later(at, verdict.afterSeconds * SECOND))
  const health = await endpoints.fail(area, id, at, nextProbe(at))
  if (isBroken(health, at)) await endpoints.setBroken(area, id, at)
}
