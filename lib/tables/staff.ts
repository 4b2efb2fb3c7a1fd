import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { StaffState } from '../contracts/state.ts'
import { type Instant, msOf } from '../kernel/instant.ts'
import type { Post } from '../staff/holders.ts'
import type { Assignment, Staff } from '../staff/staff.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

export type People = {
  find(id: string): Promise<Staff | undefined>
  findByAccount(account: string): Promise<Staff | undefined>
  /** Replaces what one post gives a person. Refused with Conflict when another post was granted meanwhile; nothing for who is unknown. */
  grant(id: string, post: Pick<Post, 'role' | 'area'>, rights: readonly Assignment[]): Promise<void>
}

export function staffTable(db: Db, TableName: string): People {
  const find = async (id: string) => {
    const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ id }) }))
    return Item && StaffState.parse(fromItem(Item))
  }
  return {
    find,
    async findByAccount(account) {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName,
          IndexName: 'byAccount',
          Limit: 1,
          KeyConditionExpression: 'account = :a',
          ExpressionAttributeValues: toItem({ ':a': account }),
        }),
      )
      return Items[0] && find(fromItem(Items[0]).id as string)
    },
    async grant(id, { role, area }, rights) {
      const Key = toItem({ id })
      const { Item } = await db.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))
      if (!Item) return
      const { assignments: was } = fromItem(Item) as Pick<Staff, 'assignments'>
      const others = was.filter((held) => held.role !== role || held.area !== area)
      const command = new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET assignments = :a',
        ConditionExpression: 'assignments = :w',
        ExpressionAttributeValues: toItem({ ':a': [...others, ...rights], ':w': was }),
      })
      await db.send(command).catch(toConflict)
    },
  }
}

/**
 * A browser's session, keyed by the hash of its cookie: whoever copies the table cannot sign in with it. `pending` is
 * a sign-in on its way to the identity provider and back, and holds what must match on return.
 */
export type Session = {
  id: string
  staffId?: string
  pending?: { verifier: string; state: string; nonce: string; returnTo: string }
  createdAt: Instant
  idleUntil: Instant
  endsAt: Instant
  endedAt?: Instant
}

export type Sessions = {
  find(id: string): Promise<Session | undefined>
  begin(session: Session): Promise<void>
  /** Keeps a session alive. Refused with Conflict once it has ended. */
  touch(id: string, idleUntil: Instant): Promise<void>
  end(id: string, now: Instant): Promise<void>
}

export function sessionsTable(db: Db, TableName: string): Sessions {
  const open = 'attribute_exists(id) AND attribute_not_exists(endedAt)'
  return {
    async find(id) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName, Key: toItem({ id }), ConsistentRead: true }),
      )
      return Item && (fromItem(Item) as Session)
    },
    async begin(session) {
      const Item = toItem({ ...session, expiresAt: Math.ceil(msOf(session.endsAt) / 1000) })
      await db
        .send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }))
        .catch(toConflict)
    },
    async touch(id, idleUntil) {
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ id }),
            UpdateExpression: 'SET idleUntil = :u',
            ConditionExpression: open,
            ExpressionAttributeValues: toItem({ ':u': idleUntil }),
          }),
        )
        .catch(toConflict)
    },
    async end(id, now) {
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ id }),
            UpdateExpression: 'SET endedAt = :n',
            ConditionExpression: open,
            ExpressionAttributeValues: toItem({ ':n': now }),
          }),
        )
        .catch(toConflict)
    },
  }
}
