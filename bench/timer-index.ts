import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { instant, MINUTE, SECOND } from '../lib/kernel/instant.ts'
import { type Publish, publishTo } from '../lib/platform/publish.ts'
import { sweep } from '../lib/platform/sweep.ts'
import { toItem } from '../lib/tables/dynamo.ts'
import { reportsTable } from '../lib/tables/reports.ts'
import { createQueues } from '../local/engines/create-queues.ts'
import { createTables } from '../local/engines/create-tables.ts'
import { writeAll } from '../local/seed/write-all.ts'
import { median } from './row.ts'
import { idOf, reportDue } from './timer-ours.ts'

const DUE = 1_000
const FAR = 30 * 24 * 60 * MINUTE
const LOAD_MS = 10 * SECOND
const RUNS = 9

const db = () => new DynamoDBClient({})
const TIMER = ['dueShard', 'dueAt']
const keyOf = (id: string, due: number) => ({ id, dueShard: id.slice(-1), dueAt: instant(due) })

function tick(table: string, publish: Publish) {
  const reports = reportsTable(db(), table)
  const now = () => instant(Date.now())
  return sweep('report.due', { of: 'reports', due: reports.due, publish, now, measure: () => {} })(
    () => MINUTE,
  )
}

/** One tick over a thousand due, with a thousand pending and with as many as twenty seconds bring in; side by side. */
export async function tickTimes(most: number) {
  const client = db()
  const [few, many] = await Promise.all(['bench-few', 'bench-many'].map((name) => createTables(client, name)))
  const now = Date.now()
  const due = Array.from({ length: DUE }, (_, n) => keyOf(idOf(n), now - n))
  for (const { REPORTS_TABLE } of [few!, many!]) await writeAll(client, REPORTS_TABLE!, due)
  let pending = DUE
  for (const end = now + LOAD_MS; pending < most && Date.now() < end; pending += 10_000) {
    const some = Array.from({ length: 10_000 }, (_, n) => keyOf(idOf(pending + n), now + FAR + pending + n))
    await writeAll(client, many!.REPORTS_TABLE!, some)
  }
  const times = { few: [] as number[], many: [] as number[] }
  let wrong = 0
  for (let run = 0; run <= RUNS; run++) {
    for (const [name, tables] of Object.entries({ few: few!, many: many! })) {
      const start = performance.now()
      const found = await tick(tables.REPORTS_TABLE!, async () => {})
      if (run > 0) times[name as 'few'].push(performance.now() - start)
      if (found !== DUE) wrong++
    }
  }
  const ratio = median(times.many.map((ms, run) => ms / times.few[run]!))
  return { pending, few: median(times.few), many: median(times.many), ratio, wrong }
}

/** So many due at the same moment, from the table into the queue; then the queue is asked who is in it. */
export async function emission(count: number) {
  const [client, sqs] = [db(), new SQSClient({})]
  const tables = await createTables(client, 'bench-crowd')
  const queues = await createQueues(sqs, 'bench-crowd')
  const half = Date.now()
  for (let n = 0; n < count; n += 10_000)
    await writeAll(
      client,
      tables.REPORTS_TABLE!,
      Array.from({ length: 10_000 }, (_, i) => keyOf(idOf(n + i), half)),
    )
  let sends = 0
  const counted = {
    send: (command: never) => {
      sends++
      return sqs.send(command)
    },
  } as unknown as Pick<SQSClient, 'send'>
  const publish = publishTo(counted, { sla: queues.SLA_QUEUE_URL! } as Parameters<typeof publishTo>[1])
  const start = performance.now()
  const found = await tick(tables.REPORTS_TABLE!, publish)
  const ms = performance.now() - start
  const seen = await idsIn(sqs, queues.SLA_QUEUE_URL!)
  const twice = seen.length - new Set(seen).size
  return { perSecond: (found / ms) * SECOND, ms, sends, wrong: count - new Set(seen).size + twice }
}

async function idsIn(sqs: SQSClient, QueueUrl: string): Promise<string[]> {
  const ids: string[] = []
  const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] }
  const waiting = Number(
    (await sqs.send(new GetQueueAttributesCommand(asked))).Attributes!.ApproximateNumberOfMessages,
  )
  for (let taken = 0; taken < waiting; ) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    if (Messages.length === 0) break
    taken += Messages.length
    for (const { Body } of Messages) ids.push(...JSON.parse(Body!).data.ids)
  }
  return ids
}

/** A put of a report with its timer and of the same report without: the timer is two attributes of the one item. */
export async function settingOne(table: string) {
  const client = db()
  const times = { timed: [] as number[], untimed: [] as number[] }
  for (let n = 0; n < 600; n++) {
    const timed = reportDue({ id: idOf(0x7000_0000 + 2 * n), due: Date.now() + FAR })
    const rest = Object.entries(timed).filter(([key]) => !TIMER.includes(key))
    const untimed = { ...Object.fromEntries(rest), id: idOf(0x7000_0001 + 2 * n) }
    for (const [name, item] of Object.entries({ timed, untimed })) {
      const start = performance.now()
      await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }))
      if (n >= 100) times[name as 'timed'].push(performance.now() - start)
    }
  }
  return { timed: median(times.timed), untimed: median(times.untimed) }
}

/** By DynamoDB's own rule: names and values of the keys in the item and in the index, and 100 bytes for an index entry. */
export function bytesPerTimer(): number {
  const size = (entries: [string, string][]) =>
    entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  const { id, ...timer } = keyOf(idOf(1), Date.now())
  return size(Object.entries(timer)) + size([['id', id], ...Object.entries(timer)]) + 100
}
