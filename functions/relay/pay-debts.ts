import { earliest, type Instant, msOf, SECOND } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Measure, Measured } from '../../lib/platform/log.ts'
import { type ReadShard, rounds, type TimeLeft } from '../../lib/platform/rounds.ts'

export type Debtor = { of: Measured; debts: ReadShard; pay: Ledger<never, never>['pay'] }
export type Paying = { debtors: readonly Debtor[]; now(): Instant; measure: Measure }

/** Debts of one shard that are paid side by side. */
const PAGE = 50

/**
 * Every minute: whatever is still owed a minute after it was stored is sent again, until there is nothing more or no time.
 * Healthy, there is nothing here; each thing found means that a function died, or a queue forgot, and the alarm on
 * `ReconcilerFixed` says so. One debt that cannot be paid does not hold up the others.
 */
export const payDebts =
  ({ debtors, now, measure }: Paying) =>
  async (timeLeft: TimeLeft): Promise<number> => {
    const at = now()
    const paid = await Promise.all(debtors.map((debtor) => payAll(debtor, at, timeLeft)))
    for (const [index, { since, count }] of paid.entries()) {
      const { of } = debtors[index]!
      measure('OldestDebtSeconds', since ? (msOf(at) - msOf(since)) / SECOND : 0, of)
      measure('ReconcilerFixed', count, of)
    }
    const failed = paid.find(({ failure }) => failure)
    if (failed) throw failed.failure!.reason
    return paid.reduce((sum, { count }) => sum + count, 0)
  }

async function payAll({ debts, pay }: Debtor, at: Instant, timeLeft: TimeLeft) {
  let count = 0
  let since: Instant | undefined
  let failure: PromiseRejectedResult | undefined
  for await (const rows of rounds(debts, at, PAGE, timeLeft)) {
    const results = await Promise.allSettled(rows.map(({ id }) => pay(id)))
    count += rows.length
    since = earliest(since, ...results.map((one) => (one.status === 'fulfilled' ? one.value : undefined)))
    failure ??= results.find((one) => one.status === 'rejected')
  }
  return { count, since, failure }
}
