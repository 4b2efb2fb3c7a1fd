import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { type Instant, instant } from '../../lib/kernel/instant.ts'
import {
  type FunctionName,
  QUEUES,
  type QueueName,
  serviceOf,
  type TableName,
  tableEnv,
} from '../../lib/stack/stack.ts'
import { toItem } from '../../lib/tables/dynamo.ts'
import type { TestEngines } from './engines.ts'
import { environmentOf } from './given-environment.ts'
import { layPages } from './given-pages.ts'
import { type Gate, startGate } from './granted-gate.ts'
import { type Answered, type Asked, ask as askHandler, hand } from './http-event.ts'
import { coldStarts } from './story-functions.ts'
import { type Provider, startListener, startProvider } from './story-neighbours.ts'

export type Stage = {
  /** Who did what it is there for at least once. */
  played: ReadonlySet<FunctionName>
  asked: Gate['asked']
  /** Every line that anybody logged or measured. */
  logged: readonly string[]
  /** Every answer that left over HTTP, and whose it was. */
  answered: readonly { name: FunctionName; answer: Answered }[]
  breakNext: Gate['breakNext']
  provider: Provider
  /** Where the buckets are. */
  objects: string
  /** Where somebody waits to be told. */
  listener: string
  put(table: TableName, ...items: object[]): Promise<void>
  now(): Instant
  /** Time passes for everybody, at once. */
  pass(ms: number): void
  /** An HTTP request, which must get this answer. */
  ask(name: FunctionName, asked?: Asked & { path?: string }, status?: number): Promise<Answered>
  /** The minute has come round. */
  run(name: FunctionName): Promise<void>
  /** What waits in a queue reaches its consumer; how many there were. */
  hear(queue: QueueName): Promise<number>
  /** … in all of them, and what follows from it, until nothing waits. */
  hearAll(): Promise<void>
  /** What waits in a queue never arrives. */
  lose(queue: QueueName): void
  stop(): void
}

/**
 * Every function on its own, as Lambda runs it: its service's bundle, its own memory and its own credentials, against the
 * real engines. Nothing that one function remembers saves another a request.
 */
export async function openStage({ env: engines, db, dataDir }: TestEngines): Promise<Stage> {
  const [gate, provider, listener] = await Promise.all([
    startGate(engines),
    startProvider('fenghuang'),
    startListener(),
  ])
  const given = {
    LAMBDA_TASK_ROOT: layPages(dataDir),
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'fenghuang',
    OUTBOUND: 'loopback',
    POWERTOOLS_LOG_LEVEL: 'INFO',
  }

  const clock = Date.now
  let passed = 0
  const logged: string[] = []
  const answered: { name: FunctionName; answer: Answered }[] = []
  const complain = process.stderr.write.bind(process.stderr)
  /** A story that goes well has no error, and one that breaks says why. */
  const listen = (chunk: string | Uint8Array) => {
    const line = String(chunk)
    logged.push(line)
    return line.includes('"level":"ERROR"') ? complain(line) : true
  }
  const spies = [
    jest.spyOn(Date, 'now').mockImplementation(() => clock() + passed),
    jest.spyOn(process.stdout, 'write').mockImplementation(listen),
    jest.spyOn(process.stderr, 'write').mockImplementation(listen),
  ]

  const played = new Set<FunctionName>()
  const handlerOf = coldStarts((name) => ({
    ...environmentOf(serviceOf(name), gate.env),
    ...given,
    AWS_ACCESS_KEY_ID: name,
  }))
  const ask: Stage['ask'] = async (name, { path = '', ...given } = {}, status) => {
    const asked = { address: '203.0.113.7', ...given }
    const handler = handlerOf(name)
    const answer = await askHandler((event, context) => handler({ ...event, rawPath: path }, context), asked)
    if (status ? answer.status !== status : answer.status >= 400)
      throw new Error(`${name} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    answered.push({ name, answer })
    if (answer.status < 400) played.add(name)
    return answer
  }
  const hear: Stage['hear'] = async (queue) => {
    const { consumer } = QUEUES[queue]
    const messages = gate.take(queue)
    for (const message of messages) {
      // One by one: a batch about one report gets in its own way, and what fails in it comes again.
      const failed = await hand(handlerOf(consumer), message)
      if (failed.length > 0) throw new Error(`${consumer} failed at ${JSON.stringify(message)}`)
      played.add(consumer)
    }
    return messages.length
  }

  return {
    played,
    asked: gate.asked,
    logged,
    answered,
    breakNext: gate.breakNext,
    provider,
    objects: gate.env.AWS_ENDPOINT_URL_S3!,
    listener: listener.url,
    async put(table, ...items) {
      for (const item of items)
        await db.send(new PutItemCommand({ TableName: engines[tableEnv(table)]!, Item: toItem(item) }))
    },
    now: () => instant(Date.now()),
    pass(ms) {
      passed += ms
    },
    ask,
    async run(name) {
      await handlerOf(name)({}, { getRemainingTimeInMillis: () => 60_000 })
      played.add(name)
    },
    hear,
    async hearAll() {
      let heard: number
      do {
        heard = 0
        for (const queue of Object.keys(QUEUES) as QueueName[]) heard += await hear(queue)
      } while (heard > 0)
    },
    lose(queue) {
      if (gate.take(queue).length === 0) throw new Error(`nothing waits in ${queue} that could be lost`)
    },
    stop() {
      for (const spy of spies) spy.mockRestore()
      for (const one of [gate, provider, listener]) one.stop()
    },
  }
}
