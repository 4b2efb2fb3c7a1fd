import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { SQSClient } from '@aws-sdk/client-sqs'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { endWithParent } from '../../local/process/parent.ts'
import { type FunctionSpec, functionsIn } from '../../local/runner/functions.ts'
import { startGateway } from '../../local/runner/gateway.ts'
import { load } from '../../local/runner/invoke.ts'
import { startPoller } from '../../local/runner/poller.ts'
import { router } from '../../local/runner/router.ts'

/**
 * `host.ts <port> <speed> <epoch> <clockFile> [without] [alerts]`: the functions in one process that is there to be killed. Its
 * clock runs `speed` times as fast, counted from `epoch`, so that a minute's grace and a quarter of an hour's deadline fit into a short
 * run, and so does its patience; it is off by as many ms as stand in `clockFile` when it starts, as the clock of a machine may be.
 * `alerts` is a bundle to be used instead of that service's own.
 */
const [port = 0, speed = 1, epoch = 0] = process.argv.slice(2, 5).map(Number)
const [clockFile = '', without, alerts] = process.argv.slice(5)
endWithParent()
const real = Date.now
const off = existsSync(clockFile) ? Number(readFileSync(clockFile, 'utf8')) : 0
Date.now = () => Math.round(epoch + (real() - epoch) * speed) + off
const wait = globalThis.setTimeout
/** As long as a receiver may take; what is shorter has to do with engines, whose time is ours. */
const PATIENCE = 10_000
globalThis.setTimeout = Object.assign(
  (act: () => void, ms = 0, ...rest: []) => wait(act, ms >= PATIENCE ? ms / speed : ms, ...rest),
  wait,
) as typeof setTimeout

const root = process.cwd()
const bundleOf = ({ service, bundle }: FunctionSpec) =>
  alerts && service === 'alerts' ? relative(root, alerts) : bundle
const loaded = functionsIn(root).map((spec) => ({
  spec,
  target: load({ ...spec, bundle: bundleOf(spec) }, root),
}))
const onError = (where: string, error: unknown) => console.error(where, String(error))
const sqs = new SQSClient({})

for (const { spec, target } of loaded) {
  for (const { sqs: trigger, schedule } of spec.events) {
    if (trigger) {
      const [id] = (trigger.arn as { 'Fn::GetAtt': string[] })['Fn::GetAtt']
      const name = id!.replace(/Queue$/, '').toLowerCase() as QueueName
      const url = process.env[queueEnv(name)]!
      const { batchSize, maximumConcurrency: concurrency } = trigger
      startPoller({ sqs, name, url, batchSize, concurrency, invoke: target, onError })
    }
    // A schedule that is left out, to see that somebody notices.
    if (schedule && spec.name !== without) {
      setInterval(() => {
        target({ id: randomUUID(), time: new Date(Date.now()).toISOString() }).catch((error: unknown) =>
          onError(spec.name, error),
        )
      }, MINUTE / speed)
    }
  }
}
await startGateway({ find: router(loaded), asides: [], port, onError })
