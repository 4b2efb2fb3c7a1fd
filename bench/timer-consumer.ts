import { createRequire } from 'node:module'
import { join } from 'node:path'
import { SQSClient } from '@aws-sdk/client-sqs'
import { QUEUES } from '../lib/stack/stack.ts'
import { endWithParent } from '../local/process/parent.ts'
import type { Invoke } from '../local/runner/invoke.ts'
import { startPoller } from '../local/runner/poller.ts'

/** The deployed consumer of the clocks' queue in a process of its own, which may be killed. */
endWithParent()
const bundle = createRequire(import.meta.url)(join(process.cwd(), '.build/functions/sla/handlers.cjs')) as {
  tickReports(event: unknown, context: object): Promise<unknown>
}
const invoke: Invoke = (event) => bundle.tickReports(event, { getRemainingTimeInMillis: () => 30_000 })
const { batch: batchSize, concurrency } = QUEUES.sla
const onError = (where: string, error: unknown) => console.error(where, String(error))
startPoller({
  sqs: new SQSClient({}),
  name: 'sla',
  url: process.env.SLA_QUEUE_URL!,
  batchSize,
  concurrency,
  invoke,
  onError,
})
console.log('ready')
