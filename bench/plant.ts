import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { HOUR, instant, later } from '../lib/kernel/instant.ts'
import { keyRing, sha256, signToken } from '../lib/platform/keys.ts'
import { QUEUES, type QueueName, queueEnv, type TableName, tableEnv } from '../lib/stack/stack.ts'
import { toItem } from '../lib/tables/dynamo.ts'
import { policiesTable } from '../lib/tables/policies.ts'
import { sessionsTable } from '../lib/tables/staff.ts'
import type { httpEvent } from './embedded.ts'

const GRID = '371724001005001'

/** Everything that waits, one message per run: the dear case, as in a quiet county. */
export async function drainQueues(
  env: Record<string, string>,
  run: (queue: QueueName, event: unknown) => Promise<void>,
): Promise<void> {
  const sqs = new SQSClient({})
  for (let isQuiet = false; !isQuiet; ) {
    isQuiet = true
    for (const queue of Object.keys(QUEUES) as QueueName[]) {
      const QueueUrl = env[queueEnv(queue)]!
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      )
      for (const { Body, MessageId, ReceiptHandle } of Messages) {
        isQuiet = false
        await run(queue, { Records: [{ messageId: MessageId, body: Body }] })
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: ReceiptHandle! }))
      }
    }
  }
}

export function nudge(id: string) {
  const at = instant(Date.now())
  const message = {
    id: 'nudge',
    type: 'report.due',
    at,
    subject: 'nudge',
    causedBy: 'nudge',
    data: { ids: [id], dueAt: at },
  }
  return { Records: [{ messageId: 'nudge', body: JSON.stringify(message) }] }
}

/** A grid with its code, an officer with a session, a subscriber. */
export async function plant(
  env: Record<string, string>,
  url: string,
  createEndpoint: (call: Parameters<typeof httpEvent>[0]) => Promise<unknown>,
) {
  const db = new DynamoDBClient({})
  const put = (table: TableName, item: object) =>
    db.send(new PutItemCommand({ TableName: env[tableEnv(table)]!, Item: toItem(item) }))
  const ring = [
    [116, 35],
    [117, 35],
    [117, 36],
    [116, 36],
    [116, 35],
  ]
  await put('grids', {
    county: '371724',
    id: GRID,
    name: '凤凰社区第一网格',
    community: '凤凰社区',
    street: '凤凰街道',
    phone: '0530-0000000',
    ring,
  })
  await put('codes', {
    id: 'phoenix1',
    kind: 'building',
    gridId: GRID,
    place: '凤凰花园3号楼',
    lat: 35.4,
    lng: 116.1,
    issuedAt: '2026-01-01',
  })
  await put('staff', {
    id: 's1',
    name: '李明',
    account: 'police',
    assignments: [
      { role: 'aux_police', area: '371724001005' },
      { role: 'county_supervisor', area: '371724' },
    ],
  })
  const now = instant(Date.now())
  const limits = { idleUntil: later(now, HOUR), endsAt: later(now, HOUR) }
  await sessionsTable(db, env[tableEnv('sessions')]!).begin({
    id: sha256('bench'),
    staffId: 's1',
    createdAt: now,
    ...limits,
  })
  const session = { cookies: ['__Host-sid=bench'] }
  const form = {
    kind: 'standard-webhook',
    area: '371724001',
    name: '订阅方',
    url,
    events: ['case.escalated'],
  }
  await createEndpoint({
    body: form,
    ...session,
    headers: { 'x-fenghuang': 'console', 'idempotency-key': 'bench-endpoint' },
  })
  return {
    session,
    token: signToken('phoenix1', keyRing(env.CODE_KEYS!)),
    policies: policiesTable(db, env[tableEnv('policies')]!),
  }
}
