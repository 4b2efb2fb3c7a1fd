import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { LISTENERS, type Message } from '../contracts/messages.ts'
import type { QueueName } from '../stack/stack.ts'
import { chunks } from '../tables/aggregate.ts'

/** Sends each message to the queue that listens to its type. `delaySeconds` is for nudges about a moment to come. */
export type Publish = (
  messages: readonly Message[],
  delaySeconds?: (message: Message) => number,
) => Promise<void>

export function publishTo(sqs: Pick<SQSClient, 'send'>, queues: Record<QueueName, string>): Publish {
  return async (messages, delaySeconds) => {
    const byQueue = Map.groupBy(messages, ({ type }) => LISTENERS[type])
    const batches = [...byQueue].flatMap(([queue, some]) =>
      chunks(some, 10).map((batch) => ({ queue, batch })),
    )
    await Promise.all(
      batches.map(async ({ queue, batch }) => {
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({
            QueueUrl: queues[queue],
            Entries: batch.map((message, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify(message),
              ...(delaySeconds && { DelaySeconds: delaySeconds(message) }),
            })),
          }),
        )
        if (Failed.length > 0)
          throw new Error(`${queue} refused ${Failed.length} of ${batch.length} messages: ${Failed[0]?.Code}`)
      }),
    )
  }
}
