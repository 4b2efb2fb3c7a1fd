import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { Moment } from '../contracts/messages.ts'
import type { Instant } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

/**
 * A chat account that speaks for a member of staff: WeCom's UserID, DingTalk's senderStaffId, Feishu's open_id. Of one
 * endpoint, because whoever holds that endpoint's callback keys could claim any account, and must not be believed elsewhere.
 */
export type Identity = { endpointId: string; account: string; staffId: string; mappedAt: Instant }

export type Identities = {
  find(endpointId: string, account: string): Promise<Identity | undefined>
  ofEndpoint(endpointId: string): Promise<Identity[]>
  /** Refused with Conflict while the account is another person's. */
  map(identity: Identity): Promise<void>
  /** Nobody's from now on; twice is nothing. */
  unmap(endpointId: string, account: string, at: Instant): Promise<void>
}

const Row = z.object({
  endpointId: z.string(),
  account: z.string(),
  staffId: z.string(),
  mappedAt: Moment,
  endedAt: z.optional(Moment),
})

export function identitiesTable(db: Db, TableName: string): Identities {
  const current = (item: Parameters<typeof fromItem>[0]): Identity | undefined => {
    const { endedAt, ...identity } = Row.parse(fromItem(item))
    return endedAt ? undefined : identity
  }
  return {
    async find(endpointId, account) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName, Key: toItem({ endpointId, account }), ConsistentRead: true }),
      )
      return Item && current(Item)
    },
    async ofEndpoint(endpointId) {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'endpointId = :e',
          ExpressionAttributeValues: toItem({ ':e': endpointId }),
        }),
      )
      return Items.map(current).filter((one) => one !== undefined)
    },
    async map(identity) {
      await db
        .send(
          new PutItemCommand({
            TableName,
            Item: toItem({ v: 1, ...identity }),
            ConditionExpression: 'attribute_not_exists(account) OR attribute_exists(endedAt) OR staffId = :s',
            ExpressionAttributeValues: toItem({ ':s': identity.staffId }),
          }),
        )
        .catch(toConflict)
    },
    async unmap(endpointId, account, at) {
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ endpointId, account }),
            UpdateExpression: 'SET endedAt = :at',
            ConditionExpression: 'attribute_exists(account)',
            ExpressionAttributeValues: toItem({ ':at': at }),
          }),
        )
        .then(() => undefined, toConflict)
        .catch((error: unknown) => {
          if (!(error instanceof Conflict)) throw error // never was anybody's
        })
    },
  }
}
