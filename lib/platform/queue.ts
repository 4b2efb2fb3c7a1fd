import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { Message, type MessageOf, type MessageType } from '../contracts/messages.ts'
import { Problem } from '../kernel/problem.ts'
import type { Log } from './log.ts'

type Heard = { [Type in MessageType]?: (message: MessageOf<Type>) => Promise<void> }

/**
 * A queue's consumer: one function per type of message it hears. A message that fails stays in the queue and the others
 * of its batch are done; after the queue's attempts it rests in the dead-letter queue. A refusal is final: logged, done.
 */
export function queue(heard: Heard, log: Log) {
  const handleOne = async (record: SQSRecord) => {
    const message = Message.parse(JSON.parse(record.body))
    const run = heard[message.type] as ((message: Message) => Promise<void>) | undefined
    if (!run) throw new Error(`nobody here hears ${message.type}`)
    const fields = {
      messageId: message.id,
      type: message.type,
      subject: message.subject,
      causedBy: message.causedBy,
    }
    try {
      await run(message)
      log.info('heard', fields)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      log.warn('refused', { ...fields, code: error.code })
    }
  }

  return middy<SQSEvent, SQSBatchResponse>().handler(async (event) => {
    const results = await Promise.allSettled(event.Records.map(handleOne))
    const batchItemFailures = event.Records.flatMap(({ messageId }, index) => {
      const result = results[index]!
      if (result.status === 'fulfilled') return []
      log.error('message failed', { messageId, error: result.reason as Error })
      return [{ itemIdentifier: messageId }]
    })
    return { batchItemFailures }
  })
}
