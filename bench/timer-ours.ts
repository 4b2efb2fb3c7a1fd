import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { payDebts } from '../functions/relay/pay-debts.ts'
import { calendar } from '../lib/calendar/calendar.ts'
import { YEARS } from '../lib/calendar/years.ts'
import { instant, later, MINUTE, msOf, SECOND } from '../lib/kernel/instant.ts'
import { numberOf } from '../lib/kernel/number.ts'
import { GRACE, ledger } from '../lib/platform/change.ts'
import type { Log } from '../lib/platform/log.ts'
import { publishTo } from '../lib/platform/publish.ts'
import { sweep } from '../lib/platform/sweep.ts'
import { receive } from '../lib/report/decide.ts'
import type { Report, ReportEvent } from '../lib/report/report.ts'
import { drillPolicy } from '../lib/sla/policy.ts'
import { historyTable } from '../lib/tables/history.ts'
import { policiesTable } from '../lib/tables/policies.ts'
import { REPORT, reportsTable } from '../lib/tables/reports.ts'
import { type Child, startChild } from '../local/process/child.ts'
import { writeAll } from '../local/seed/write-all.ts'
import type { Fired } from './timer-peers.ts'

type Env = Record<string, string>
const CONTACT_MINUTES = 10
/** What nobody has heard of after this long without a word is lost: several times what a killed consumer holds things up for. */
const SILENCE = 40 * SECOND
const POLICY = drillPolicy('bench', instant(Date.now() - 3600_000), CONTACT_MINUTES, 24 * 60)
const TERMS = { policy: POLICY, calendar: calendar(YEARS) }

export const idOf = (n: number) => n.toString(16).padStart(32, '0')

/** A report that was received ten minutes before its first contact is due, as the table keeps it. */
export function reportDue({ id, due }: Pick<Fired, 'id' | 'due'>) {
  const receivedAt = later(instant(due), -CONTACT_MINUTES * MINUTE)
  const form = {
    id,
    number: numberOf(id, receivedAt),
    fingerprint: 'f'.repeat(32),
    category: 'parking' as const,
  }
  const { value } = receive(
    { ...form, whereabouts: {}, flags: [], wish: 'reply', sealed: 's'.repeat(400) },
    receivedAt,
    TERMS,
  )
  return { id, v: 1, version: 1, head: '', state: value, ...REPORT.keysOf(value) }
}

const QUIET = { warn() {}, error() {} } as unknown as Log

export type Ours = Awaited<ReturnType<typeof ours>>

/** Our timers on the embedded engines: reports in the table, the sweep as scheduled, its consumer in a process of its own. */
export async function ours(env: Env, logFile: string) {
  const [db, sqs] = [new DynamoDBClient({}), new SQSClient({})]
  const table = env.REPORTS_TABLE!
  await policiesTable(db, env.POLICIES_TABLE!).publish(POLICY)
  let sends = 0
  const counted = {
    send: (command: never) => {
      sends++
      return sqs.send(command)
    },
  } as unknown as Pick<SQSClient, 'send'>
  const queues = { sla: env.SLA_QUEUE_URL! } as Parameters<typeof publishTo>[1]
  const once = publishTo(counted, queues)
  const tickWith = (publish: typeof once) =>
    sweep('report.due', {
      of: 'reports',
      due: reports.due,
      publish,
      now,
      measure: () => {},
    })(() => MINUTE)
  const reports = reportsTable(db, table)
  const now = () => instant(Date.now())
  const history = historyTable(db, env.HISTORY_TABLE!)
  const alerts = publishTo(sqs, { alerts: env.ALERTS_QUEUE_URL! } as Parameters<typeof publishTo>[1])
  const { pay } = ledger<Report, ReportEvent>({ table: reports, history, publish: alerts, now, log: QUIET })
  const relay = payDebts({
    debtors: [{ of: 'reports', debts: reports.debts, pay }],
    now,
    measure: () => {},
  })
  const consumer: Child = await startChild({
    name: 'consumer',
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'timer-consumer.ts')],
    env: { ...process.env, ...env },
    logFile,
    isReady: async () => readFileSync(logFile, 'utf8').includes('ready'),
  })
  return {
    consumer,
    sends: () => sends,
    add: (timers: readonly Pick<Fired, 'id' | 'due'>[]) => writeAll(db, table, timers.map(reportDue)),
    tick: () => tickWith(once),
    /** Every nudge twice, as a queue may. */
    tickTwice: () =>
      tickWith(async (messages, delay) => {
        await once(messages, delay)
        await once(messages, delay)
      }),
    /** What a consumer stored and did not live to send, once it is owed for long enough. */
    payDebts: () => sleep(GRACE + SECOND).then(() => relay(() => MINUTE)),
    outcome: (count: number) => outcomeOf({ db, sqs }, env, count),
    async stop() {
      await consumer.stop()
      db.destroy()
      sqs.destroy()
    },
  }
}

export type Outcome = { fired: Fired[]; early: number; lost: number; double: number }

/**
 * What listeners can see: the first message about each report's climb, by the time at which the queue had it. A report that
 * climbed twice has changed twice.
 */
async function outcomeOf({ db, sqs }: { db: DynamoDBClient; sqs: SQSClient }, env: Env, count: number) {
  const first = new Map<string, Fired>()
  let end = Date.now() + SILENCE
  while (first.size < count && Date.now() < end) {
    const QueueUrl = env.ALERTS_QUEUE_URL!
    const receive = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp' as const],
    }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(receive))
    if (Messages.length > 0) end = Date.now() + SILENCE
    for (const { Body, Attributes } of Messages) {
      const { subject: id, data } = JSON.parse(Body!)
      const at = Number(Attributes!.SentTimestamp)
      if (!first.has(id) || first.get(id)!.at > at) first.set(id, { id, due: msOf(data.missedAt), at })
    }
    const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }))
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
  }
  const fired = [...first.values()]
  const versions = await versionsIn(db, env.REPORTS_TABLE!)
  const early = fired.filter(({ due, at }) => at < due).length
  return {
    fired,
    early,
    lost: count - fired.length,
    double: versions.filter((version) => version > 2).length,
  }
}

async function versionsIn(db: DynamoDBClient, TableName: string): Promise<number[]> {
  const versions: number[] = []
  let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey']
  do {
    const page = await db.send(
      new ScanCommand({ TableName, ProjectionExpression: 'version', ExclusiveStartKey }),
    )
    versions.push(...(page.Items ?? []).map(({ version }) => Number(version!.N)))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return versions
}
