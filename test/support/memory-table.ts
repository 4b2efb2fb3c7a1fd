import { Owed } from '../../lib/contracts/state.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import {
  type AggregateTable,
  type DueRow,
  isOwing,
  type Shape,
  type Stored,
  shardOf,
} from '../../lib/tables/aggregate.ts'

/** What only a test may ask of a table: everything at once, and when its indexes next have something to say. */
export type MemoryTable<State> = AggregateTable<State> & {
  all(): Stored<State>[]
  firstDue(): Instant | undefined
  firstDebt(): Instant | undefined
}

/** An item as DynamoDB would hold it: text, so that nobody keeps a hold on what is stored. */
type Row = {
  version: number
  state: string
  head: string
  owed?: string
  /** How many messages and lines of history are in `owed`. */
  sizes?: readonly [messages: number, history: number]
  keys: Record<string, string | undefined>
  debtAt?: Instant
  tries?: number
}

const INDEXES = { byDue: ['dueShard', 'dueAt'], byDebt: ['debtShard', 'debtAt'] } as const

/**
 * The twin of `aggregateTable` without DynamoDB: the same conditions, refused with the same Conflict, and the same
 * sparse indexes. The contract suite holds both to one list of promises.
 */
export function memoryTable<State extends { id: string }>(shape: Shape<State>): MemoryTable<State> {
  const rows = new Map<string, Row>()

  /** What `settle` and `postpone` may touch: the version and the two lengths are those the caller has seen. */
  const unmoved = ({ value, version, owed }: Stored<State>): Row => {
    const row = rows.get(value.id)
    const isSame =
      row?.version === version &&
      row.sizes?.[0] === owed.messages.length &&
      row.sizes[1] === owed.history.length
    if (!isSame) throw new Conflict()
    return row
  }

  const rowsBefore = (
    index: keyof typeof INDEXES,
    shard: string,
    before: Instant,
    limit: number,
    after?: DueRow,
  ): DueRow[] => {
    const [partition, sort] = INDEXES[index]
    const found: DueRow[] = []
    for (const [id, { keys }] of rows) {
      const at = keys[sort] as Instant | undefined
      if (keys[partition] === shard && at && at < before && (!after || inOrder(after, { id, at }) < 0))
        found.push({ id, at })
    }
    return found.sort(inOrder).slice(0, limit)
  }
  const first = (index: keyof typeof INDEXES): Instant | undefined => {
    let least: Instant | undefined
    for (const { keys } of rows.values()) {
      const at = keys[INDEXES[index][1]] as Instant | undefined
      if (at && (!least || at < least)) least = at
    }
    return least
  }

  return {
    async find(id) {
      const row = rows.get(id)
      return row && decode(row, shape)
    },

    async save(stored, was) {
      if ((rows.get(stored.value.id)?.version ?? 0) !== was) throw new Conflict()
      rows.set(stored.value.id, encode(stored, shape))
    },

    async settle(stored, rest) {
      const row = unmoved(stored)
      if (isOwing(rest)) Object.assign(row, owing(rest))
      else rows.set(stored.value.id, cleared(row))
    },

    async postpone(stored, debtAt, tries) {
      const row = unmoved(stored)
      Object.assign(row, { debtAt, tries, keys: { ...row.keys, debtAt } })
    },

    due: async (...asked) => rowsBefore('byDue', ...asked),
    debts: async (...asked) => rowsBefore('byDebt', ...asked),

    all: () => [...rows.values()].map((row) => decode(row, shape)),
    firstDue: () => first('byDue'),
    firstDebt: () => first('byDebt'),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: DueRow, b: DueRow) => compare(a.at, b.at) || compare(a.id, b.id)

const owing = (owed: Owed): Pick<Row, 'owed' | 'sizes'> => ({
  owed: JSON.stringify(owed),
  sizes: [owed.messages.length, owed.history.length],
})

/** A put replaces the whole item: what it does not name, such as `tries`, is gone. */
function encode<State extends { id: string }>(
  { value, version, head, owed, debtAt }: Stored<State>,
  { keysOf }: Shape<State>,
): Row {
  const isInDebt = isOwing(owed)
  return {
    version,
    head,
    state: JSON.stringify(value),
    keys: { ...keysOf(value), ...(isInDebt && { debtShard: shardOf(value.id), debtAt }) },
    ...(isInDebt && { ...owing(owed), ...(debtAt && { debtAt }) }),
  }
}

function cleared({ version, head, state, keys: { debtShard: _, debtAt: __, ...keys } }: Row): Row {
  return { version, head, state, keys }
}

function decode<State>(row: Row, { state }: Shape<State>): Stored<State> {
  return {
    value: state.parse(JSON.parse(row.state)),
    version: row.version,
    head: row.head,
    owed: row.owed ? Owed.parse(JSON.parse(row.owed)) : { messages: [], history: [] },
    ...(row.debtAt && { debtAt: row.debtAt }),
    ...(row.tries && { tries: row.tries }),
  }
}
