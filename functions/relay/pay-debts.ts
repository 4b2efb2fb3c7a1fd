import { earliest, type Instant, msOf, SECOND } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Measure } from '../../lib/platform/log.ts'
import { SHARDS } from '../../lib/stack/stack.ts'
import type { DueRow } from '../../lib/tables/aggregate.ts'

export type Debtor = {
  debts(shard: string, before: Instant, limit: number): Promise<DueRow[]>
  pay: Ledger<never, never>['pay']
}
export type Paying = { debtors: readonly Debtor[]; now(): Instant; measure: Measure }

const PER_SHARD = 200

/**
 * Every minute: whatever is still owed a minute after it was stored is sent again. Healthy, there is nothing here; each
 * thing found means that a function died, or a queue forgot, and the alarm on `ReconcilerFixed` says so.
 */
export const payDebts =
  ({ debtors, now, measure }: Paying) =>
  async (): Promise<number> => {
    const at = now()
    const rows = (
      await Promise.all(
        debtors.flatMap(({ debts, pay }) =>
          SHARDS.map(async (shard) => (await debts(shard, at, PER_SHARD)).map((row) => ({ ...row, pay }))),
        ),
      )
    ).flat()
    const results = await Promise.allSettled(rows.map(({ id, pay }) => pay(id)))
    const since = earliest(
      ...results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)),
    )
    measure('OldestDebtSeconds', since ? (msOf(at) - msOf(since)) / SECOND : 0)
    measure('ReconcilerFixed', rows.length)
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    return rows.length
  }
