import { sequenceOf } from '../../lib/alerts/alert.ts'
import { type Delivery, outcomeOf } from '../../lib/alerts/delivery.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { type Instant, isBefore, later, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import type { Publish } from '../../lib/platform/publish.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import { type Sending, send } from './send.ts'

export type Delivering = Sending & {
  deliveries: Pick<Deliveries, 'find' | 'claim' | 'record'>
  publish: Publish
  /** From 0 to 1. */
  jitter(): number
}

/** Longer than a run of this function can last: a claim that outlives its deliverer falls due again by itself. */
const LEASE = 90 * SECOND
/** A nudge may come a little early; the queue cannot say it more exactly. */
const EARLY = 2 * SECOND
/** A queue can hold a nudge this long; for anything later the sweep is early enough. */
const LONGEST_NUDGE = 15 * MINUTE

/**
 * Deliveries have fallen due. Endpoints do not wait for one another. What one endpoint hears about one report goes in
 * order; where that stops at a failure the rest is left to the sweep, so a run takes little longer than one deadline.
 * A target that fails is written down and tried again. Only our own faults throw, after everybody else has been served.
 */
export const deliver =
  (deps: Delivering) =>
  async ({ data: { ids }, causedBy }: MessageOf<'delivery.due'>): Promise<void> => {
    const found = await Promise.all(ids.map((id) => deps.deliveries.find(id)))
    const soon = later(deps.now(), EARLY)
    const due = found.filter((one) => one !== undefined).filter((one) => isDue(one, soon))
    const lanes = Map.groupBy(due, ({ endpointId, subject }) => `${endpointId} ${subject}`)
    const results = await Promise.allSettled([...lanes.values()].map((lane) => inOrder(lane, deps, causedBy)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

const isDue = ({ status, dueAt }: Delivery, at: Instant) =>
  status === 'pending' && !!dueAt && !isBefore(at, dueAt)

async function inOrder(lane: readonly Delivery[], deps: Delivering, causedBy: string): Promise<void> {
  const byEvent = lane.toSorted((a, b) => sequenceOf(a.body) - sequenceOf(b.body))
  for (const delivery of byEvent) {
    if (!(await attempt(delivery, deps, causedBy))) return
  }
}

/** One attempt, from claim to record; true when the next event may follow. */
async function attempt(delivery: Delivery, deps: Delivering, causedBy: string): Promise<boolean> {
  const { deliveries, now, jitter } = deps
  if (!(await deliveries.claim(delivery, later(now(), LEASE)))) return false
  const attempts = delivery.attempts + 1
  const ended = outcomeOf(await send(delivery, deps), attempts, now(), jitter())
  await deliveries.record(delivery.id, attempts, ended)
  if (ended.status === 'pending') await nudge(delivery, ended.dueAt, deps, causedBy)
  return ended.status !== 'pending'
}

async function nudge(
  { id, subject }: Delivery,
  dueAt: Instant,
  { publish, now }: Delivering,
  causedBy: string,
): Promise<void> {
  const at = now()
  const wait = Math.max(0, msOf(dueAt) - msOf(at))
  if (wait > LONGEST_NUDGE) return
  const again = { id: `delivery.due.${id}.${dueAt}`, type: 'delivery.due' as const, at, subject, causedBy }
  await publish([{ ...again, data: { ids: [id], dueAt } }], () => Math.ceil(wait / SECOND))
}
