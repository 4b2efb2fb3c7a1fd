import { setTimeout as sleep } from 'node:timers/promises'
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { toItem } from '../../lib/tables/dynamo.ts'
import { chunks } from '../../lib/tables/together.ts'

const AT_ONCE = 4

/** Puts many rows into one table, 25 per request; what the database hands back unwritten is sent again. */
export async function writeAll(db: DynamoDBClient, table: string, rows: readonly object[]): Promise<void> {
  const batches = chunks(rows, 25)
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await write(
        db,
        table,
        batch.map((row) => ({ PutRequest: { Item: toItem(row) } })),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function write(db: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  let left = requests
  for (let pause = 20; left.length > 0; pause *= 2) {
    if (pause > 20) await sleep(pause)
    if (pause > 10_000) throw new Error(`${table} does not take its rows`)
    const { UnprocessedItems } = await db.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }))
    left = UnprocessedItems?.[table] ?? []
  }
}
