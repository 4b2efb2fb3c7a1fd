import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { CodeState, GridState } from '../contracts/state.ts'
import { COUNTY } from '../grid/area.ts'
import type { Grid } from '../grid/directory.ts'
import type { Code } from '../grid/route.ts'
import type { Page } from './aggregate.ts'
import { cursorOf, type Db, fromItem, keyOf, toItem } from './dynamo.ts'
import { remembered } from './remembered.ts'

export type Grids = { find(id: string): Promise<Grid | undefined>; all(): Promise<Grid[]> }
export type Codes = {
  find(id: string): Promise<Code | undefined>
  ofGrid(gridId: string, cursor?: string): Promise<Page<Code>>
}

/** A county's grids change a few times a year and are read all the time: kept for a minute per warm function. */
const KEEP_MS = 60_000

export function gridsTable(db: Db, TableName: string, clock: () => number): Grids {
  const load = async () => {
    const grids: Grid[] = []
    let key: ReturnType<typeof toItem> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'county = :c',
          ExpressionAttributeValues: toItem({ ':c': COUNTY }),
          ExclusiveStartKey: key,
        }),
      )
      grids.push(...z.array(GridState).parse(Items.map(fromItem)))
      key = LastEvaluatedKey
    } while (key)
    return grids
  }
  const find = async (id: string) => {
    const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem({ county: COUNTY, id }) }))
    return Item && GridState.parse(fromItem(Item))
  }
  const all = remembered(load, KEEP_MS, clock)
  return { find: remembered(find, KEEP_MS, clock), all: () => all(COUNTY) }
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
