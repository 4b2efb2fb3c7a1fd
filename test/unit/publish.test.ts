import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Message } from '../../lib/contracts/messages.ts'
import { publishTo } from '../../lib/platform/publish.ts'
import type { QueueName } from '../../lib/stack/stack.ts'
import { idNumber, MONDAY } from '../support/given.ts'

const received = (n: number): Message => ({
  id: `${idNumber(n)}.1.0`,
  type: 'report.received',
  at: MONDAY,
  subject: idNumber(n),
  causedBy: idNumber(n),
  data: { category: 'noise' },
})
const due = (n: number): Message => ({
  id: `report.due.${n}`,
  type: 'report.due',
  at: MONDAY,
  subject: `report.due.${n}`,
  causedBy: `report.due.${n}`,
  data: { ids: [idNumber(n)], dueAt: MONDAY },
})

type Sent = { queue: string; subjects: string[]; delays: (number | undefined)[] }

/** Queues that refuse what is about the subjects named, and one that does not answer. */
function publishing({ refused = [], silent }: { refused?: string[]; silent?: QueueName } = {}) {
  const sent: Sent[] = []
  const send = async ({ input }: SendMessageBatchCommand) => {
    const entries = input.Entries!.map(({ Id, MessageBody, DelaySeconds }) => ({
      Id,
      subject: (JSON.parse(MessageBody!) as Message).subject,
      delay: DelaySeconds,
    }))
    if (input.QueueUrl === silent) throw new Error('the queue does not answer')
    sent.push({
      queue: input.QueueUrl!,
      subjects: entries.map(({ subject }) => subject),
      delays: entries.map(({ delay }) => delay),
    })
    const Failed = entries.filter(({ subject }) => refused.includes(subject))
    return { Failed: Failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) }
  }
  const queues = { routing: 'routing', sla: 'sla' } as Record<QueueName, string>
  return { publish: publishTo({ send } as unknown as Pick<SQSClient, 'send'>, queues), sent }
}

describe('messages of many senders at the same time', () => {
  test('share calls of ten, in the order in which they were sent', async () => {
    const { publish, sent } = publishing()
    await Promise.all(Array.from({ length: 12 }, (_, n) => publish([received(2 * n), received(2 * n + 1)])))
    expect(sent.map(({ subjects }) => subjects.length)).toEqual([10, 10, 4])
    expect(sent.flatMap(({ subjects }) => subjects)).toEqual(
      Array.from({ length: 24 }, (_, n) => idNumber(n)),
    )
  })

  test('go each to the queue that hears it, with the delay that its sender asked for', async () => {
    const { publish, sent } = publishing()
    await Promise.all([publish([received(1)]), publish([due(2)], () => 7), publish([received(3)])])
    expect(sent).toEqual([
      { queue: 'routing', subjects: [idNumber(1), idNumber(3)], delays: [undefined, undefined] },
      { queue: 'sla', subjects: ['report.due.2'], delays: [7] },
    ])
  })

  test('fail only for the sender whose message is refused', async () => {
    const { publish } = publishing({ refused: [idNumber(2)] })
    const [first, second, third] = await Promise.allSettled([1, 2, 3].map((n) => publish([received(n)])))
    expect([first!.status, third!.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(second).toMatchObject({
      reason: new Error(`routing refused ${idNumber(2)}.1.0: InternalError`),
    })
  })

  test('fail for all who sent to a queue that does not answer, and for nobody else', async () => {
    const { publish } = publishing({ silent: 'sla' })
    const all = await Promise.allSettled([publish([due(1)]), publish([received(2)]), publish([due(3)])])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
  })

  test('of which one sender has several fail for that sender when one of them is refused', async () => {
    const { publish } = publishing({ refused: [idNumber(2)] })
    await expect(publish([received(1), received(2)])).rejects.toThrow('routing refused')
  })
})

test('nothing to say is nothing sent', async () => {
  const { publish, sent } = publishing()
  await publish([])
  expect(sent).toEqual([])
})
