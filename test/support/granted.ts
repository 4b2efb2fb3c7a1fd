import { renderRole } from '../../lib/stack/render-roles.ts'
import {
  BUCKETS,
  type Bucket,
  type BucketName,
  type FunctionName,
  QUEUES,
  type QueueName,
  SERVICES,
  TABLES,
  type Table,
  type TableName,
} from '../../lib/stack/stack.ts'
import { idFor, type Resource, rightsOf } from './template.ts'

export const FUNCTIONS = Object.values(SERVICES).flatMap(({ functions }) => [...functions]) as FunctionName[]

/** What the role of a function lets it do, as it is deployed: `dynamodb:PutItem on HistoryTable`. */
export const rightsOfRole = (name: FunctionName): string[] => rightsOf(renderRole(name) as Resource)

/** One name in one list of stack.ts, and what standing there allows at most. */
export type Grant = { name: FunctionName; list: string; rights: readonly string[] }

const ACTIONS = {
  writers: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
  readers: ['GetItem', 'BatchGetItem'],
  listers: ['Query', 'BatchGetItem'],
} as const satisfies Partial<Record<keyof Table, readonly string[]>>
const LISTS = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]

/** The right that a request asks for, in the words of `rightsOf`. A batch of messages needs the right to send one. */
export const onTable = (action: string, name: TableName, index?: string) =>
  `dynamodb:${action} on ${idFor(name, 'Table')}${index ? '/index/*' : ''}`
export const onBucket = (action: string, name: BucketName) => `s3:${action} on ${idFor(name, 'Bucket')}/*`
export const onQueue = (action: string, name: QueueName) =>
  `sqs:${action.replace(/Batch$/, '')} on ${idFor(name, 'Queue')}`

/** A queue's own consumer is not among them: what it may do there is Lambda's to use, before any code of ours runs. */
export const GRANTS: readonly Grant[] = [
  ...Object.entries<Table>(TABLES).flatMap(([key, table]) =>
    LISTS.flatMap((list) =>
      table[list].map((name) => ({
        name,
        list: `${list} of the table ${key}`,
        rights: ACTIONS[list].flatMap((action) =>
          [undefined, 'any'].map((index) => onTable(action, key as TableName, index)),
        ),
      })),
    ),
  ),
  ...(Object.keys(QUEUES) as QueueName[]).flatMap((key) =>
    QUEUES[key].senders.map((name) => ({
      name,
      list: `senders of the queue ${key}`,
      rights: [onQueue('SendMessage', key)],
    })),
  ),
  ...Object.entries<Bucket>(BUCKETS).flatMap(([key, bucket]) =>
    (['writers', 'readers'] as const).flatMap((list) =>
      bucket[list].map((name) => ({
        name,
        list: `${list} of the bucket ${key}`,
        rights: [onBucket(list === 'writers' ? 'PutObject' : 'GetObject', key as BucketName)],
      })),
    ),
  ),
]

/** Whether any of these requests would be denied if the function did not stand in this list. */
export function isNeeded({ name, list, rights }: Grant, asked: Iterable<string>): boolean {
  const others = GRANTS.filter((other) => other.name === name && other.list !== list)
  return [...asked].some(
    (right) => rights.includes(right) && !others.some((one) => one.rights.includes(right)),
  )
}
