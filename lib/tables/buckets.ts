import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { Conflict } from '../kernel/problem.ts'
import { type Db, toConflict, toItem } from './dynamo.ts'

/** Counts that forget themselves: wrong PINs per number and hour. */
export type Buckets = {
  isFull(id: string, limit: number): Promise<boolean>
  /** Counts one more, in one conditional update: however many come at once, no more than `limit` get true. */
  add(id: string, limit: number, expiresAtSeconds: number): Promise<boolean>
}

export function bucketsTable(db: Db, TableName: string): Buckets {
  return {
    async isFull(id, limit) {
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ id }) }))
      return Number(Item?.used?.N ?? 0) >= limit
    },
    add: (id, limit, expiresAt) =>
      db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ id }),
            UpdateExpression: 'ADD used :one SET expiresAt = :e',
            ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
            ExpressionAttributeValues: toItem({ ':one': 1, ':limit': limit, ':e': expiresAt }),
          }),
        )
        .then(() => true, toConflict)
        .catch((error: unknown) => {
          if (error instanceof Conflict) return false
          throw error
        }),
  }
}
