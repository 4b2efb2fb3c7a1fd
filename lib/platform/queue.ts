import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { Message, type MessageOf, type MessageType } from '../contracts/messages.ts'
import { Problem } from '../kernel/problem.ts'
import type { Log } from './log.ts'

type Heard = { [Type in MessageType]?: (message: MessageOf<Type>) => Promise<void> }

/**
 * A queue's consumer: one function per type of message it hears. A message that fails stays in the queue and the others
 * of its batch are done; after the queue's attempts it rests in the dead-letter queue. A refusal is final: logged, done.
 */
export function queue(heard: Heard, log: Log, readBody = readMessage) {
  const handleOne = async (message: Message) => {
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

  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed: string[] = []
    const fail = (messageId: string) => (error: Error) => {
      log.error('message failed', { messageId, error })
      failed.push(messageId)
    }
    const read = Records.flatMap(({ messageId, body }) => {
      try {
        return { messageId, message: readBody(body) }
      } catch (error) {
        fail(messageId)(error as Error)
        return []
      }
    })
    // Messages about one thing one after the other: side by side they would only take turns at its version.
    const lanes = Map.groupBy(read, ({ message }) => message.subject)
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const { messageId, message } of lane) await handleOne(message).catch(fail(messageId))
      }),
    )
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  })
}

const readMessage = (body: string): Message => Message.parse(JSON.parse(body))

/** For a queue that a bucket tells of its files beside what we send: each notice is a nudge about the keys in it. */
export function readArrival(body: string): Message {
  const { Event, Records } = JSON.parse(body) as {
    Event?: string
    Records?: { eventTime: string; s3: { object: { key: string } } }[]
  }
  // What S3 sends once, when it is told about the queue, is about no file.
  if (!Records && Event !== 's3:TestEvent') return readMessage(body)
  const ids = (Records ?? []).map(({ s3 }) => decodeURIComponent(s3.object.key))
  const at = Records?.[0]?.eventTime ?? '1970-01-01T00:00:00.000Z'
  const id = `upload.due.${ids[0] ?? 'test'}`
  return Message.parse({ id, type: 'upload.due', at, subject: id, causedBy: id, data: { ids, dueAt: at } })
}
