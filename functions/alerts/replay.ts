import type { Delivery } from '../../lib/alerts/delivery.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'

export type Replaying = { deliveries: Pick<Deliveries, 'find' | 'ofEndpoint' | 'replay'>; now(): Instant }

/** One delivery, or those of events heard from `since` on and before `until`. */
export type Which = { delivery: string } | { since: Instant; until: Instant }

/**
 * Delivered and parked deliveries of an endpoint are due again now, under the ids they had, so that a receiver can tell a
 * repeat; the sweep finds them. What is pending stays as it is: replaying twice is replaying once.
 */
export async function replay(
  endpointId: string,
  which: Which,
  { deliveries, now }: Replaying,
): Promise<number> {
  let count = 0
  for await (const some of found(endpointId, which, deliveries)) {
    const again = await Promise.all(some.map(({ id }) => deliveries.replay(id, now())))
    count += again.filter(Boolean).length
  }
  return count
}

async function* found(
  endpointId: string,
  which: Which,
  { find, ofEndpoint }: Replaying['deliveries'],
): AsyncGenerator<Delivery[]> {
  if ('delivery' in which) {
    const one = await find(which.delivery)
    if (one?.endpointId === endpointId) yield [one]
    return
  }
  const { since, until } = which
  let cursor: string | undefined
  do {
    const { items, next } = await ofEndpoint(endpointId, cursor)
    yield items.filter(({ createdAt }) => createdAt >= since && createdAt < until)
    const isPast = items.some(({ createdAt }) => createdAt < since) // newest first
    cursor = isPast ? undefined : next
  } while (cursor)
}
