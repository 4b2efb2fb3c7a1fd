import { type Resource, STACK } from './render-names.ts'
import { TABLES, type Table, type TableName } from './stack.ts'

/** Everything is text except the place of a line in its history. */
const typeOf = (attribute: string) => (attribute === 'seq' ? 'N' : 'S')

const keySchema = ([partition, sort]: readonly [string, string?]) => [
  { AttributeName: partition, KeyType: 'HASH' },
  ...(sort ? [{ AttributeName: sort, KeyType: 'RANGE' }] : []),
]

/** A table outlives its stack: deleting or replacing the stack leaves it, and it refuses to be deleted by hand. */
export function renderTable(name: TableName): Resource {
  const { key, indexes, ttl }: Table = TABLES[name]
  const attributes = new Set([...key, ...Object.values(indexes).flat()].filter((one) => one !== undefined))
  return {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      TableName: `${STACK}-${name}`,
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      AttributeDefinitions: [...attributes].map((attribute) => ({
        AttributeName: attribute,
        AttributeType: typeOf(attribute),
      })),
      KeySchema: keySchema(key),
      ...(Object.keys(indexes).length > 0 && {
        GlobalSecondaryIndexes: Object.entries(indexes).map(([index, indexKey]) => ({
          IndexName: index,
          KeySchema: keySchema(indexKey),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        })),
      }),
      ...(ttl && { TimeToLiveSpecification: { AttributeName: ttl, Enabled: true } }),
    },
  }
}
