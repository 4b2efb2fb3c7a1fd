import { BUCKETS, type Bucket, type BucketName } from './buckets.ts'
import { QUEUES, type QueueName } from './queues.ts'
import {
  EVERYWHERE,
  type FunctionName,
  SERVICES,
  type SecretName,
  type ServiceName,
  type SettingName,
} from './services.ts'
import { TABLES, type Table, type TableName } from './tables.ts'

/**
 * Every table, queue, bucket and service, named once, each kind in its file. serverless.yml, roles, environment, the embedded
 * stack and the code all read this. It is data: the rendering to CloudFormation is beside it.
 */
export * from './buckets.ts'
export * from './queues.ts'
export * from './services.ts'
export * from './tables.ts'

/** Spelled here and nowhere else. */
export const tableEnv = (name: TableName) => `${name.toUpperCase()}_TABLE` as const
export const queueEnv = (name: QueueName) => `${name.toUpperCase()}_QUEUE_URL` as const
export const bucketEnv = (name: BucketName) => `${name.toUpperCase()}_BUCKET` as const

export function serviceOf(name: FunctionName): ServiceName {
  return (Object.keys(SERVICES) as ServiceName[]).find((service) =>
    (SERVICES[service].functions as readonly string[]).includes(name),
  )!
}

const uses = (service: ServiceName, names: readonly FunctionName[]) =>
  names.some((name) => serviceOf(name) === service)

/** What a service's code can reach: the union of what its functions are granted. Names only; the grants are per function. */
export function reachOf(service: ServiceName): {
  tables: TableName[]
  queues: QueueName[]
  buckets: BucketName[]
  settings: readonly SettingName[]
  secrets: readonly SecretName[]
} {
  return {
    tables: (Object.keys(TABLES) as TableName[]).filter((name) => {
      const { writers, readers, listers }: Table = TABLES[name]
      return uses(service, [...writers, ...readers, ...listers])
    }),
    queues: (Object.keys(QUEUES) as QueueName[]).filter((name) => uses(service, QUEUES[name].senders)),
    buckets: (Object.keys(BUCKETS) as BucketName[]).filter((name) => {
      const { writers, readers }: Bucket = BUCKETS[name]
      return uses(service, [...writers, ...readers])
    }),
    settings: [...SERVICES[service].settings, ...EVERYWHERE],
    secrets: SERVICES[service].secrets,
  }
}
