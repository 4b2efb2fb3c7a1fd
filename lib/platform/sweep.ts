import type { Message, MessageType } from '../contracts/messages.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import type { TableName } from '../stack/stack.ts'
import type { DueRow } from '../tables/aggregate.ts'
import { chunks } from '../tables/together.ts'
import type { Measure } from './log.ts'
import type { Publish } from './publish.ts'
import { type ReadShard, rounds, type TimeLeft } from './rounds.ts'

type NudgeType = Extract<MessageType, `${string}.due`>
export type Sweep = {
  /** What is swept, as the metric names it. */
  of: TableName
  due: ReadShard
  publish: Publish
  now(): Instant
  measure: Measure
}

/** A little more than the minute until the next sweep, so that a late start leaves no gap. */
const AHEAD = 75 * SECOND
/** Things per message. */
const SLICE = 50
/** Rows of one shard in one round: far below the megabyte a query may answer with. */
const PAGE = 1_000

/**
 * Everything that falls due before the next sweep gets a nudge at its second: things of one second share messages, neighbours
 * in time together, because whoever hears a message waits for the last of them. A nudge is a hint; whoever hears it reads
 * the thing itself, so a nudge that comes twice, late or never does no harm. It reads until there is nothing more, also
 * when a hundred thousand deadlines fall together; what there was no time for comes first in the next minute.
 */
export const sweep =
  (type: NudgeType, { of, due, publish, now, measure }: Sweep) =>
  async (timeLeft: TimeLeft): Promise<number> => {
    const at = now()
    const placeIn = counter()
    let count = 0
    let isFirst = true
    for await (const rows of rounds(due, later(at, AHEAD), PAGE, timeLeft)) {
      rows.sort((a, b) => (a.at < b.at ? -1 : 1))
      if (isFirst) measure('OldestOverdueSeconds', overdue(rows[0], at), of)
      isFirst = false
      count += rows.length
      const nudges = [...Map.groupBy(rows, (row) => secondOf(row.at))].flatMap(([second, same]) =>
        chunks(same, SLICE).map((some) => nudge(type, second, placeIn(second), some, at)),
      )
      const sentAt = now()
      await publish(nudges, ({ data }) =>
        Math.max(0, Math.ceil((msOf((data as { dueAt: Instant }).dueAt) - msOf(sentAt)) / SECOND - 1)),
      )
    }
    return count
  }

const secondOf = (at: Instant) => Math.floor(msOf(at) / SECOND)
const overdue = (first: DueRow | undefined, at: Instant) =>
  first ? Math.max(0, (msOf(at) - msOf(first.at)) / SECOND) : 0

/** Numbers the messages of each second, over all rounds. */
function counter() {
  const counts = new Map<number, number>()
  return (second: number) => {
    const place = counts.get(second) ?? 0
    counts.set(second, place + 1)
    return place
  }
}

function nudge(type: NudgeType, second: number, place: number, rows: DueRow[], at: Instant): Message {
  const id = `${type}.${second}.${place}.${Math.floor(msOf(at) / MINUTE)}`
  const dueAt = rows.at(-1)!.at
  return { id, type, at, subject: id, causedBy: id, data: { ids: rows.map((row) => row.id), dueAt } }
}
