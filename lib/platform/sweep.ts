import type { Message, MessageType } from '../contracts/messages.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import { SHARDS } from '../stack/stack.ts'
import { chunks, type DueRow } from '../tables/aggregate.ts'
import type { Measure } from './log.ts'
import type { Publish } from './publish.ts'

type NudgeType = Extract<MessageType, `${string}.due`>
export type Sweep = {
  due(shard: string, before: Instant, limit: number): Promise<DueRow[]>
  publish: Publish
  now(): Instant
  measure?: Measure
}

/** A little more than the minute until the next sweep, so that a late start leaves no gap. */
const AHEAD = 75 * SECOND
/** Things per message; a shard answers at most this many pages of work per minute. */
const SLICE = 50
const PER_SHARD = 1_000

/**
 * Everything that falls due before the next sweep gets a nudge at its second: things of one second share messages. A nudge
 * is a hint; whoever hears it reads the thing itself, so a nudge that comes twice, late or never does no harm.
 */
export const sweep =
  (type: NudgeType, { due, publish, now, measure }: Sweep) =>
  async (): Promise<number> => {
    const at = now()
    const rows = (await Promise.all(SHARDS.map((shard) => due(shard, later(at, AHEAD), PER_SHARD)))).flat()
    const nudges = [...Map.groupBy(rows, (row) => secondOf(row.at))].flatMap(([second, same]) =>
      chunks(same, SLICE).map((some, index) => nudge(type, second, index, some, at)),
    )
    await publish(nudges, ({ data }) =>
      Math.max(0, Math.ceil((msOf((data as { dueAt: Instant }).dueAt) - msOf(at)) / SECOND - 1)),
    )
    const oldest = rows.map((row) => row.at).sort()[0]
    measure?.('OldestOverdueSeconds', oldest ? Math.max(0, (msOf(at) - msOf(oldest)) / SECOND) : 0)
    return rows.length
  }

const secondOf = (at: Instant) => Math.floor(msOf(at) / SECOND)

function nudge(type: NudgeType, second: number, index: number, rows: DueRow[], at: Instant): Message {
  const dueAt = rows
    .map((row) => row.at)
    .sort()
    .at(-1)!
  const id = `${type}.${second}.${index}.${Math.floor(msOf(at) / MINUTE)}`
  return { id, type, at, subject: id, causedBy: id, data: { ids: rows.map((row) => row.id), dueAt } }
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
