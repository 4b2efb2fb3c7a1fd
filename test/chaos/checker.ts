import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { Campaign } from '../../lib/campaign/campaign.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Report } from '../../lib/report/report.ts'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { isOwing, type Stored } from '../../lib/tables/aggregate.ts'
import { campaignsTable } from '../../lib/tables/campaigns.ts'
import { deliveriesTable } from '../../lib/tables/deliveries.ts'
import { historyTable } from '../../lib/tables/history.ts'
import { reportsTable } from '../../lib/tables/reports.ts'
import type { Told } from '../support/world-people.ts'
import { violationsOf } from '../support/world-promises.ts'
import type { Announced } from '../support/world-services.ts'
import { type Clients, ROBOTS } from './county.ts'
import type { Heard } from './receiver.ts'
import { tellingBroken } from './telling.ts'

type Env = Record<string, string>
export type Found = {
  reports: Stored<Report>[]
  campaigns: Stored<Campaign>[]
  announced: Map<string, Announced>
  /** What is still to be done before the system is at rest. */
  open: number
}

/** Everything in the tables, read past the functions. */
export async function readAll({ db }: Clients, env: Env): Promise<Found> {
  const idsOf = async (TableName: string) => {
    const ids: string[] = []
    let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey']
    do {
      const page = await db.send(
        new ScanCommand({ TableName, ProjectionExpression: 'id', ExclusiveStartKey }),
      )
      ids.push(...(page.Items ?? []).map((item) => item.id!.S!))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return ids
  }
  const each = async <Row>(table: string, find: (id: string) => Promise<Row | undefined>) => {
    const rows: Row[] = []
    for (const id of await idsOf(table)) rows.push((await find(id))!)
    return rows
  }
  const reports = await each(env.REPORTS_TABLE!, reportsTable(db, env.REPORTS_TABLE!).find)
  const campaigns = await each(env.CAMPAIGNS_TABLE!, campaignsTable(db, env.CAMPAIGNS_TABLE!).find)
  const deliveries = await each(env.DELIVERIES_TABLE!, deliveriesTable(db, env.DELIVERIES_TABLE!).find)
  const open =
    [...reports, ...campaigns].filter(({ owed }) => isOwing(owed)).length +
    deliveries.filter(({ status }) => status === 'pending').length
  const announced = new Map(deliveries.map((one) => [one.id, { ...one, trulyAt: one.createdAt }]))
  return { reports, campaigns, announced, open }
}

/** The promises of the simulation, held against real tables; and that whoever listens was told of everything. */
export async function check(
  { db }: Clients,
  env: Env,
  { reports, campaigns, announced, open }: Found,
  {
    told,
    withdrawn,
    heard,
    seen,
    now,
  }: {
    told: Told
    withdrawn: Set<string>
    heard: Heard
    seen: Map<string, Instant>
    now: Instant
  },
) {
  const history = historyTable(db, env.HISTORY_TABLE!)
  const isRobots = ({ endpointId }: Announced) => ROBOTS.some(({ id }) => id === endpointId)
  const toHooks = [...announced].filter(([, one]) => !isRobots(one))
  const resting = {
    reports: { all: () => reports },
    campaigns: { all: () => campaigns },
    history,
    announced: new Map(
      toHooks.map(([id, one]) => [id, { ...one, trulyAt: seen.get(one.body.id) ?? one.trulyAt }]),
    ),
  }
  const { violations, lateness } = await violationsOf(resting, told, now)
  if (open > 0) violations.push(`${open} things are still owed or to be delivered`)
  for (const { value } of reports) {
    if (withdrawn.has(value.id) && value.status !== 'cancelled')
      violations.push(`report ${value.number} was withdrawn and is ${value.status}`)
  }
  violations.push(...tellingBroken([...announced.values()], heard))
  return { violations, lateness }
}

/** Takes what rests in the dead-letter queues. */
export async function takeDead({ sqs }: Clients, env: Env): Promise<string[]> {
  const bodies: string[] = []
  for (const name of Object.keys(QUEUES) as QueueName[]) {
    const QueueName = `${new URL(env[queueEnv(name)]!).pathname.split('/').at(-1)}-dead`
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }))
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      )
      if (Messages.length === 0) break
      for (const { Body, ReceiptHandle } of Messages) {
        bodies.push(Body!)
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
      }
    }
  }
  return bodies
}
