import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { chunks } from '../../lib/tables/together.ts'

/** Takes messages from a dead-letter queue, ten at a time, until there are none or `limit` is reached; hidden meanwhile. */
export async function* deadLetters(
  sqs: SQSClient,
  QueueUrl: string,
  limit: number,
): AsyncGenerator<Message[]> {
  let taken = 0
  while (taken < limit) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(10, limit - taken),
        WaitTimeSeconds: 1, // a short poll asks only some of the queue's servers
        VisibilityTimeout: 60,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['All'],
      }),
    )
    if (Messages.length === 0) return
    taken += Messages.length
    yield Messages
  }
}

/** Shows them again at once to whoever comes next. */
export async function putBack(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (const some of chunks(messages, 10)) {
    const Entries = some.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }))
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }))
  }
}
