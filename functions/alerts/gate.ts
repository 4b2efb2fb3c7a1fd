import { type Health, isBroken, isOpen, nextProbe } from '../../lib/alerts/breaker.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { LIMITS } from '../../lib/alerts/limits.ts'
import { WHOLE_SCHEDULE } from '../../lib/alerts/retries.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import { type Instant, isBefore, later, SECOND } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import type { Buckets } from '../../lib/tables/buckets.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'

export type Gate = {
  endpoints: Pick<Endpoints, 'find' | 'probe' | 'queueUp' | 'fail' | 'mend' | 'setBroken'>
  deliveries: Pick<Deliveries, 'ofEndpoint' | 'wake'>
  buckets: Pick<Buckets, 'take' | 'shut'>
  now(): Instant
}

/** Not now, but then: the robot is at its limit (`crowded`), or the breaker is open and others have their turn first (`held`). */
export type Wait = { until: Instant; why: 'crowded' | 'held' }

/** Two endpoints may share one robot, and the vendor counts the robot; its address holds a key and is not written down. */
export const robotOf = (url: string) => `robot.${sha256(url).slice(0, 32)}`

/** Leave to post now; each leave given counts. */
export async function mayPost(
  endpoint: Endpoint,
  url: string,
  { endpoints, buckets, now }: Gate,
): Promise<Wait | undefined> {
  const at = now()
  if (isOpen(endpoint)) {
    const until = await probe(endpoint, at, endpoints)
    if (until) return { until, why: 'held' }
  }
  const limit = LIMITS[endpoint.kind]
  const until = limit && (await buckets.take(robotOf(url), limit, at))
  return until && { until, why: 'crowded' }
}

/** Whoever comes when it is time is the probe; all others get turns, one a minute, and are not looked at before. */
async function probe(
  { area, id, probeAt }: Endpoint & Health,
  at: Instant,
  endpoints: Gate['endpoints'],
): Promise<Instant | undefined> {
  const isTime = probeAt && !isBefore(at, probeAt)
  const isOurs = isTime && (await endpoints.probe(area, id, at, nextProbe(at)))
  return isOurs ? undefined : endpoints.queueUp(area, id, at)
}

/**
 * What the answer says about the endpoint itself; the endpoint when it was disabled by it. `leftAt`: when the attempt left.
 * A robot that was sent too much is not ill: it rests, whoever posts.
 */
export async function learn(
  endpoint: Endpoint,
  url: string,
  verdict: Verdict,
  leftAt: Instant,
  deps: Gate,
): Promise<Endpoint | undefined> {
  const { area, id, kind, failures } = endpoint
  const { endpoints, buckets, now } = deps
  const at = now()
  if (verdict === 'delivered') {
    if (failures) await endpoints.mend(area, id)
    if (isOpen(endpoint)) await release(endpoint, deps)
    return undefined
  }
  if (kind !== 'standard-webhook' && 'retry' in verdict && verdict.afterSeconds) {
    await buckets.shut(robotOf(url), later(at, verdict.afterSeconds * SECOND))
    return undefined
  }
  const health = await endpoints.fail(area, id, at, nextProbe(leftAt))
  const isGone = 'final' in verdict && verdict.isGone
  if (!isGone && !isBroken(health, at)) return undefined
  await endpoints.setBroken(area, id, at, isGone ? 'gone' : 'failing')
  await release(endpoint, deps) // each finds it disabled, and is parked where people see it
  return endpoints.find(area, id)
}

/**
 * Everything that waited behind the breaker falls due, a page of the list a second. Whoever dies half-way leaves the others
 * with their turns. What was held may be a retry, and so as old as a retry can be when the failing began.
 */
async function release({ id, failingSince }: Endpoint, { deliveries, now }: Gate): Promise<void> {
  const oldest = later(failingSince ?? now(), -WHOLE_SCHEDULE)
  let [cursor, dueAt]: [string | undefined, Instant] = [undefined, now()]
  do {
    const { items, next } = await deliveries.ofEndpoint(id, cursor)
    const held = items.filter((one) => one.held)
    await Promise.all(held.map((one) => deliveries.wake(one.id, dueAt)))
    if (held.length > 0) dueAt = later(dueAt, SECOND)
    const isPast = items.some(({ createdAt }) => isBefore(createdAt, oldest))
    cursor = isPast ? undefined : next
  } while (cursor)
}

/**
 * Somebody was given a turn and it is written down. Meanwhile the endpoint may have mended and let the line go, which did not
 * yet hold this one: then there is nothing to wait for.
 */
export async function lookAgain(parcel: readonly Delivery[], { endpoints, deliveries, now }: Gate) {
  const { endpointArea, endpointId } = parcel[0]!
  const endpoint = await endpoints.find(endpointArea, endpointId)
  if (endpoint?.status === 'active' && isOpen(endpoint)) return
  await Promise.all(parcel.map(({ id }) => deliveries.wake(id, now())))
}
