import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { Conflict } from '../kernel/problem.ts'

export type Db = Pick<DynamoDBClient, 'send'>
export type Item = Record<string, AttributeValue>

export const toItem = (value: object): Item => marshall(value, { removeUndefinedValues: true })
export const fromItem = (item: Item): Record<string, unknown> => unmarshall(item)

/** A condition that did not hold means another writer was first. */
export function toConflict(error: unknown): never {
  throw error instanceof ConditionalCheckFailedException ? new Conflict() : error
}

/** Where a page ended, as text a caller can hand back; it names keys only. */
export function cursorOf(key: Item | undefined): string | undefined {
  return key && Buffer.from(JSON.stringify(fromItem(key))).toString('base64url')
}

export function keyOf(cursor: string | undefined): Item | undefined {
  if (!cursor) return undefined
  try {
    return toItem(JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object)
  } catch {
    return undefined // a cursor from elsewhere starts at the beginning
  }
}
