import { setTimeout as sleep } from 'node:timers/promises'
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSBatchResponse } from 'aws-lambda'
import type { Invoke } from './invoke.ts'
import { sqsEvent } from './sqs-event.ts'

export type Poller = {
  sqs: SQSClient
  name: string
  url: string
  batchSize: number
  concurrency: number
  invoke: Invoke
  onError(where: string, error: unknown): void
}

/**
 * Messages of one queue being worked on at a time. Batches run side by side, so one that waits for a slow receiver holds
 * up nobody; more at once would only slow down the requests of people, who share this process.
 */
const AT_ONCE = 20
const LONGEST_PAUSE = 2000

/** Feeds a queue to its function until stopped; what the function leaves undone comes back by itself. */
export function startPoller(poller: Poller): { stop(): Promise<void> } {
  const { sqs, name, url, batchSize, concurrency, onError } = poller
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let messages = 0

  const poll = async () => {
    let pause = 0
    while (!stopping.signal.aborted) {
      const room = Math.min(batchSize, AT_ONCE - messages, 10)
      if (room < 1 || running.size >= concurrency) {
        await Promise.race(running)
        continue
      }
      try {
        const received = await receive(sqs, url, room, stopping.signal)
        pause = 0
        if (received.length > 0) begin(received)
      } catch (error) {
        if (stopping.signal.aborted) return
        if (pause === 0) onError(`queue ${name}`, error) // said once, not at every attempt while an engine is away
        pause = Math.min(pause * 2 || 50, LONGEST_PAUSE)
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }
  const begin = (received: Message[]) => {
    messages += received.length
    const work = handle(poller, received)
      .catch((error: unknown) => onError(`queue ${name}`, error))
      .finally(() => {
        messages -= received.length
        running.delete(work)
      })
    running.add(work)
  }

  const polling = poll()
  return {
    /** Receives no more and lets what has begun come to its end, for a while. */
    async stop() {
      stopping.abort()
      await polling
      await Promise.race([Promise.all(running), sleep(5000, undefined, { ref: false })])
    },
  }
}

async function receive(
  sqs: SQSClient,
  QueueUrl: string,
  MaxNumberOfMessages: number,
  abortSignal: AbortSignal,
): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      WaitTimeSeconds: 20,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
    { abortSignal },
  )
  return Messages
}

/** A function that throws has done nothing of its batch; one that answers names what it has not done. */
async function handle({ sqs, name, url, invoke }: Poller, messages: Message[]): Promise<void> {
  const answer = (await invoke(sqsEvent(name, messages))) as SQSBatchResponse | undefined
  const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId!))
  if (done.length === 0) return
  const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }))
}
