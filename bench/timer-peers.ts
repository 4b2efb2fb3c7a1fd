import { Queue, Worker } from 'bullmq'
import { PgBoss } from 'pg-boss'
import { LOOPBACK } from '../local/process/ports.ts'
import { type Missing, type Server, startPostgres, startRedis } from './timer-servers.ts'

/** When a timer was due and when it was acted on, ms since 1970. */
export type Fired = { id: string; due: number; at: number }

/** Another timer queue with its own server, doing the same: remember, and call back when it is due. */
export type Peer = {
  name: string
  add(timers: readonly Pick<Fired, 'id' | 'due'>[]): Promise<void>
  fired: Fired[]
  /** Kept by its server for one pending timer. */
  bytes: number
  stop(): Promise<void>
}

const SAMPLE = 10_000
const FAR = 24 * 3600_000
/** What a timer of ours says by where it stands: which case, which clause, whose, which version. */
const about = ({ id, due }: Pick<Fired, 'id' | 'due'>) => ({
  id,
  due,
  clause: 'contact',
  tenant: '371724',
  version: 1,
})
const pending = () => Array.from({ length: SAMPLE }, (_, n) => ({ id: `far${n}`, due: Date.now() + FAR }))

/** BullMQ with its worker at 64 at once. */
export async function bullmq(): Promise<Peer | (Missing & { name: string })> {
  const redis = await startRedis()
  if ('missing' in redis) return { name: 'BullMQ', ...redis }
  const connection = { host: LOOPBACK, port: redis.port, maxRetriesPerRequest: null }
  const queue = new Queue('timers', { connection, defaultJobOptions: { removeOnComplete: true } })
  const fired: Fired[] = []
  const add: Peer['add'] = async (timers) => {
    const now = Date.now()
    const jobs = timers.map((one) => ({
      name: 'due',
      data: about(one),
      opts: { delay: Math.max(0, one.due - now), jobId: one.id },
    }))
    await queue.addBulk(jobs)
  }
  const used = async () => {
    const redis = await queue.backend.connection.client
    return Number(/used_memory:(\d+)/.exec(await redis.info())![1])
  }
  await queue.waitUntilReady()
  const before = await used()
  await add(pending())
  const bytes = ((await used()) - before) / SAMPLE
  await queue.obliterate({ force: true })
  const worker = new Worker(
    'timers',
    async ({ data }) => void fired.push({ id: data.id, due: data.due, at: Date.now() }),
    { connection, concurrency: 64 },
  )
  await worker.waitUntilReady()
  return { name: 'BullMQ', add, fired, bytes, stop: () => closed(redis, worker, queue) }
}

async function closed(server: Server, ...parts: { close(): Promise<unknown> }[]): Promise<void> {
  for (const part of parts) await part.close()
  await server.stop()
}

/** pg-boss at its fastest: it polls twice a second, and goes on without a pause while there is more. */
export async function pgBoss(): Promise<Peer | (Missing & { name: string })> {
  const postgres = await startPostgres()
  if ('missing' in postgres) return { name: 'pg-boss', ...postgres }
  const boss = new PgBoss({
    host: LOOPBACK,
    port: postgres.port,
    user: 'bench',
    database: 'postgres',
    max: 10,
  })
  boss.on('error', (error) => console.error('pg-boss', String(error)))
  await boss.start()
  await boss.createQueue('timers')
  await boss.createQueue('far')
  const fired: Fired[] = []
  const addTo = async (queue: string, timers: Parameters<Peer['add']>[0]) => {
    for (let from = 0; from < timers.length; from += 1_000) {
      const some = timers.slice(from, from + 1_000)
      await boss.insert(
        queue,
        some.map((one) => ({ data: about(one), startAfter: new Date(one.due) })),
      )
    }
  }
  const size = async () => {
    const tables =
      "select sum(pg_total_relation_size(oid)) as n from pg_class where relkind = 'r' and relname ~ '^(job|j[0-9a-f]{10,})'"
    const { rows } = await boss.getDb().executeSql(tables, [])
    return Number(rows[0].n)
  }
  const before = await size()
  await addTo('far', pending())
  const bytes = ((await size()) - before) / SAMPLE
  await boss.deleteQueue('far')
  const options = {
    pollingIntervalSeconds: 0.5,
    batchSize: 100,
    burstWhenBatchFull: true,
    localConcurrency: 4,
  }
  await boss.work<ReturnType<typeof about>>('timers', options, async (jobs) => {
    const at = Date.now()
    fired.push(...jobs.map(({ data: { id, due } }) => ({ id, due, at })))
  })
  const stop = async () => {
    await boss.stop({ graceful: false })
    await postgres.stop()
  }
  return { name: 'pg-boss', add: (timers) => addTo('timers', timers), fired, bytes, stop }
}
