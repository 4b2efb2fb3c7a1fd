import { arnOf, bucketId, logGroupId, queueId, type Resource, sub, tableId } from './render-names.ts'
import {
  BUCKETS,
  type Bucket,
  type BucketName,
  type FunctionName,
  QUEUES,
  type QueueName,
  serviceOf,
  TABLES,
  type Table,
  type TableName,
} from './stack.ts'

type Statement = { Effect: 'Allow'; Action: string[]; Resource: unknown[] | '*' }
const allow = (Action: string[], ...Resource: unknown[]): Statement => ({ Effect: 'Allow', Action, Resource })

/** A line of history is filed once and never read back or changed by who files it. */
const FILED_ONLY: readonly TableName[] = ['history']

/** A function's own role: what lib/stack/stack.ts says it may do, its service's log, and its traces. */
export function renderRole(name: FunctionName): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        {
          PolicyName: 'grants',
          PolicyDocument: { Version: '2012-10-17', Statement: statements(name) },
        },
      ],
    },
  }
}

function statements(name: FunctionName): Statement[] {
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(logGroupId(serviceOf(name)))),
    // X-Ray knows no resources to name, and a traced function without this right is refused at deploy.
    { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    ...(Object.keys(TABLES) as TableName[]).flatMap((table) => onTable(name, table)),
    ...(Object.keys(QUEUES) as QueueName[]).flatMap((queue) => onQueue(name, queue)),
    ...(Object.keys(BUCKETS) as BucketName[]).flatMap((bucket) => onBucket(name, bucket)),
  ]
}

function onTable(name: FunctionName, table: TableName): Statement[] {
  const { writers, readers, listers, indexes }: Table = TABLES[table]
  const writes = FILED_ONLY.includes(table)
    ? ['PutItem']
    : ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem']
  const actions = new Set([
    ...(writers.includes(name) ? writes : []),
    ...(readers.includes(name) ? ['GetItem', 'BatchGetItem'] : []),
    ...(listers.includes(name) ? ['Query', 'BatchGetItem'] : []),
  ])
  if (actions.size === 0) return []

  const arn = arnOf(tableId(table))
  const isIndexed = actions.has('Query') && Object.keys(indexes).length > 0
  return [
    allow(
      [...actions].map((action) => `dynamodb:${action}`),
      arn,
    ),
    ...(isIndexed ? [allow(['dynamodb:Query'], sub(`\${${tableId(table)}.Arn}/index/*`))] : []),
  ]
}

function onQueue(name: FunctionName, queue: QueueName): Statement[] {
  const { consumer, senders } = QUEUES[queue]
  const actions = [
    ...((senders as readonly FunctionName[]).includes(name) ? ['sqs:SendMessage'] : []),
    ...(consumer === name ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] : []),
  ]
  return actions.length > 0 ? [allow(actions, arnOf(queueId(queue)))] : []
}

/** Who may not list a bucket is told `access denied` for an object that is not there yet. */
function onBucket(name: FunctionName, bucket: BucketName): Statement[] {
  const { writers, readers }: Bucket = BUCKETS[bucket]
  const actions = [
    ...(writers.includes(name) ? ['s3:PutObject'] : []),
    ...(readers.includes(name) ? ['s3:GetObject'] : []),
  ]
  return [
    ...(actions.length > 0 ? [allow(actions, sub(`\${${bucketId(bucket)}.Arn}/*`))] : []),
    ...(readers.includes(name) ? [allow(['s3:ListBucket'], arnOf(bucketId(bucket)))] : []),
  ]
}
