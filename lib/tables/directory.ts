import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { CodeState, GridState } from '../contracts/state.ts'
import { COUNTY } from '../grid/area.ts'
import type { Grid } from '../grid/directory.ts'
import { type Edition, inForce } from '../grid/editions.ts'
import type { Code } from '../grid/route.ts'
import { instant } from '../kernel/instant.ts'
import type { Page } from './aggregate.ts'
import { cursorOf, type Db, fromItem, keyOf, toItem } from './dynamo.ts'
import { getEditions, gridsIn, partitionOf, queryEditions } from './grid-maps.ts'
import { remembered } from './remembered.ts'

export type Grids = { find(id: string): Promise<Grid | undefined>; all(): Promise<Grid[]> }
export type Codes = {
  find(id: string): Promise<Code | undefined>
  ofGrid(gridId: string, cursor?: string): Promise<Page<Code>>
}

/** A county's grids change a few times a year and are read all the time: kept for a minute per warm function. */
const KEEP_MS = 60_000

export function gridsTable(db: Db, TableName: string, clock: () => number): Grids {
  /** The map in force, as a partition of the table. Which editions there are is asked once a minute, which of them holds each time. */
  const inForceOf = (editions: () => Promise<Edition[]>) => {
    const known = remembered(editions, KEEP_MS, clock)
    return async () => partitionOf(inForce(await known(COUNTY), instant(clock()))?.key ?? '')
  }
  const found = inForceOf(() => getEditions(db, TableName))
  const listed = inForceOf(() => queryEditions(db, TableName))
  const find = remembered(
    async (key) => {
      const [county, id] = key.split(' ')
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ county, id }) }))
      return Item && GridState.parse(fromItem(Item))
    },
    KEEP_MS,
    clock,
  )
  const all = remembered((partition) => gridsIn(db, TableName, partition), KEEP_MS, clock)
  return {
    find: async (id) => find(`${await found()} ${id}`),
    all: async () => all(await listed()),
  }
}

export function codesTable(db: Db, TableName: string): Codes {
  const find = async (id: string) => {
    const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ id }) }))
    return Item && CodeState.parse(fromItem(Item))
  }
  return {
    find,
    async ofGrid(gridId, cursor) {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName,
          IndexName: 'byGrid',
          Limit: 50,
          KeyConditionExpression: 'gridId = :g',
          ExpressionAttributeValues: toItem({ ':g': gridId }),
          ExclusiveStartKey: keyOf(cursor),
        }),
      )
      const codes = await Promise.all(Items.map((row) => find(fromItem(row).id as string)))
      const next = cursorOf(LastEvaluatedKey)
      return { items: codes.filter((code) => code !== undefined), ...(next && { next }) }
    },
  }
}
