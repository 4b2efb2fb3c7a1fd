import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { LISTENERS, type Message } from '../contracts/messages.ts'
import type { QueueName } from '../stack/stack.ts'
import { together } from '../tables/together.ts'

/** Sends each message to the queue that listens to its type. `delaySeconds` is for nudges about a moment to come. */
export type Publish = (
  messages: readonly Message[],
  delaySeconds?: (message: Message) => number,
) => Promise<void>

/** Messages for one queue that are sent at the same time share its calls; whoever sends learns of the failure of its own. */
export function publishTo(sqs: Pick<SQSClient, 'send'>, queues: Record<QueueName, string>): Publish {
  const lanes = new Map<QueueName, (sending: Sending) => Promise<void>>()
  const laneTo = (queue: QueueName) => {
    const lane = lanes.get(queue) ?? together(PER_CALL, (some) => sendTo(sqs, queue, queues[queue], some))
    lanes.set(queue, lane)
    return lane
  }
  return async (messages, delaySeconds) => {
    await Promise.all(
      messages.map((message) =>
        laneTo(LISTENERS[message.type])({ message, ...(delaySeconds && { delay: delaySeconds(message) }) }),
      ),
    )
  }
}

type Sending = { message: Message; delay?: number }
/** As many as SQS takes in one call. */
const PER_CALL = 10

async function sendTo(
  sqs: Pick<SQSClient, 'send'>,
  queue: QueueName,
  QueueUrl: string,
  some: readonly Sending[],
): Promise<(undefined | Error)[]> {
  const { Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: some.map(({ message, delay }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
        ...(delay !== undefined && { DelaySeconds: delay }),
      })),
    }),
  )
  const refused = new Map(Failed.map(({ Id, Code }) => [Id, Code]))
  return some.map(({ message }, index) => {
    const id = String(index)
    return refused.has(id) ? new Error(`${queue} refused ${message.id}: ${refused.get(id)}`) : undefined
  })
}
