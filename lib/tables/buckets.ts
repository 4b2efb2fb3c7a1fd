import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { freeAt, type Limit, noneSent, oldestOf, type Sent } from '../alerts/limits.ts'
import { HOUR, type Instant, later, msOf, SECOND } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

/** Counts that forget themselves: wrong PINs per number and hour, messages per robot and minute. */
export type Buckets = {
  isFull(id: string, limit: number): Promise<boolean>
  /** Counts one more, in one conditional update: however many come at once, no more than `limit` get true. */
  add(id: string, limit: number, expiresAtSeconds: number): Promise<boolean>
  /** Takes leave to send one now, in one conditional update: undefined, or the moment before which asking again is idle. */
  take(id: string, limit: Limit, now: Instant): Promise<Instant | undefined>
  /** Nothing may be sent until then. */
  shut(id: string, until: Instant): Promise<void>
}

export function bucketsTable(db: Db, TableName: string): Buckets {
  const update = (id: string, UpdateExpression: string, ConditionExpression: string, values: object) =>
    db.send(
      new UpdateItemCommand({
        TableName,
        Key: toItem({ id }),
        UpdateExpression,
        ConditionExpression,
        ExpressionAttributeValues: toItem(values),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
  const begin = (id: string, limit: Limit, expiresAt: number) =>
    db
      .send(
        new PutItemCommand({
          TableName,
          Item: toItem({ id, sent: noneSent(limit), expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      )
      .then(() => true, toConflict)
      .catch(isRefused)
  /** The list keeps its length: the newest goes on at the end, the oldest drops off. */
  const push = async (id: string, limit: Limit, now: Instant): Promise<Sent | 'taken' | undefined> => {
    const rules = oldestOf(limit).map(({ index }, n) => `sent[${index}] <= :before${n}`)
    const befores = oldestOf(limit).map(({ inMs }, n) => [`:before${n}`, later(now, -inMs)])
    return update(
      id,
      `SET sent[${limit.most}] = :now, expiresAt = :e REMOVE sent[0]`,
      [...rules, '(attribute_not_exists(shutUntil) OR shutUntil <= :now)'].join(' AND '),
      { ':now': now, ':e': expiryOf(now), ...Object.fromEntries(befores) },
    ).then(
      () => 'taken',
      (error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        return error.Item && (fromItem(error.Item) as unknown as Sent)
      },
    )
  }

  return {
    async isFull(id, limit) {
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ id }) }))
      return Number(Item?.used?.N ?? 0) >= limit
    },
    add: (id, limit, expiresAt) =>
      update(id, 'ADD used :one SET expiresAt = :e', 'attribute_not_exists(used) OR used < :limit', {
        ':one': 1,
        ':limit': limit,
        ':e': expiresAt,
      })
        .then(() => true, toConflict)
        .catch(isRefused),
    async take(id, limit, now) {
      let state = await push(id, limit, now)
      if (!state) {
        await begin(id, limit, expiryOf(now))
        state = await push(id, limit, now)
      }
      return state === 'taken' ? undefined : state ? freeAt(state, limit) : later(now, limit.inMs)
    },
    async shut(id, until) {
      const values = { ':until': until, ':e': expiryOf(until) }
      await update(id, 'SET shutUntil = :until, expiresAt = :e', 'attribute_exists(sent)', values)
        .then(() => true, toConflict)
        .catch(isRefused)
    },
  }
}

/** Long after anything in it counts. */
const expiryOf = (at: Instant) => Math.ceil((msOf(at) + HOUR) / SECOND)

function isRefused(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
