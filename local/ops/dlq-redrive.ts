import { parseArgs } from 'node:util'
import { DeleteMessageCommand, type Message, SendMessageCommand } from '@aws-sdk/client-sqs'
import { addressesOf, type Command, type Ops, queuesNamed } from './command.ts'
import { deadLetters, putBack } from './dead-letters.ts'

export const dlqRedrive: Command = {
  usage: 'dlq redrive [--queue Q] [--limit N] [--dry-run]',
  about: '把死信送回原来的队列 · sends dead letters back to the queue they came from',
  async run(args, ops) {
    const { values } = parseArgs({
      args,
      options: { queue: { type: 'string' }, limit: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    })
    const limit = Number(values.limit ?? Number.POSITIVE_INFINITY)
    if (Number.isNaN(limit) || limit < 1) throw new Error(`--limit ${values.limit}?`)
    let total = 0
    for (const queue of queuesNamed(values.queue)) {
      const { url, dead } = addressesOf(queue, ops.env)
      const left = limit - total
      const count = values['dry-run'] ? await counted(ops, dead, left) : await moved(ops, dead, url, left)
      total += count
      if (count > 0) ops.say(`${queue}: ${count}`)
    }
    ops.say(`${total} ${values['dry-run'] ? '条可送回 · would be sent back' : '条已送回 · sent back'}`)
  },
}

/** Sent before deleted: killed in between, a message comes twice, and whoever hears it can bear that. */
async function moved({ sqs }: Ops, dead: string, url: string, limit: number): Promise<number> {
  let count = 0
  for await (const some of deadLetters(sqs, dead, limit)) {
    for (const { Body, MessageAttributes, ReceiptHandle } of some) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: Body,
          ...(MessageAttributes && { MessageAttributes }),
        }),
      )
      await sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }))
      count++
    }
  }
  return count
}

async function counted({ sqs }: Ops, dead: string, limit: number): Promise<number> {
  const seen: Message[] = []
  for await (const some of deadLetters(sqs, dead, limit)) seen.push(...some)
  await putBack(sqs, dead, seen)
  return seen.length
}
