import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type Child, startChild } from '../process/child.ts'
import type { Command } from '../process/launch.ts'
import { enroll, leave, takeOver } from '../process/leftovers.ts'
import { freePort, LOOPBACK } from '../process/ports.ts'
import { createBuckets } from './create-buckets.ts'
import { createQueues } from './create-queues.ts'
import { createTables } from './create-tables.ts'
import { dynamodbLocal } from './dynamodb-local.ts'
import { dynoxide } from './dynoxide.ts'
import { fauxqs, SECRET_KEY } from './fauxqs.ts'

export type EngineName = 'tables' | 'queues'
export type EngineOptions = {
  /** Everything that is stored, and the logs. One set of engines works on a folder at a time. */
  dataDir: string
  tables?: 'dynoxide' | 'dynamodb-local'
  /** Free ones when left out. */
  ports?: Partial<Record<EngineName, number>>
  /** How long a received message stays hidden, in place of six times its consumer's timeout. */
  visibilitySeconds?: number
  /** Given, an engine that ends is started again, and this is told. */
  onEnd?(line: string): void
}

export type Engines = {
  /** Endpoints, credentials, tables, queues and buckets: what the functions and any AWS client on this machine need. */
  env: Record<string, string>
  ports: Record<EngineName, number>
  readonly pids: Record<EngineName, number>
  /** kill -9. Without `onEnd` it stays away until `restart`. */
  kill(name: EngineName): Promise<void>
  restart(name: EngineName): Promise<void>
  stop(): Promise<void>
}

const PREFIX = 'fenghuang-local'

/** Starts the database and the queues on loopback ports and makes the tables, queues and buckets that are missing. */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const { dataDir, onEnd, visibilitySeconds } = options
  await takeOver(dataDir)
  const ports = {
    tables: options.ports?.tables ?? (await freePort()),
    queues: options.ports?.queues ?? (await freePort()),
  }
  const table = { dynoxide, 'dynamodb-local': dynamodbLocal }[options.tables ?? 'dynoxide']
  const start = (name: EngineName, command: Command) =>
    startChild(command, { onStart: (pid) => enroll(dataDir, name, pid), ...(onEnd && { onEnd }) })
  const started = await Promise.allSettled([
    start('tables', table(dataDir, ports.tables)),
    start('queues', fauxqs(dataDir, ports.queues)),
  ])
  const children = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()))
    leave(dataDir)
  }
  try {
    const failed = started.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    const env = await furnish(ports, visibilitySeconds)
    const [tables, queues] = children as [Child, Child]
    const byName = { tables, queues }
    return {
      env,
      ports,
      get pids() {
        return { tables: tables.pid, queues: queues.pid }
      },
      kill: (name) => byName[name].kill(),
      restart: (name) => byName[name].restart(),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function furnish(ports: Record<EngineName, number>, visibilitySeconds?: number) {
  const access = accessTo(ports)
  const common = {
    region: access.AWS_REGION,
    credentials: { accessKeyId: access.AWS_ACCESS_KEY_ID, secretAccessKey: access.AWS_SECRET_ACCESS_KEY },
  }
  const db = new DynamoDBClient({ ...common, endpoint: access.AWS_ENDPOINT_URL_DYNAMODB })
  const sqs = new SQSClient({ ...common, endpoint: access.AWS_ENDPOINT_URL_SQS })
  const s3 = new S3Client({ ...common, endpoint: access.AWS_ENDPOINT_URL_S3 })
  try {
    const [tables, queues, buckets] = await Promise.all([
      createTables(db, PREFIX),
      createQueues(sqs, PREFIX, visibilitySeconds),
      createBuckets(s3, PREFIX),
    ])
    return { ...access, ...tables, ...queues, ...buckets }
  } finally {
    for (const client of [db, sqs, s3]) client.destroy()
  }
}

const accessTo = ({ tables, queues }: Record<EngineName, number>) => ({
  AWS_ENDPOINT_URL_DYNAMODB: `http://${LOOPBACK}:${tables}`,
  AWS_ENDPOINT_URL_SQS: `http://${LOOPBACK}:${queues}`,
  AWS_ENDPOINT_URL_S3: `http://${LOOPBACK}:${queues}`,
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
})
