import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Health } from '../alerts/breaker.ts'
import type { ENDPOINT_KINDS, EVENT_TYPES } from '../contracts/forms.ts'
import type { Area } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'
import { remembered } from './remembered.ts'

/** Where alerts go: a subscriber's webhook or a group's chat robot. The address holds a robot's key, so it is encrypted. */
export type Endpoint = Health & {
  area: Area
  id: string
  kind: (typeof ENDPOINT_KINDS)[number]
  name: string
  events: readonly (typeof EVENT_TYPES)[number][]
  /** Host and a few characters, safe to show. */
  target: string
  sealedUrl: string
  sealedSecret?: string
  status: 'active' | 'paused' | 'broken'
  /** When it was marked broken. */
  brokenAt?: Instant
  /** Of the form it was made from, to tell a repeated request from another one under the same key. */
  fingerprint?: string
}

export type Endpoints = {
  find(area: Area, id: string): Promise<Endpoint | undefined>
  ofArea(area: Area): Promise<Endpoint[]>
  /** The same, up to ten seconds old. */
  listenersIn(area: Area): Promise<Endpoint[]>
  add(endpoint: Endpoint): Promise<void>
  /** Made active, it is healthy until the next failure. */
  setStatus(area: Area, id: string, status: 'active' | 'paused'): Promise<void>
  /** One more failure in a row, and what they come to. */
  fail(area: Area, id: string, at: Instant, probeAt: Instant): Promise<Health>
  /** An attempt succeeded. */
  mend(area: Area, id: string): Promise<void>
  /** Takes the one attempt until `next`; false when another was first. */
  probe(area: Area, id: string, now: Instant, next: Instant): Promise<boolean>
  /** Only while it is active and still failing. */
  setBroken(area: Area, id: string, at: Instant): Promise<void>
}

const HEALTHY = 'REMOVE failures, failingSince, probeAt'

/** An endpoint that was added or paused is heeded after this long at most; a letter on its way looks again before it leaves. */
const KEEP_MS = 10_000

export function endpointsTable(db: Db, TableName: string, clock: () => number): Endpoints {
  const ofArea = async (area: Area) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'area = :a',
        ExpressionAttributeValues: toItem({ ':a': area }),
      }),
    )
    return Items.map((item) => fromItem(item) as Endpoint)
  }
  const update = (
    { area, id }: { area: Area; id: string },
    UpdateExpression: string,
    ConditionExpression: string,
    values?: object,
  ) =>
    db
      .send(
        new UpdateItemCommand({
          TableName,
          Key: toItem({ area, id }),
          UpdateExpression,
          ConditionExpression,
          ...(/#s/.test(UpdateExpression) && { ExpressionAttributeNames: { '#s': 'status' } }),
          ...(values && { ExpressionAttributeValues: toItem(values) }),
          ReturnValues: 'ALL_NEW',
        }),
      )
      .then(({ Attributes }) => fromItem(Attributes!) as Endpoint, toConflict)
  return {
    async find(area, id) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName, Key: toItem({ area, id }), ConsistentRead: true }),
      )
      return Item && (fromItem(Item) as Endpoint)
    },
    ofArea,
    listenersIn: remembered(ofArea, KEEP_MS, clock),
    async add(endpoint) {
      const Item = toItem({ v: 1, ...endpoint })
      await db
        .send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }))
        .catch(toConflict)
    },
    async setStatus(area, id, status) {
      const anew = status === 'active' ? ` ${HEALTHY}, brokenAt` : ''
      await update({ area, id }, `SET #s = :s${anew}`, 'attribute_exists(id)', { ':s': status })
    },
    fail: (area, id, at, probeAt) =>
      update(
        { area, id },
        'SET failingSince = if_not_exists(failingSince, :at), probeAt = :probe ADD failures :one',
        'attribute_exists(id)',
        { ':at': at, ':probe': probeAt, ':one': 1 },
      ),
    async mend(area, id) {
      await update({ area, id }, HEALTHY, 'attribute_exists(id)')
    },
    probe: (area, id, now, next) =>
      update({ area, id }, 'SET probeAt = :next', 'probeAt <= :now', { ':next': next, ':now': now }).then(
        () => true,
        isLate,
      ),
    async setBroken(area, id, at) {
      const condition = '#s = :active AND attribute_exists(failingSince)'
      const values = { ':broken': 'broken', ':active': 'active', ':at': at }
      await update({ area, id }, 'SET #s = :broken, brokenAt = :at', condition, values).catch(isLate)
    },
  }
}

function isLate(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
