import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { EditionState, GridState } from '../contracts/state.ts'
import { type Area, COUNTY } from '../grid/area.ts'
import type { Grid } from '../grid/directory.ts'
import type { Edition } from '../grid/editions.ts'
import { type Db, fromItem, toItem } from './dynamo.ts'
import { chunks } from './together.ts'

/** Maps of grids by key; the empty key is the map the county began with. Rows of a key are written before anybody reads them and never after. */
export type GridMaps = {
  of(key: string): Promise<Grid[]>
  ofCommunity(key: string, community: Area): Promise<Grid[]>
  write(key: string, grids: readonly Grid[]): Promise<void>
  /** Says which editions there are, for whoever looks up grids. */
  announce(editions: readonly Edition[]): Promise<void>
}

/** All rows of one map are one partition; so are the editions, in a partition of their own. */
export const partitionOf = (key: string) => (key === '' ? COUNTY : `${COUNTY}#${key}`)
const EDITIONS = { county: `${COUNTY}#editions`, id: COUNTY }
const AT_ONCE = 20

export function gridMapsTable(db: Db, TableName: string): GridMaps {
  return {
    of: (key) => gridsIn(db, TableName, partitionOf(key)),
    ofCommunity: (key, community) => gridsIn(db, TableName, partitionOf(key), community),
    async write(key, grids) {
      for (const some of chunks(grids, AT_ONCE)) {
        const rows = some.map((grid) => toItem({ ...grid, county: partitionOf(key), v: 1 }))
        await Promise.all(rows.map((Item) => db.send(new PutItemCommand({ TableName, Item }))))
      }
    },
    async announce(editions) {
      await db.send(new PutItemCommand({ TableName, Item: toItem({ ...EDITIONS, v: 1, editions }) }))
    },
  }
}

/** The grids of a map, or those whose codes begin with an area's. */
export async function gridsIn(db: Db, TableName: string, partition: string, area = COUNTY): Promise<Grid[]> {
  const grids: Grid[] = []
  let key: ReturnType<typeof toItem> | undefined
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'county = :c and begins_with(id, :a)',
        ExpressionAttributeValues: toItem({ ':c': partition, ':a': area }),
        ExclusiveStartKey: key,
      }),
    )
    grids.push(...z.array(GridState).parse(Items.map(fromItem)))
    key = LastEvaluatedKey
  } while (key)
  return grids
}

const Editions = z.object({ editions: z.array(EditionState) })
const editionsOf = (row: ReturnType<typeof toItem> | undefined): Edition[] =>
  row ? (Editions.parse(fromItem(row)).editions as Edition[]) : []

/** The editions for whoever may query the table … */
export async function queryEditions(db: Db, TableName: string): Promise<Edition[]> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'county = :c',
      ExpressionAttributeValues: toItem({ ':c': EDITIONS.county }),
    }),
  )
  return editionsOf(Items[0])
}

/** … and for whoever may get its items. */
export async function getEditions(db: Db, TableName: string): Promise<Edition[]> {
  const { Item } = await db.send(new GetItemCommand({ TableName, Key: toItem(EDITIONS) }))
  return editionsOf(Item)
}
