import type { Message } from '../contracts/messages.ts'
import { type Instant, msOf, SECOND } from '../kernel/instant.ts'
import type { Decision, Ledger } from './change.ts'

export type Waiting = { now(): Instant; sleep(ms: number): Promise<void> }
type Nudge = Pick<Extract<Message, { type: `${string}.due` }>, 'data' | 'causedBy'>

/**
 * The moment of several things has come, or is about to: each is looked at through the one door, by the clock. One that fails
 * does not hold up the others; the nudge then comes again, and finds the others done.
 */
export const whenDue =
  <State, Event>(
    { ledger, now, sleep }: Waiting & { ledger: Pick<Ledger<State, Event>, 'change'> },
    look: (state: State, at: Instant) => Decision<State, Event> | Promise<Decision<State, Event>>,
  ) =>
  async ({ data: { ids, dueAt }, causedBy }: Nudge): Promise<void> => {
    await untilDue(dueAt, now(), sleep)
    const cause = { id: causedBy, actor: 'clock', role: 'system' }
    const results = await Promise.allSettled(
      ids.map((id) => ledger.change(id, cause, (state, at) => state && look(state, at))),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

/** Waits out the fraction of a second that a queue's delay cannot express; never more than one visibility would bear. */
export async function untilDue(
  dueAt: Instant,
  now: Instant,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const wait = msOf(dueAt) - msOf(now)
  if (wait > 0 && wait <= 2 * SECOND) await sleep(wait)
}
