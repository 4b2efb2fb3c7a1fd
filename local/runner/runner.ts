import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { startExpiry } from './expiry.ts'
import { functionsIn } from './functions.ts'
import { type Aside, startGateway } from './gateway.ts'
import { type Invoke, load } from './invoke.ts'
import { startPoller } from './poller.ts'
import { router } from './router.ts'
import { minutesOf, startSchedule } from './schedule.ts'

export type RunnerOptions = {
  root: string
  port: number
  asides?: readonly Aside[]
  /** For a database that does not do it. */
  deletesExpired?: boolean
}
type Loaded = { spec: ReturnType<typeof functionsIn>[number]; target: Invoke }

/**
 * What AWS does around the functions: answers HTTP, feeds the queues, runs the schedules, all from the files that deploy
 * them. The functions read this process's environment, so it must be complete before.
 */
export async function startRunner({ root, port, asides = [], deletesExpired }: RunnerOptions) {
  const loaded = functionsIn(root).map((spec) => ({ spec, target: load(spec, root) }))
  const onError = (where: string, error: unknown) => {
    const { name, message } = error as Error
    console.error(JSON.stringify({ level: 'ERROR', service: 'runner', where, error: `${name}: ${message}` }))
  }

  const sqs = new SQSClient({})
  const server = await startGateway({ find: router(loaded), asides, port, onError })
  const pollers = queuesOf(loaded).map((queue) => startPoller({ ...queue, sqs, onError }))
  const schedule = startSchedule(schedulesOf(loaded), onError)
  const expiry = deletesExpired ? startExpiry(new DynamoDBClient({}), process.env, onError) : undefined

  return {
    async stop() {
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 3000).unref() // whoever is that slow does not hold up the others
      expiry?.stop()
      await Promise.all([closed, schedule.stop(), ...pollers.map((poller) => poller.stop())])
    },
  }
}

function queuesOf(loaded: readonly Loaded[]) {
  return loaded.flatMap(({ spec, target }) =>
    spec.events.flatMap(({ sqs }) => {
      if (!sqs) return []
      const name = queueIn(sqs.arn)
      const { batchSize, maximumConcurrency: concurrency } = sqs
      return [{ name, url: process.env[queueEnv(name)]!, batchSize, concurrency, invoke: target }]
    }),
  )
}

/** `{ 'Fn::GetAtt': [RoutingQueue, Arn] }` → routing. */
function queueIn(arn: unknown): QueueName {
  const id = (arn as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]!
  return id.replace(/Queue$/, '').toLowerCase() as QueueName
}

function schedulesOf(loaded: readonly Loaded[]) {
  return loaded.flatMap(({ spec: { name, events }, target: invoke }) =>
    events.flatMap(({ schedule }) => (schedule ? [{ name, minutes: minutesOf(schedule), invoke }] : [])),
  )
}
