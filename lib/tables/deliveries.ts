import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Attempt, Delivery } from '../alerts/delivery.ts'
import { laneOf } from '../alerts/lane.ts'
import { EVENT_TYPES } from '../contracts/forms.ts'
import { Message, Moment } from '../contracts/messages.ts'
import { DAY, type Instant, msOf, SECOND } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { SHARDS } from '../stack/stack.ts'
import { type AggregateTable, type Page, rowsBefore } from './aggregate.ts'
import { cursorOf, type Db, fromItem, keyOf, toConflict, toItem } from './dynamo.ts'

/** The memory twin in tests keeps exactly these promises. */
export type Deliveries = {
  /** Adding what exists already changes nothing. */
  add(delivery: Delivery): Promise<void>
  find(id: string): Promise<Delivery | undefined>
  /** Takes the next attempt until the given moment, when it falls due again; false when another deliverer was first. */
  claim(delivery: Delivery, until: Instant): Promise<boolean>
  /** Gives the attempt number `attempts` back unused, due again then; nothing when a later one has begun. */
  release(id: string, attempts: number, dueAt: Instant, why: 'crowded' | 'held'): Promise<void>
  /** Puts one that was not begun behind another: due again then, marked as that one is. */
  postpone(
    id: string,
    attempts: number,
    dueAt: Instant,
    as: { crowded?: boolean | undefined; held?: boolean | undefined },
  ): Promise<void>
  /** Everything of a lane (see laneOf), as it is now. */
  inLane(lane: string): Promise<Delivery[]>
  /** What is held need not wait for its turn. */
  wake(id: string, dueAt: Instant): Promise<void>
  /** Pending again from the start, under the same id; false when it is pending, or not there. */
  replay(id: string, dueAt: Instant): Promise<boolean>
  /** Writes down how attempt number `attempts` ended. Refused with Conflict when a later attempt has begun. */
  record(id: string, attempts: number, attempt: Attempt): Promise<void>
  due: AggregateTable<never>['due']
  /** The newest one. */
  lastOf(endpointId: string): Promise<Delivery | undefined>
  /** Newest first. */
  ofEndpoint(endpointId: string, cursor?: string): Promise<Page<Delivery>>
}

const KEEP = 90 * DAY
const PAGE = 50

const DeliveryState = z.object({
  id: z.string(),
  endpointArea: z.string(),
  endpointId: z.string(),
  eventId: z.string(),
  type: z.enum(EVENT_TYPES),
  subject: z.string(),
  status: z.enum(['pending', 'delivered', 'parked']),
  attempts: z.int(),
  createdAt: Moment,
  dueAt: z.optional(Moment),
  crowded: z.optional(z.boolean()),
  held: z.optional(z.boolean()),
  body: z.intersection(Message, z.object({ place: z.optional(z.string()) })),
  answer: z.optional(z.string()),
  answeredAt: z.optional(Moment),
}) as unknown as z.ZodMiniType<Delivery>

/** Over all characters: ids end in the endpoint's id, and one busy endpoint must not fill one shard. */
function dueShardOf(id: string): string {
  const sum = [...id].reduce((total, char) => (total * 31 + char.charCodeAt(0)) % 65_521, 7)
  return SHARDS[sum % SHARDS.length]!
}

export function deliveriesTable(db: Db, TableName: string): Deliveries {
  const find = async (id: string) => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName, Key: keyOfDelivery(id), ConsistentRead: true }),
    )
    return Item && DeliveryState.parse(fromItem(Item))
  }
  const write = (id: string, UpdateExpression: string, ConditionExpression: string, values: object) =>
    db
      .send(
        new UpdateItemCommand({
          TableName,
          Key: keyOfDelivery(id),
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: toItem({ ...values, ':pending': 'pending' }),
        }),
      )
      .then(() => true, toConflict)
  /** Names the attempt it follows, so of two deliverers one gets it. */
  const update = (id: string, attempts: number, set: string, values: object) =>
    write(id, set, '#s = :pending AND attempts = :n', { ...values, ':n': attempts })
  const query = (IndexName: string, condition: string, values: object, Limit: number, from = {}) =>
    db.send(
      new QueryCommand({
        TableName,
        IndexName,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: toItem(values),
        Limit,
        ...from,
      }),
    )

  const newest = (endpointId: string, limit: number, cursor?: string) =>
    query('byEndpoint', 'endpointId = :e', { ':e': endpointId }, limit, {
      ScanIndexForward: false,
      ExclusiveStartKey: keyOf(cursor),
    })

  return {
    find,
    async add(delivery) {
      const expiresAt = Math.ceil((msOf(delivery.createdAt) + KEEP) / SECOND)
      const Item = toItem({
        v: 1,
        lane: laneOf(delivery.id),
        ...delivery,
        dueShard: dueShardOf(delivery.id),
        expiresAt,
      })
      await db
        .send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }))
        .then(() => true, toConflict)
        .catch(isSecond)
    },
    claim: ({ id, attempts }, until) =>
      update(id, attempts, 'SET attempts = attempts + :one, dueAt = :u REMOVE held', {
        ':one': 1,
        ':u': until,
      }).catch(isSecond),
    async release(id, attempts, dueAt, why) {
      const values = { ':one': 1, ':due': dueAt, ':crowded': why === 'crowded', ':held': why === 'held' }
      const back = 'SET attempts = attempts - :one, dueAt = :due, crowded = :crowded, held = :held'
      await update(id, attempts, back, values).catch(isSecond)
    },
    async postpone(id, attempts, dueAt, { crowded = false, held = false }) {
      const values = { ':due': dueAt, ':crowded': crowded, ':held': held }
      await update(id, attempts, 'SET dueAt = :due, crowded = :crowded, held = :held', values).catch(isSecond)
    },
    async inLane(lane) {
      const found: Delivery[] = []
      let from: object = {}
      do {
        const { Items = [], LastEvaluatedKey } = await db.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'lane = :lane',
            ExpressionAttributeValues: toItem({ ':lane': lane }),
            ConsistentRead: true,
            ...from,
          }),
        )
        found.push(...Items.map((item) => DeliveryState.parse(fromItem(item))))
        from = LastEvaluatedKey ? { ExclusiveStartKey: LastEvaluatedKey } : {}
      } while ('ExclusiveStartKey' in from)
      return found
    },
    async wake(id, dueAt) {
      const values = { ':due': dueAt, ':held': true }
      await write(id, 'SET dueAt = :due REMOVE held', '#s = :pending AND held = :held', values).catch(
        isSecond,
      )
    },
    replay(id, dueAt) {
      const set = 'SET #s = :pending, attempts = :none, dueAt = :due, dueShard = :shard REMOVE crowded, held'
      const values = { ':none': 0, ':due': dueAt, ':shard': dueShardOf(id) }
      const ended = { ':parked': 'parked', ':delivered': 'delivered' }
      return write(id, set, '#s IN (:parked, :delivered)', { ...values, ...ended }).catch(isSecond)
    },
    async record(id, attempts, { status, answer, answeredAt, ...rest }) {
      const timer = 'dueAt' in rest ? ', dueAt = :due' : ' REMOVE dueShard, dueAt'
      const values = {
        ':status': status,
        ':answer': answer,
        ':at': answeredAt,
        ...('dueAt' in rest && { ':due': rest.dueAt }),
      }
      await update(id, attempts, `SET #s = :status, answer = :answer, answeredAt = :at${timer}`, values)
    },
    due: rowsBefore(db, TableName, 'byDue', 'dueShard', 'dueAt', keyOfDelivery),
    async lastOf(endpointId) {
      const { Items = [] } = await newest(endpointId, 1)
      return Items[0] && find(fromItem(Items[0]).id as string)
    },
    async ofEndpoint(endpointId, cursor) {
      const page = await newest(endpointId, PAGE, cursor)
      const { Items = [], LastEvaluatedKey } = page
      const found = await Promise.all(Items.map((row) => find(fromItem(row).id as string)))
      const next = cursorOf(LastEvaluatedKey)
      return { items: found.filter((row) => row !== undefined), ...(next && { next }) }
    },
  }
}

/** Lane and id: what goes in order lies together, and is read together as it is now. */
const keyOfDelivery = (id: string) => toItem({ lane: laneOf(id), id })

function isSecond(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
