import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { SHARDS, TABLES, type Table, type TableName, tableEnv } from '../../lib/stack/stack.ts'
import { fromItem, toItem } from '../../lib/tables/dynamo.ts'
import type { Ops } from './command.ts'

export type Waiting = { table: TableName; id: string; at: string }

/** Whatever is in `byDue` or `byDebt` of any table up to a moment, earliest first. */
export async function waitingIn(
  index: 'byDue' | 'byDebt',
  until: string,
  { db, env }: Pick<Ops, 'db' | 'env'>,
): Promise<Waiting[]> {
  const tables = (Object.keys(TABLES) as TableName[]).filter((name) => index in TABLES[name].indexes)
  const found = tables.flatMap((table) => SHARDS.map((shard) => inShard(table, shard)))
  return (await Promise.all(found)).flat().sort((a, b) => a.at.localeCompare(b.at))

  async function inShard(table: TableName, shard: string): Promise<Waiting[]> {
    const [partition, sort] = (TABLES[table] as Table).indexes[index]!
    const rows: Waiting[] = []
    let from: QueryCommand['input']['ExclusiveStartKey']
    do {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName: env[tableEnv(table)],
          IndexName: index,
          KeyConditionExpression: '#p = :p AND #s <= :s',
          ExpressionAttributeNames: { '#p': partition, '#s': sort },
          ExpressionAttributeValues: toItem({ ':p': shard, ':s': until }),
          ExclusiveStartKey: from,
        }),
      )
      rows.push(
        ...Items.map(fromItem).map((item) => ({ table, id: item.id as string, at: item[sort] as string })),
      )
      from = LastEvaluatedKey
    } while (from)
    return rows
  }
}
