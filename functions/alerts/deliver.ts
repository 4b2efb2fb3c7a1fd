import { type Delivery, outcomeOf } from '../../lib/alerts/delivery.ts'
import { lanesOf } from '../../lib/alerts/digest.ts'
import type { Verdict } from '../../lib/alerts/verdicts.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import { lookAgain, type Wait } from './gate.ts'
import { inTurn, isDue, type Lines, wholeCrowds } from './in-turn.ts'
import { type Sending, send } from './send.ts'

export type Delivering = Sending & {
  deliveries: Pick<Deliveries, 'find' | 'claim' | 'release' | 'record'> & Lines
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
 * What waited for a robot at its limit goes out together, as one digest.
 * A target that fails is written down and tried again. Only our own faults throw, after everybody else has been served.
 */
export const deliver =
  (deps: Delivering) =>
  async ({ data: { ids }, causedBy }: MessageOf<'delivery.due'>): Promise<void> => {
    const found = await Promise.all(ids.map((id) => deps.deliveries.find(id)))
    const soon = later(deps.now(), EARLY)
    const due = found.filter((one) => one !== undefined).filter((one) => isDue(one, soon))
    const { ready, again } = await inTurn(
      await wholeCrowds(due, soon, deps.deliveries),
      soon,
      deps.deliveries,
    )
    for (const { delivery, dueAt } of again) await nudge(delivery, dueAt, deps, causedBy)
    const lanes = lanesOf(ready, deps.publicUrl)
    const results = await Promise.allSettled(lanes.map((lane) => inOrder(lane, deps, causedBy)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

async function inOrder(lane: readonly Delivery[][], deps: Delivering, causedBy: string): Promise<void> {
  for (const parcel of lane) {
    if (!(await attempt(parcel, deps, causedBy))) return
  }
}

/** One attempt, from claim to record; true when the next event may follow. */
async function attempt(parcel: readonly Delivery[], deps: Delivering, causedBy: string): Promise<boolean> {
  const until = later(deps.now(), LEASE)
  const [first, ...others] = parcel as readonly [Delivery, ...Delivery[]]
  // Whoever has the first has the parcel: two deliverers must not make two digests of one crowd.
  if (!(await deps.deliveries.claim(first, until))) return false
  const claims = await Promise.all(others.map((delivery) => deps.deliveries.claim(delivery, until)))
  const ours: [Delivery, ...Delivery[]] = [first, ...others.filter((_, index) => claims[index])]
  const result = await send(ours, deps)
  if (typeof result === 'object' && 'wait' in result) {
    await putBack(ours, result.wait, deps)
    return false
  }
  const ends = await Promise.all(ours.map((delivery) => settle(delivery, result, deps, causedBy)))
  return ends.every((isOver) => isOver)
}

/** No attempt was made, so none is counted. No nudge: the sweep brings back together what waits together. */
async function putBack(parcel: readonly Delivery[], { until, why }: Wait, deps: Delivering): Promise<void> {
  const dueAt = later(until, EARLY)
  await Promise.all(parcel.map(({ id, attempts }) => deps.deliveries.release(id, attempts + 1, dueAt, why)))
  if (why === 'held') await lookAgain(parcel, deps)
}

async function settle(
  delivery: Delivery,
  verdict: Verdict,
  deps: Delivering,
  causedBy: string,
): Promise<boolean> {
  const attempts = delivery.attempts + 1
  const ended = outcomeOf(verdict, attempts, deps.now(), deps.jitter())
  await deps.deliveries.record(delivery.id, attempts, ended)
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
