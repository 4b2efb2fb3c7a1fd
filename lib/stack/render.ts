import { renderAlarms } from './render-alarms.ts'
import { arrivalsPolicyId, renderArrivalsPolicy, renderBucket, renderBucketPolicy } from './render-buckets.ts'
import { renderEnvironment } from './render-environment.ts'
import {
  arnOf,
  bucketId,
  deadQueueId,
  logGroupId,
  logGroupName,
  queueId,
  type Resource,
  type Resources,
  roleId,
  STACK,
  tableId,
} from './render-names.ts'
import { renderDeadQueue, renderQueue } from './render-queues.ts'
import { renderRole } from './render-roles.ts'
import { renderTable } from './render-tables.ts'
import {
  BUCKETS,
  type Bucket,
  type BucketName,
  type FunctionName,
  QUEUES,
  type QueueName,
  SERVICES,
  type ServiceName,
  TABLES,
  type TableName,
} from './stack.ts'

const names = <Name extends string>(all: Record<Name, unknown>) => Object.keys(all) as Name[]
const each = <Name extends string, Value>(all: readonly Name[], render: (name: Name) => Value) =>
  Object.fromEntries(all.map((name) => [name, render(name)])) as Record<Name, Value>

const tables = names<TableName>(TABLES)
const queues = names<QueueName>(QUEUES)
const buckets = names<BucketName>(BUCKETS)
const services = names<ServiceName>(SERVICES)
const functions = services.flatMap<FunctionName>((service) => SERVICES[service].functions)

const tellsOf = (name: BucketName) => {
  const { tells }: Bucket = BUCKETS[name]
  return tells ? [tells] : []
}

const renderLogGroup = (name: ServiceName): Resource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: { LogGroupName: logGroupName(name), RetentionInDays: 365 },
})

/** What CloudFormation creates besides the functions and their triggers. */
export const resources: { Resources: Resources; Outputs: Record<string, unknown> } = {
  Resources: Object.fromEntries([
    ...tables.map((name) => [tableId(name), renderTable(name)]),
    ...queues.flatMap((name) => [
      [queueId(name), renderQueue(name)],
      [deadQueueId(name), renderDeadQueue(name)],
    ]),
    ...buckets.flatMap((name) => [
      [bucketId(name), renderBucket(name)],
      [`${bucketId(name)}Policy`, renderBucketPolicy(name)],
      ...tellsOf(name).map((queue) => [arrivalsPolicyId(name), renderArrivalsPolicy(name, queue)]),
    ]),
    ...services.map((name) => [logGroupId(name), renderLogGroup(name)]),
    ...functions.map((name) => [roleId(name), renderRole(name)]),
    ...Object.entries(renderAlarms(queues)),
  ]),
  Outputs: {
    AlarmTopic: { Description: `Subscribe whoever is on call for ${STACK}`, Value: { Ref: 'AlarmTopic' } },
  },
}

/** What the code of each service is told. */
export const environment = each(services, renderEnvironment)

/** Where the functions of each service write their log. */
export const logs = each(services, (name) => ({ logGroup: logGroupName(name) }))

/** The trigger of each queue's consumer. Without `functionResponseType` a partial failure would count as success. */
export const inbox = each(queues, (name) => ({
  arn: arnOf(queueId(name)),
  batchSize: QUEUES[name].batch,
  maximumConcurrency: QUEUES[name].concurrency,
  functionResponseType: 'ReportBatchItemFailures',
}))

/** Seconds each queue's consumer may take; its queue hides a message for six times that. */
export const timeout = each(queues, (name) => QUEUES[name].timeoutSeconds)
