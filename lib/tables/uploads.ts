import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { Moment } from '../contracts/messages.ts'
import { DAY, type Instant, later, msOf, SECOND } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { KIND_NAMES, MEDIA_TYPES, type MediaType } from '../media/kinds.ts'
import { REFUSAL_NAMES } from '../media/refusals.ts'
import type { Upload } from '../media/upload.ts'
import { BUCKETS } from '../stack/stack.ts'
import { type DueRow, shardOf } from './aggregate.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

export type Uploads = {
  add(upload: Upload): Promise<void>
  find(id: string): Promise<Upload | undefined>
  /** Gives the upload to a report, for good; again for the same one is nothing. False when it is another's, or not there. */
  claim(id: string, reportId: string, now: Instant): Promise<boolean>
  /** Refused with Conflict unless it still waits and nobody else has tried meanwhile. */
  tryAgain(upload: Upload, tries: number, dueAt: Instant): Promise<void>
  /** The first verdict stays. */
  end(id: string, verdict: Pick<Upload, 'status' | 'why' | 'place'>): Promise<void>
  /** Earliest first, all with `at` before the given moment. */
  due(shard: string, before: Instant, limit: number): Promise<DueRow[]>
}

const UploadState = z.object({
  id: z.string(),
  kind: z.enum(KIND_NAMES),
  type: z.enum(MEDIA_TYPES as [MediaType, ...MediaType[]]),
  bytes: z.int(),
  keepsPlace: z.boolean(),
  createdAt: Moment,
  status: z.enum(['waiting', 'ready', 'refused']),
  reportId: z.optional(z.string()),
  why: z.optional(z.enum(REFUSAL_NAMES)),
  place: z.optional(z.string()),
  tries: z.int(),
  dueAt: z.optional(Moment),
}) as unknown as z.ZodMiniType<Upload>

const expiryOf = (at: Instant, days: number) => Math.ceil(msOf(later(at, days * DAY)) / SECOND)

export function uploadsTable(db: Db, TableName: string): Uploads {
  const update = (id: string, UpdateExpression: string, ConditionExpression: string, values: object) =>
    db
      .send(
        new UpdateItemCommand({
          TableName,
          Key: toItem({ id }),
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: toItem(values),
        }),
      )
      .then(() => true, toConflict)

  return {
    async add(upload) {
      // Without a report it goes with its file; the claim gives it the life of what the file becomes.
      const Item = toItem({
        v: 1,
        ...upload,
        expiresAt: expiryOf(upload.createdAt, BUCKETS.staging.keptDays),
      })
      await db.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }))
    },
    async find(id) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName, Key: toItem({ id }), ConsistentRead: true }),
      )
      return Item && UploadState.parse(fromItem(Item))
    },
    claim: (id, reportId, now) =>
      update(
        id,
        'SET reportId = :r, dueAt = :now, dueShard = :shard, expiresAt = :e',
        '#s = :waiting AND attribute_not_exists(reportId)',
        {
          ':r': reportId,
          ':now': now,
          ':shard': shardOf(id),
          ':e': expiryOf(now, BUCKETS.media.keptDays),
          ':waiting': 'waiting',
        },
      )
        .catch(isSecond)
        .then(async (isMine) => isMine || (await isClaimedBy(db, TableName, id, reportId))),
    async tryAgain({ id, tries: was }, tries, dueAt) {
      const values = { ':n': tries, ':was': was, ':d': dueAt, ':waiting': 'waiting' }
      await update(id, 'SET tries = :n, dueAt = :d', '#s = :waiting AND tries = :was', values)
    },
    async end(id, { status, why, place }) {
      const given = Object.entries({ why, place }).filter(([, value]) => value !== undefined)
      const sets = given.map(([name]) => `, ${name} = :${name}`).join('')
      const values = { ':s': status, ':waiting': 'waiting' }
      await update(id, `SET #s = :s${sets} REMOVE dueAt, dueShard`, '#s = :waiting', {
        ...values,
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      }).catch(isSecond)
    },
    async due(shard, before, Limit) {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName,
          IndexName: 'byDue',
          KeyConditionExpression: 'dueShard = :s AND dueAt < :b',
          ExpressionAttributeValues: toItem({ ':s': shard, ':b': before }),
          Limit,
        }),
      )
      return Items.map(fromItem).map((row) => ({ id: row.id as string, at: row.dueAt as Instant }))
    },
  }
}

async function isClaimedBy(db: Db, TableName: string, id: string, reportId: string): Promise<boolean> {
  const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ id }), ConsistentRead: true }))
  return Item?.reportId?.S === reportId
}

function isSecond(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
