import { setTimeout as sleep } from 'node:timers/promises'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { QueueName } from '../../lib/stack/stack.ts'
import { deliveriesTable } from '../../lib/tables/deliveries.ts'
import { addressesOf } from '../../local/ops/command.ts'
import { dlqRedrive } from '../../local/ops/dlq-redrive.ts'
import type { Announced } from '../support/world-services.ts'
import { takeDead } from './checker.ts'
import { POISON, type Scene } from './nemesis.ts'
import type { Heard } from './receiver.ts'

const GOOD = 10
const PATIENCE_MS = 60_000

/**
 * P12, once everything is at rest: poison and messages that were heard long ago lie among the dead and are sent back, the good ones twice.
 * The poison dies again; what was announced stays as it is, and no receiver hears of it once more.
 */
export async function redriven(
  scene: Scene,
  announced: ReadonlyMap<string, Announced>,
  { taken }: Heard,
): Promise<string[]> {
  const { host, clients, env, tally } = scene
  const good = [...announced.values()].filter(({ type }) => type !== 'campaign.slice').slice(0, GOOD)
  const deliveries = deliveriesTable(clients.db, env.DELIVERIES_TABLE!)
  const asItIs = async () => {
    const rows = await Promise.all(good.map(({ id }) => deliveries.find(id)))
    return rows.map((row) => `${JSON.stringify(row)} heard ${taken.get(row!.id.replaceAll('.', '-'))} times`)
  }
  const before = await asItIs()
  const messages = good.map(({ body: { place: _, ...message } }) => JSON.stringify(message))
  await bury(scene, [...POISON, ...messages])
  await redrive(scene, '--dry-run')
  await host.restart()
  await redrive(scene)
  await bury(scene, messages)
  await redrive(scene)
  const dead: string[] = []
  for (let end = Date.now() + PATIENCE_MS; dead.length < POISON.length && Date.now() < end; ) {
    await sleep(1_000)
    dead.push(...(await takeDead(clients, env)))
  }
  await host.kill()
  tally.count('redriven', POISON.length + 2 * messages.length)
  const after = await asItIs()
  return [
    ...after.flatMap((row, index) => (row === before[index] ? [] : [`sent back, it happened again: ${row}`])),
    ...(dead.toSorted().join() === POISON.toSorted().join() ? [] : [`sent back, these died: ${dead}`]),
  ]
}

async function bury({ clients, env }: Scene, bodies: readonly string[]): Promise<void> {
  const { dead: QueueUrl } = addressesOf('alerts', env)
  for (const MessageBody of bodies) await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
}

const redrive = ({ clients, env }: Scene, ...args: string[]) =>
  dlqRedrive.run(['--queue', 'alerts' satisfies QueueName, ...args], {
    ...clients,
    env,
    now: Date.now(),
    say: () => {},
  })
