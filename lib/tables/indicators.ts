import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { CountedState, RoundState } from '../contracts/insights.ts'
import { type Area, COUNTY, streetOf } from '../grid/area.ts'
import type { Figures } from '../insights/count.ts'
import type { Round } from '../insights/round.ts'
import type { Row } from '../insights/rows.ts'
import type { Month } from '../kernel/month.ts'
import { type Db, fromItem, type Item, toItem } from './dynamo.ts'

/** Rows can all be counted again from the history, so nothing here is ever repaired by hand. */
export type Indicators = {
  /** Every row of a street's month, its own among them; of the county, the one of its desk. */
  ofStreet(month: Month, street: Area): Promise<Row[]>
  /** The rows that add up to an area's month: a county's streets and desk, a street's communities, a community's grids. */
  partsOf(month: Month, area: Area): Promise<Row[]>
  put(month: Month, row: Row): Promise<void>
  round(): Promise<Round | undefined>
  saveRound(round: Round): Promise<void>
}

/** The length of the code goes first, so that areas of one level lie together and a level is one query. */
const placeOf = (area: Area) => `${levelOf(area.length)}.${area}`
const levelOf = (length: number) => String(length).padStart(2, '0')
const ROUND = { id: 'round', place: 'latest' }

/** A street's own row lies with the other streets, in the county. */
const partitionOf = (month: Month, area: Area) => `${month}.${area.length <= 9 ? COUNTY : streetOf(area)}`

export function indicatorsTable(db: Db, TableName: string): Indicators {
  const get = async (key: { id: string; place: string }): Promise<Item | undefined> =>
    (await db.send(new GetItemCommand({ TableName, Key: toItem(key), ConsistentRead: true }))).Item
  const find = async (month: Month, area: Area): Promise<Row[]> => {
    const item = await get({ id: partitionOf(month, area), place: placeOf(area) })
    return item ? [rowIn(item)] : []
  }
  const below = async (id: string, prefix: string): Promise<Row[]> => {
    const rows: Row[] = []
    let from: Item | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'id = :id AND begins_with(place, :prefix)',
          ExpressionAttributeValues: toItem({ ':id': id, ':prefix': prefix }),
          ExclusiveStartKey: from,
        }),
      )
      rows.push(...Items.map(rowIn))
      from = LastEvaluatedKey
    } while (from)
    return rows
  }

  return {
    async ofStreet(month, street) {
      const own = await find(month, street)
      return street === COUNTY ? own : [...own, ...(await below(`${month}.${street}`, '1'))]
    },
    partsOf: async (month, area) => {
      if (area.length === 15) return find(month, area)
      const parts = await below(
        `${month}.${area.length === 6 ? COUNTY : streetOf(area)}`,
        `${levelOf(area.length + 3)}.${area}`,
      )
      return area === COUNTY ? [...(await find(month, COUNTY)), ...parts] : parts
    },
    async put(month, { area, byCategory }) {
      const cells = Object.entries(byCategory).map(([category, figures]) => [category, written(figures)])
      const row = { id: partitionOf(month, area), place: placeOf(area), v: 1 }
      const Item = toItem({ ...row, counted: Object.fromEntries(cells) })
      await db.send(new PutItemCommand({ TableName, Item }))
    },
    async round() {
      const item = await get(ROUND)
      return item && RoundState.parse(fromItem(item))
    },
    async saveRound(round) {
      await db.send(new PutItemCommand({ TableName, Item: toItem({ ...ROUND, v: 1, ...round }) }))
    },
  }
}

/** `[3, 4]` for 3 of 4; a count of nothing is left out. */
const written = (figures: Partial<Figures>) =>
  Object.fromEntries(
    Object.entries(figures)
      .filter(([, { denominator }]) => denominator > 0)
      .map(([name, { numerator, denominator }]) => [name, [numerator, denominator]]),
  )

function rowIn(item: Item): Row {
  const { place, counted } = CountedState.parse(fromItem(item))
  const cells = Object.entries(counted).map(([category, figures]) => [
    category,
    Object.fromEntries(
      Object.entries(figures).map(([name, [numerator, denominator]]) => [name, { numerator, denominator }]),
    ),
  ])
  return { area: place.slice(3), byCategory: Object.fromEntries(cells) }
}
