import { join } from 'node:path'
import { instant } from '../../lib/kernel/instant.ts'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { startEngines } from '../../local/engines/engines.ts'
import { sealed, settingsFor } from '../../local/environment.ts'
import { keysIn } from '../../local/keys.ts'
import { startChild } from '../../local/process/child.ts'
import { freePort, LOOPBACK } from '../../local/process/ports.ts'
import { chanceOf, type Tally } from '../support/world-weather.ts'
import { clientsOf, furnish } from './county.ts'
import { mutated } from './mutants.ts'
import { startProxy } from './proxy.ts'
import { startReceiver } from './receiver.ts'
import { witness } from './witness.ts'

const DB_FAULTS = { refused: 0.03, throttled: 0.03, answerLost: 0.03, twice: 0, slow: 0.05 }
const QUEUE_FAULTS = { refused: 0.04, throttled: 0, answerLost: 0.04, twice: 0.08, slow: 0.05 }

type Part = { stop(): Promise<void> }
type Setting = {
  dataDir: string
  seed: number
  tally: Tally
  visibilitySeconds: number
  /** The functions' clock against ours: at 20 a minute's grace is three seconds, a quarter of an hour less than one minute. */
  speed: number
  without: string
}
export type Stage = Awaited<ReturnType<typeof setStage>>

/**
 * Engines, a bad line before each, the functions and somebody's webhook: real processes on loopback ports. Each part is
 * given to `opening` as soon as it runs, so that it is stopped whatever comes after.
 */
export async function setStage(
  { dataDir, seed, tally, visibilitySeconds, speed, without }: Setting,
  opening: <Opened extends Part>(part: Opened) => Opened,
) {
  const engines = opening(await startEngines({ dataDir, visibilitySeconds }))
  const epoch = Date.now()
  const ms = () => Math.round(epoch + (Date.now() - epoch) * speed)
  const receiver = opening(await startReceiver({ chance: chanceOf(seed + 1), tally, ms }))
  const now = () => instant(ms())
  const clockFile = join(dataDir, 'clock-off')
  const line = { chance: chanceOf(seed + 2), tally, ms }
  const { tables, queues } = engines.ports
  const { seen, watch } = witness(ms)
  const dated = { says: without !== 'guard' }
  const beforeTables = opening(
    await startProxy({ name: 'db', to: tables, faults: DB_FAULTS, edit: watch, ...dated, ...line }),
  )
  const beforeQueues = opening(
    await startProxy({
      name: 'queue',
      to: queues,
      faults: QUEUE_FAULTS,
      edit: toQueues(queues, speed),
      ...dated,
      ...line,
    }),
  )

  const port = await freePort()
  const baseUrl = `http://${LOOPBACK}:${port}`
  const settings = settingsFor('dynoxide', baseUrl, baseUrl)
  const env: Record<string, string> = { ...engines.env, ...keysIn(dataDir), ...settings }
  const clients = clientsOf(env)
  opening({
    stop: async () => {
      clients.db.destroy()
      clients.sqs.destroy()
      clients.s3.destroy()
    },
  })
  await furnish(clients, env, receiver.url, now())
  const host = opening(
    await startChild({
      name: 'functions',
      file: process.execPath,
      args: [
        ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'host.ts')],
        ...[port, speed, epoch, clockFile, without, await mutated(without, dataDir)].map(String),
      ],
      env: sealed(throughProxies(env, queues, beforeTables.port, beforeQueues.port)),
      logFile: join(dataDir, 'functions.log'),
      isReady: async () => (await fetch(`${baseUrl}/healthz`)).status > 0,
    }),
  )
  const calm = () => {
    beforeTables.calm()
    beforeQueues.calm()
    receiver.calm()
  }
  return { engines, receiver, seen, clockFile, clients, host, env, baseUrl, now, ms, calm }
}

/** Queues know themselves by their own address, and count delays in our seconds. */
const toQueues = (port: number, speed: number) => (body: string) =>
  body
    .replace(/"QueueUrl":"http:\/\/[\d.]+:\d+\//, `"QueueUrl":"http://${LOOPBACK}:${port}/`)
    .replace(/"DelaySeconds":(\d+)/g, (_, delay) => `"DelaySeconds":${Math.ceil(Number(delay) / speed)}`)

function throughProxies(env: Record<string, string>, direct: number, db: number, queues: number) {
  const urls = (Object.keys(QUEUES) as QueueName[]).map((name) => {
    const key = queueEnv(name)
    return [key, env[key]!.replace(`:${direct}/`, `:${queues}/`)]
  })
  return {
    ...env,
    ...(Object.fromEntries(urls) as Record<string, string>),
    AWS_ENDPOINT_URL_DYNAMODB: `http://${LOOPBACK}:${db}`,
    AWS_ENDPOINT_URL_SQS: `http://${LOOPBACK}:${queues}`,
  }
}
