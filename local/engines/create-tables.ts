import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ListTablesCommand,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { TABLES, type Table, type TableName, tableEnv } from '../../lib/stack/stack.ts'

/** Makes every table of the stack that is missing and returns their names as the functions are told them. */
export async function createTables(db: DynamoDBClient, prefix: string): Promise<Record<string, string>> {
  const { TableNames: existing = [] } = await db.send(new ListTablesCommand({}))
  const names = Object.keys(TABLES) as TableName[]
  await Promise.all(
    names.map(async (name) => {
      const full = `${prefix}-${name}`
      if (existing.includes(full)) await check(db, full, TABLES[name])
      else await create(db, full, TABLES[name])
    }),
  )
  return Object.fromEntries(names.map((name) => [tableEnv(name), `${prefix}-${name}`]))
}

async function create(db: DynamoDBClient, TableName: string, { key, indexes, ttl }: Table): Promise<void> {
  const attributes = new Set([...key, ...Object.values(indexes).flat()])
  const secondary = Object.entries(indexes).map(([IndexName, keys]) => ({
    IndexName,
    KeySchema: schemaOf(keys),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  }))
  await db.send(
    new CreateTableCommand({
      TableName,
      KeySchema: schemaOf(key),
      AttributeDefinitions: [...attributes].map((name) => ({
        AttributeName: name,
        AttributeType: name === 'seq' ? 'N' : 'S',
      })),
      ...(secondary.length > 0 && { GlobalSecondaryIndexes: secondary }),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
  if (ttl) {
    const TimeToLiveSpecification = { AttributeName: ttl, Enabled: true }
    await db.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
  }
}

/** Data of an older version of the stack is not changed under anybody's hands. */
async function check(db: DynamoDBClient, TableName: string, { key, indexes }: Table): Promise<void> {
  const { Table } = await db.send(new DescribeTableCommand({ TableName }))
  const wanted = spell(
    schemaOf(key),
    Object.entries(indexes).map(([name, keys]) => [name, schemaOf(keys)]),
  )
  if (spellTable(Table!) === wanted) return
  throw new Error(
    `表 ${TableName} 的结构已经变了，请用 npm start -- --fresh 重新开始 · ${TableName} was made by another version`,
  )
}

const spellTable = ({ KeySchema, GlobalSecondaryIndexes = [] }: TableDescription) =>
  spell(
    KeySchema!,
    GlobalSecondaryIndexes.map((index) => [index.IndexName!, index.KeySchema!]),
  )

function spell(key: KeySchemaElement[], indexes: [string, KeySchemaElement[]][]): string {
  const keys = (schema: KeySchemaElement[]) => schema.map((element) => element.AttributeName).join('+')
  return [keys(key), ...indexes.map(([name, schema]) => `${name}:${keys(schema)}`).sort()].join(' ')
}

function schemaOf([partition, sort]: readonly [string, string?]): KeySchemaElement[] {
  const range = sort ? [{ AttributeName: sort, KeyType: 'RANGE' as const }] : []
  return [{ AttributeName: partition, KeyType: 'HASH' }, ...range]
}
