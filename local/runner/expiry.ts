import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { TABLES, type Table, type TableName, tableEnv } from '../../lib/stack/stack.ts'

const EVERY = 5 * 60_000

/** dynoxide keeps what has expired. DynamoDB deletes it some time later, and so does this. */
export function startExpiry(
  db: DynamoDBClient,
  env: Record<string, string | undefined>,
  onError: (where: string, error: unknown) => void,
): { stop(): void } {
  const expireAll = async () => {
    for (const [name, { ttl, key }] of Object.entries<Table>(TABLES)) {
      if (ttl) await expire(db, env[tableEnv(name as TableName)]!, ttl, key)
    }
  }
  const timer = setInterval(() => {
    expireAll().catch((error: unknown) => onError('expiry', error))
  }, EVERY)
  return { stop: () => clearInterval(timer) }
}

/** Deletes the rows of a table whose time is over, and returns how many. A row that was given more time meanwhile stays. */
export async function expire(
  db: DynamoDBClient,
  TableName: string,
  ttl: string,
  key: Table['key'],
): Promise<number> {
  const condition = {
    ExpressionAttributeNames: { '#t': ttl },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
  }
  let count = 0
  let from: ScanCommand['input']['ExclusiveStartKey']
  do {
    const page = await db.send(
      new ScanCommand({ TableName, FilterExpression: '#t < :now', ...condition, ExclusiveStartKey: from }),
    )
    for (const item of page.Items ?? []) {
      const Key = Object.fromEntries(key.map((name) => [name!, item[name!]!]))
      const deleted = await db
        .send(new DeleteItemCommand({ TableName, Key, ConditionExpression: '#t < :now', ...condition }))
        .then(() => 1, unlessRenewed)
      count += deleted
    }
    from = page.LastEvaluatedKey
  } while (from)
  return count
}

function unlessRenewed(error: unknown): number {
  if ((error as Error).name === 'ConditionalCheckFailedException') return 0
  throw error
}
