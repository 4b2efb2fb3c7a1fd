import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { ENDPOINT_KINDS, EVENT_TYPES } from '../contracts/forms.ts'
import type { Area } from '../grid/area.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'
import { remembered } from './remembered.ts'

/** Where alerts go: a subscriber's webhook or a group's chat robot. The address holds a robot's key, so it is encrypted. */
export type Endpoint = {
  area: Area
  id: string
  kind: (typeof ENDPOINT_KINDS)[number]
  name: string
  events: readonly (typeof EVENT_TYPES)[number][]
  /** Host and a few characters, safe to show. */
  target: string
  sealedUrl: string
  sealedSecret?: string
  status: 'active' | 'paused'
  /** Of the form it was made from, to tell a repeated request from another one under the same key. */
  fingerprint?: string
}

export type Endpoints = {
  find(area: Area, id: string): Promise<Endpoint | undefined>
  ofArea(area: Area): Promise<Endpoint[]>
  /** The same, up to ten seconds old. */
  listenersIn(area: Area): Promise<Endpoint[]>
  add(endpoint: Endpoint): Promise<void>
  setStatus(area: Area, id: string, status: Endpoint['status']): Promise<void>
}

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
      await db
        .send(
          new UpdateItemCommand({
            TableName,
            Key: toItem({ area, id }),
            UpdateExpression: 'SET #s = :s',
            ConditionExpression: 'attribute_exists(id)',
            ExpressionAttributeNames: { '#s': 'status' },
            ExpressionAttributeValues: toItem({ ':s': status }),
          }),
        )
        .catch(toConflict)
    },
  }
}
