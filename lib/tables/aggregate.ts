import { PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type * as z from 'zod/mini'
import { Owed } from '../contracts/state.ts'
import type { Instant } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import { cursorOf, type Db, fromItem, type Item, keyOf, toConflict, toItem } from './dynamo.ts'
import { getAll, getNewest, PER_CALL } from './get.ts'
import { chunks } from './together.ts'

/** A thing that changes through `change`: its state, how often it changed, the head of its history, what it owes. */
export type Stored<State> = {
  value: State
  version: number
  head: string
  owed: Owed
  /** When the relay may pay what is still owed, and how often it has tried. */
  debtAt?: Instant
  tries?: number
}

export type Page<Row> = { items: Row[]; next?: string }
export type DueRow = { id: string; at: Instant }

/** What an aggregate needs of its store. The memory twin for tests and simulation keeps exactly these promises. */
export type AggregateTable<State> = {
  /** The newest state: what a decision is made on. */
  find(id: string): Promise<Stored<State> | undefined>
  /** Refused with Conflict unless the stored version is `was`; 0 means: does not exist yet. */
  save(stored: Stored<State>, was: number): Promise<void>
  /** Replaces what is owed without a new version. Refused with Conflict when somebody saved or settled meanwhile. */
  settle(stored: Stored<State>, rest: Owed): Promise<void>
  postpone(stored: Stored<State>, debtAt: Instant, tries: number): Promise<void>
  /** Earliest first, all with `at` before the given moment; a page of `limit`, the one behind `after` when that is given. */
  due(shard: string, before: Instant, limit: number, after?: DueRow): Promise<DueRow[]>
  debts(shard: string, before: Instant, limit: number, after?: DueRow): Promise<DueRow[]>
}

export type Shape<State> = {
  state: z.ZodMiniType<State>
  keysOf(value: State): Record<string, string | undefined>
}

const ITEM_VERSION = 1
export const isOwing = ({ messages, history }: Owed) => messages.length + history.length > 0
export const shardOf = (id: string) => id.slice(-1)

export function aggregateTable<State extends { id: string }>(
  db: Db,
  TableName: string,
  shape: Shape<State>,
): AggregateTable<State> {
  /** Settling at the same version only ever shrinks the two lists, so version and lengths name one state exactly. */
  const unmoved = ({ version, owed }: Stored<State>) => ({
    ConditionExpression: 'version = :v AND size(owed.messages) = :m AND size(owed.history) = :h',
    values: { ':v': version, ':m': owed.messages.length, ':h': owed.history.length },
  })

  const newest = getNewest(db, TableName)

  return {
    async find(id) {
      const item = await newest(id)
      return item && decode(item, shape)
    },

    /** State, history and owed messages are one item, so one conditional put commits them all. */
    async save(stored, was) {
      const condition =
        was === 0
          ? { ConditionExpression: 'attribute_not_exists(id)' }
          : { ConditionExpression: 'version = :v', ExpressionAttributeValues: toItem({ ':v': was }) }
      await db
        .send(new PutItemCommand({ TableName, Item: encode(stored, shape), ...condition }))
        .catch(toConflict)
    },

    async settle(stored, rest) {
      const { ConditionExpression, values } = unmoved(stored)
      const isClear = !isOwing(rest)
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ id: stored.value.id }),
            ConditionExpression,
            UpdateExpression: isClear ? 'REMOVE owed, debtShard, debtAt, tries' : 'SET owed = :rest',
            ExpressionAttributeValues: toItem({ ...values, ...(!isClear && { ':rest': rest }) }),
          }),
        )
        .catch(toConflict)
    },

    async postpone(stored, debtAt, tries) {
      const { ConditionExpression, values } = unmoved(stored)
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ id: stored.value.id }),
            ConditionExpression,
            UpdateExpression: 'SET debtAt = :at, tries = :t',
            ExpressionAttributeValues: toItem({ ...values, ':at': debtAt, ':t': tries }),
          }),
        )
        .catch(toConflict)
    },

    due: rowsBefore(db, TableName, 'byDue', 'dueShard', 'dueAt'),
    debts: rowsBefore(db, TableName, 'byDebt', 'debtShard', 'debtAt'),
  }
}

/** Pages of an index by time. The key of a row is known from the row, so a page begins behind one without a cursor. */
export function rowsBefore(
  db: Db,
  TableName: string,
  IndexName: string,
  partition: string,
  sort: string,
  keyOf = (id: string): Item => toItem({ id }),
) {
  return async (shard: string, before: Instant, limit: number, after?: DueRow): Promise<DueRow[]> => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName,
        IndexName,
        Limit: limit,
        KeyConditionExpression: '#p = :p AND #s < :s',
        ExpressionAttributeNames: { '#p': partition, '#s': sort },
        ExpressionAttributeValues: toItem({ ':p': shard, ':s': before }),
        ...(after && {
          ExclusiveStartKey: { ...keyOf(after.id), ...toItem({ [partition]: shard, [sort]: after.at }) },
        }),
      }),
    )
    return Items.map(({ id, [sort]: at }) => ({ id: id!.S!, at: at!.S as Instant }))
  }
}

/** `since`: only rows whose sort key is that or later. */
type ListIndex = { name: string; key: string; value: string; since?: readonly [sort: string, from: string] }

/** A page of a list index, newest first, with the items themselves (the index holds keys only). */
export async function listBy<State extends { id: string }>(
  db: Db,
  TableName: string,
  shape: Shape<State>,
  index: ListIndex,
  cursor: string | undefined,
  limit: number,
): Promise<Page<Stored<State>>> {
  const { items: ids, next } = await idsBy(db, TableName, index, cursor, limit)
  const found = await Promise.all(chunks(ids, PER_CALL).map((some) => getAll(db, TableName, some)))
  const byId = new Map(found.flat().map((item) => [fromItem(item).id as string, decode(item, shape)]))
  const items = ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
  return { items, ...(next && { next }) }
}

/** The same with the ids alone: one read of the index, for whoever looks at each thing itself. */
export async function idsBy(
  db: Db,
  TableName: string,
  index: ListIndex,
  cursor: string | undefined,
  limit: number,
): Promise<Page<string>> {
  const { Items = [], LastEvaluatedKey } = await db
    .send(
      new QueryCommand({
        TableName,
        IndexName: index.name,
        Limit: limit,
        ScanIndexForward: false,
        KeyConditionExpression: index.since ? '#p = :p AND #s >= :s' : '#p = :p',
        ExpressionAttributeNames: { '#p': index.key, ...(index.since && { '#s': index.since[0] }) },
        ExpressionAttributeValues: toItem({
          ':p': index.value,
          ...(index.since && { ':s': index.since[1] }),
        }),
        ExclusiveStartKey: keyOf(cursor),
      }),
    )
    .catch((error: Error) => {
      // Everything else in this query is ours: a start that does not fit it came from another list.
      throw cursor && error.name === 'ValidationException' ? new Problem('cursor-foreign') : error
    })
  const next = cursorOf(LastEvaluatedKey)
  return { items: Items.map((row) => fromItem(row).id as string), ...(next && { next }) }
}

/** How many things a list index names: read from the keys alone, a megabyte of them at most. */
export async function countBy(
  db: Db,
  TableName: string,
  { name, key, value }: Pick<ListIndex, 'name' | 'key' | 'value'>,
): Promise<number> {
  const { Count = 0 } = await db.send(
    new QueryCommand({
      TableName,
      IndexName: name,
      Select: 'COUNT',
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': key },
      ExpressionAttributeValues: toItem({ ':p': value }),
    }),
  )
  return Count
}

function encode<State extends { id: string }>(
  { value, version, head, owed, debtAt }: Stored<State>,
  { keysOf }: Shape<State>,
): Item {
  return toItem({
    id: value.id,
    v: ITEM_VERSION,
    version,
    head,
    state: value,
    ...keysOf(value),
    ...(isOwing(owed) && { owed, debtShard: shardOf(value.id), debtAt }),
  })
}

function decode<State>(item: Item, { state }: Shape<State>): Stored<State> {
  const row = fromItem(item)
  return {
    value: state.parse(row.state),
    version: row.version as number,
    head: row.head as string,
    owed: row.owed ? Owed.parse(row.owed) : { messages: [], history: [] },
    ...(row.debtAt ? { debtAt: row.debtAt as Instant } : {}),
    ...(row.tries ? { tries: row.tries as number } : {}),
  }
}
