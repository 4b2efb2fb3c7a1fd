import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { createBuckets } from '../../local/engines/create-buckets.ts'
import { createQueues } from '../../local/engines/create-queues.ts'
import type { Engines } from '../../local/engines/engines.ts'
import type { Child } from '../../local/process/child.ts'
import type { Chance, Tally } from '../support/world-weather.ts'
import type { Clients } from './county.ts'

export type Scene = {
  dataDir: string
  engines: Engines
  host: Child
  clockFile: string
  clients: Clients
  env: Record<string, string>
  visibilitySeconds: number
  chance: Chance
  tally: Tally
}

/** More than most deadlines are late by at this speed, or a fast clock would only make up for that. */
const CLOCK_JUMP = 2 * MINUTE
export const POISON = ['poison that is not JSON', '{"poison":"of no shape"}']

/** Until the time is up: kill -9 of whoever is drawn, once all queues lose what they hold, and then a little poison. */
export async function rage(scene: Scene, ms: number): Promise<void> {
  const { chance, tally, engines, host } = scene
  const end = Date.now() + ms
  let hasWiped = false
  while (Date.now() < end) {
    await sleep(chance.between(300, 1_800))
    if (!hasWiped && Date.now() > end - ms * 0.6) {
      hasWiped = true
      await wipe(scene)
      for (const body of POISON) await poison(scene, body)
    }
    const drawn = chance.random()
    const [name, victim] =
      drawn < 0.6 ? (['functions', host] as const) : ([drawn < 0.8 ? 'tables' : 'queues', undefined] as const)
    tally.count(`kill ${name}`)
    if (victim) {
      await victim.kill()
      setClock(scene)
      await victim.restart()
    } else {
      await engines.kill(name as 'tables' | 'queues')
      await sleep(chance.between(0, 800))
      await engines.restart(name as 'tables' | 'queues')
    }
  }
}

/** Every second machine on which the functions start again has a clock that is two minutes fast. */
function setClock({ chance, tally, clockFile }: Scene): void {
  const isOff = chance.isUp(1 / 2)
  if (isOff) tally.count('clock jumps')
  writeFileSync(clockFile, String(isOff ? CLOCK_JUMP : 0))
}

/** The disk of the queues is gone, messages, queues and all. Somebody makes the queues again; the messages are lost. */
async function wipe({ dataDir, engines, clients, env, visibilitySeconds, tally }: Scene): Promise<void> {
  tally.count('wipes')
  tally.count('messages wiped', await waiting(clients, env))
  await engines.kill('queues')
  rmSync(join(dataDir, 'queues'), { recursive: true, force: true })
  await engines.restart('queues')
  const prefix = new URL(env[queueEnv('routing')]!).pathname
    .split('/')
    .at(-1)!
    .replace(/-routing$/, '')
  await createQueues(clients.sqs, prefix, visibilitySeconds)
  // The engine keeps both in one file; only queues forget on AWS, so the buckets are there again at once.
  await createBuckets(clients.s3, prefix)
}

async function waiting({ sqs }: Clients, env: Record<string, string>): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  const counts = (Object.keys(QUEUES) as QueueName[]).map(async (name) => {
    const QueueUrl = env[queueEnv(name)]!
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    )
    return AttributeNames.reduce((sum, attribute) => sum + Number(Attributes[attribute] ?? 0), 0)
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

async function poison({ clients, env, chance, tally }: Scene, MessageBody: string): Promise<void> {
  const QueueUrl = env[queueEnv(chance.pick(Object.keys(QUEUES) as QueueName[]))]!
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
  tally.count('poison')
}
