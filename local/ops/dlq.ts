import type { Message } from '@aws-sdk/client-sqs'
import { addressesOf, type Command, queuesNamed } from './command.ts'
import { deadLetters, putBack } from './dead-letters.ts'
import { age, columns } from './print.ts'

const MOST = 1000

export const dlq: Command = {
  usage: 'dlq',
  about:
    '死信：多次处理失败的消息 · messages that failed too often, by queue; ids only, never what people wrote',
  async run(_, { sqs, env, now, say }) {
    const rows: string[][] = []
    for (const queue of queuesNamed(undefined)) {
      const { dead } = addressesOf(queue, env)
      const messages: Message[] = []
      for await (const some of deadLetters(sqs, dead, MOST)) messages.push(...some)
      await putBack(sqs, dead, messages)
      rows.push(...messages.map((message) => [queue, ...rowOf(message, now)]))
    }
    say(columns(['QUEUE', 'MESSAGE', 'AGE', 'TYPE', 'SUBJECT', 'ID'], rows))
    say(`\n${rows.length} 条 · messages${rows.length > 0 ? '; npm run ops -- dlq redrive' : ''}`)
  },
}

function rowOf({ MessageId = '', Body = '', Attributes }: Message, now: number): string[] {
  const { type, subject, id } = idsIn(Body)
  return [MessageId, age(now - Number(Attributes?.SentTimestamp)), type, subject, id]
}

/** A message is ours and its ids are names; whatever else lies in a dead-letter queue is not shown at all. */
function idsIn(body: string): Record<'type' | 'subject' | 'id', string> {
  try {
    const said = JSON.parse(body) as Record<string, unknown>
    const word = (value: unknown) =>
      typeof value === 'string' && /^[\w.:~-]{1,120}$/.test(value) ? value : '?'
    return { type: word(said.type), subject: word(said.subject), id: word(said.id) }
  } catch {
    return { type: '?', subject: '?', id: '?' }
  }
}
