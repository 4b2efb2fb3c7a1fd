import { LOOPBACK } from '../process/ports.ts'
import type { Modules, Persistence, Store } from './fauxqs-modules.ts'

/** What has to be different for messages to survive (runtime.md §6). */
export function repair(
  {
    PersistenceManager,
    SqsQueue,
    SqsStore,
    SqsRouter,
  }: Pick<Modules, 'PersistenceManager' | 'SqsQueue' | 'SqsStore' | 'SqsRouter'>,
  port: number,
): void {
  // Theirs breaks a NOT NULL rule after it has taken the message out of memory: gone until a restart.
  PersistenceManager.prototype.updateMessageReady = function (messageId) {
    this.db
      .prepare(
        'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
      )
      .run(messageId)
  }

  // Theirs names hosts that do not resolve, and a stored queue would keep the port of its first day.
  const urlOf = (name: string) => `http://${LOOPBACK}:${port}/000000000000/${name}`
  SqsStore.prototype.buildQueueUrl = urlOf
  const { createQueue } = SqsStore.prototype
  SqsStore.prototype.createQueue = function (name, _, ...rest) {
    return createQueue.call(this, name, urlOf(name), ...rest)
  }

  // A move to the dead-letter queue is a delete and an insert: killed between the two, the message would be in neither.
  const { dequeue } = SqsQueue.prototype
  SqsQueue.prototype.dequeue = function (...args) {
    return atOnce(this.persistence, () => dequeue.apply(this, args))
  }

  // One commit per batch, before the answer, in place of one per message.
  const { register } = SqsRouter.prototype
  SqsRouter.prototype.register = function (action, handler) {
    const isBatch = action.endsWith('Batch')
    register.call(
      this,
      action,
      isBatch
        ? (body, store, request) => atOnce(store.persistence, () => handler(body, store, request))
        : handler,
    )
  }
}

/** `run` must not wait: between BEGIN and COMMIT nobody else may write. */
function atOnce<Result>(persistence: Persistence | undefined, run: () => Result): Result {
  if (!persistence || persistence.db.isTransaction) return run()
  let result: Result
  persistence.transaction(() => {
    result = run()
  })
  return result!
}

type Receive = {
  headers: Record<string, string | undefined>
  raw: { socket: { destroyed: boolean } }
  body: { QueueUrl: string }
}

/** A long poll whose caller was killed must not hide a message for the whole visibility timeout, nor count as an attempt. */
export function giveBack(store: Store, { headers, raw, body }: Receive, payload: unknown): unknown {
  const isReceive = headers['x-amz-target'] === 'AmazonSQS.ReceiveMessage'
  if (!isReceive || !raw.socket.destroyed || typeof payload !== 'string') return payload
  const { Messages = [] } = JSON.parse(payload) as { Messages?: { ReceiptHandle: string }[] }
  const queue = store.getQueue(body.QueueUrl)
  for (const { ReceiptHandle } of Messages) {
    const received = queue?.inflightMessages.get(ReceiptHandle)
    if (received) received.message.approximateReceiveCount--
    queue?.changeVisibility(ReceiptHandle, 0)
  }
  return payload
}
