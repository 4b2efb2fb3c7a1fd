import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message as QueueMessage,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import type { Message } from '../../lib/contracts/messages.ts'
import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import {
  type FunctionName,
  QUEUES,
  type QueueName,
  queueEnv,
  type ServiceName,
  serviceOf,
  type TableName,
  tableEnv,
} from '../../lib/stack/stack.ts'
import { toItem } from '../../lib/tables/dynamo.ts'
import { type Reports, reportsTable } from '../../lib/tables/reports.ts'
import { type Uploads, uploadsTable } from '../../lib/tables/uploads.ts'
import type { TestEngines } from './engines.ts'
import { environmentOf, startService } from './given-environment.ts'
import { layPages } from './given-pages.ts'
import { type Answered, type Asked, ask, hand } from './http-event.ts'

/** The services as they are deployed, on the real engines, at a time of day that the test says. */
export type Stack = {
  reports: Reports
  uploads: Uploads
  at(when: string): void
  put(table: TableName, ...items: object[]): Promise<void>
  /** Of all that a table holds. */
  idsIn(table: TableName): Promise<string[]>
  ask(name: FunctionName, asked?: Asked): Promise<Answered>
  run(name: FunctionName): Promise<void>
  send(queue: QueueName, body: string): Promise<void>
  /** Hands what waits in a queue to its consumer; what fails is there again at once. Returns what was handed over. */
  deliver(queue: QueueName): Promise<Message[]>
  /** What waits in a queue is gone. */
  lose(queue: QueueName): Promise<void>
  /** What rests in the queue of those that failed too often. */
  dead(queue: QueueName): Promise<string[]>
}

export function openStack({ env, db, sqs, dataDir }: TestEngines): Stack {
  const LAMBDA_TASK_ROOT = layPages(dataDir)
  let now = shanghai('2026-03-02 09:00')
  const clock = (): Instant => now
  const started = new Map<ServiceName, ReturnType<typeof startService>>()
  const handlerOf = (name: FunctionName) => {
    const service = serviceOf(name)
    if (!started.has(service))
      started.set(service, startService(service, { ...environmentOf(service, env), LAMBDA_TASK_ROOT }, clock))
    return started.get(service)![name]! as never as (event: unknown, context: unknown) => Promise<never>
  }
  const receive = async (QueueUrl: string): Promise<QueueMessage[]> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    return Messages
  }
  const finish = (QueueUrl: string, ReceiptHandle: string, isDone: boolean) =>
    isDone
      ? sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
      : sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))

  return {
    reports: reportsTable(db, env[tableEnv('reports')]!),
    uploads: uploadsTable(db, env[tableEnv('uploads')]!),
    at(when) {
      now = shanghai(when)
    },
    async put(table, ...items) {
      for (const item of items)
        await db.send(new PutItemCommand({ TableName: env[tableEnv(table)]!, Item: toItem(item) }))
    },
    async idsIn(table) {
      const { Items = [] } = await db.send(new ScanCommand({ TableName: env[tableEnv(table)]! }))
      return Items.map(({ id }) => id!.S!)
    },
    ask: (name, asked) => ask(handlerOf(name), asked),
    async run(name) {
      await handlerOf(name)({}, { getRemainingTimeInMillis: () => 60_000 })
    },
    async send(queue, MessageBody) {
      await sqs.send(new SendMessageCommand({ QueueUrl: env[queueEnv(queue)]!, MessageBody }))
    },
    async deliver(queue) {
      const url = env[queueEnv(queue)]!
      const messages = await receive(url)
      if (messages.length === 0) return []
      const bodies = messages.map(({ Body }) => Body!)
      const failed = await hand(handlerOf(QUEUES[queue].consumer), ...bodies)
      for (const [index, { ReceiptHandle }] of messages.entries())
        await finish(url, ReceiptHandle!, !failed.includes(`m${index}`))
      return bodies
        .filter((_, index) => !failed.includes(`m${index}`))
        .map((body) => JSON.parse(body) as Message)
    },
    async lose(queue) {
      const url = env[queueEnv(queue)]!
      for (const { ReceiptHandle } of await receive(url)) await finish(url, ReceiptHandle!, true)
    },
    async dead(queue) {
      const QueueName = env[queueEnv(queue)]!.replace(/.*\//, '')
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${QueueName}-dead` }))
      return (await receive(QueueUrl!)).map(({ Body }) => Body!)
    },
  }
}
