import { sequenceOf } from '../../lib/alerts/alert.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { isCrowded } from '../../lib/alerts/digest.ts'
import { behind, isUntried, laneOf } from '../../lib/alerts/lane.ts'
import { DAY, type Instant, isBefore, later, SECOND } from '../../lib/kernel/instant.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'

export type Lines = Pick<Deliveries, 'inLane' | 'ofEndpoint' | 'postpone'>

export const isDue = ({ status, dueAt }: Delivery, at: Instant) =>
  status === 'pending' && !!dueAt && !isBefore(at, dueAt)

/** How soon to look again at one that waits for an attempt which is on its way. */
const AGAIN = 5 * SECOND

/**
 * What may go of what is due: with each first attempt goes what comes before it in its lane; where that cannot go yet, it is put
 * behind it and goes with it. `again`: what waits only some seconds, for whoever can send a nudge.
 */
export async function inTurn(
  due: readonly Delivery[],
  soon: Instant,
  deliveries: Lines,
): Promise<{ ready: Delivery[]; again: { delivery: Delivery; dueAt: Instant }[] }> {
  const lanes = [...Map.groupBy(due.filter(isUntried), ({ id }) => laneOf(id))]
  const looked = await Promise.all(lanes.map(([lane, some]) => lineUp(lane, some, soon, deliveries)))
  return {
    ready: [...due.filter((one) => !isUntried(one)), ...looked.flatMap(({ ready }) => ready)],
    again: looked.flatMap(({ again }) => again),
  }
}

async function lineUp(name: string, due: readonly Delivery[], soon: Instant, deliveries: Lines) {
  const lane = await deliveries.inLane(name)
  const last = Math.max(...due.map(({ body }) => sequenceOf(body)))
  const earlier = lane.filter((one) => isUntried(one) && isDue(one, soon) && sequenceOf(one.body) < last)
  const ready = [...new Map([...due, ...earlier].map((one) => [one.id, one])).values()]
  const waiting = behind(ready, lane)
  const again: { delivery: Delivery; dueAt: Instant }[] = []
  for (const [delivery, { dueAt, attempts, crowded, held }] of waiting) {
    const isOnItsWay = attempts > 0
    const until = isOnItsWay ? later(soon, AGAIN) : dueAt!
    await deliveries.postpone(delivery.id, delivery.attempts, until, { crowded, held })
    if (isOnItsWay) again.push({ delivery, dueAt: until })
  }
  return { ready: asOneCrowd(ready.filter((one) => !waiting.has(one))), again }
}

/** What follows one that goes out in a digest goes out in the same. */
function asOneCrowd(lane: readonly Delivery[]): Delivery[] {
  const first = lane.filter(isCrowded).toSorted(bySequence)[0]
  return lane.map((one) => (first && bySequence(first, one) < 0 ? { ...one, crowded: true } : one))
}

const bySequence = (a: Delivery, b: Delivery) => sequenceOf(a.body) - sequenceOf(b.body)

/** Whatever else waits to go out in a digest of the same endpoint: one message says it all. */
export async function wholeCrowds(
  due: readonly Delivery[],
  soon: Instant,
  { ofEndpoint }: Lines,
): Promise<Delivery[]> {
  const endpoints = new Set(due.filter(isCrowded).map(({ endpointId }) => endpointId))
  const found = await Promise.all([...endpoints].map((id) => crowdOf(id, soon, ofEndpoint)))
  return [...new Map([...found.flat(), ...due].map((one) => [one.id, one])).values()]
}

/** A robot's limit holds for a minute and quiet hours for a night: nothing older than a day waits in a crowd. */
async function crowdOf(endpointId: string, soon: Instant, ofEndpoint: Lines['ofEndpoint']) {
  const crowd: Delivery[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await ofEndpoint(endpointId, cursor)
    crowd.push(...items.filter((one) => isCrowded(one) && isDue(one, soon)))
    const isPast = items.some(({ createdAt }) => isBefore(createdAt, later(soon, -DAY)))
    cursor = isPast ? undefined : next
  } while (cursor)
  return crowd
}
