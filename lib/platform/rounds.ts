import type { Instant } from '../kernel/instant.ts'
import { SHARDS } from '../stack/stack.ts'
import type { DueRow } from '../tables/aggregate.ts'

/** A page of one shard of an index: the earliest rows before a moment, behind `after` when that is given. */
export type ReadShard = (shard: string, before: Instant, limit: number, after?: DueRow) => Promise<DueRow[]>

/** Milliseconds a run has left before it is stopped. */
export type TimeLeft = () => number

/** A round is begun only with this much time left: many times what one takes, and a run that is stopped says nothing. */
const RESERVE_MS = 10_000

/**
 * All rows of an index before a moment, from all shards side by side, a page of each per round: what is held in memory is the
 * same for ten rows and for a million. The first round holds the earliest of every shard. What there was no time for is still
 * in the index and comes first in the next run.
 */
export async function* rounds(
  read: ReadShard,
  before: Instant,
  page: number,
  timeLeft: TimeLeft,
): AsyncGenerator<DueRow[], void> {
  let open: { shard: string; after?: DueRow }[] = SHARDS.map((shard) => ({ shard }))
  for (let round = 1; open.length > 0 && (round === 1 || timeLeft() > RESERVE_MS); round++) {
    const pages = await Promise.all(
      open.map(async ({ shard, after }) => ({ shard, rows: await read(shard, before, page, after) })),
    )
    yield pages.flatMap(({ rows }) => rows)
    open = pages
      .filter(({ rows }) => rows.length === page)
      .map(({ shard, rows }) => ({ shard, after: rows.at(-1)! }))
  }
}
