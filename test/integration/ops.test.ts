import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import type { Command } from '../../local/ops/command.ts'
import { dlq } from '../../local/ops/dlq.ts'
import { dlqRedrive } from '../../local/ops/dlq-redrive.ts'
import { withEngines } from '../support/engines.ts'

const engines = withEngines()

const addressOf = (name: string) => engines().env[`${name}_QUEUE_URL`]!
const waitingIn = async (QueueUrl: string) => {
  const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] }
  return Number(
    (await engines().sqs.send(new GetQueueAttributesCommand(asked))).Attributes?.ApproximateNumberOfMessages,
  )
}

/** What the command prints. */
async function said(command: Command, ...args: string[]): Promise<string> {
  const lines: string[] = []
  const { db, sqs, env } = engines()
  await command.run(args, { db, sqs, env, now: performance.timeOrigin, say: (line) => lines.push(line) })
  return lines.join('\n')
}

test('dead letters are shown by their ids alone, and sent back when somebody says so', async () => {
  const routing = addressOf('ROUTING')
  const dead = `${routing}-dead`
  const letters = [
    { id: 'a.1.0', type: 'report.received', subject: 'a' },
    { phone: '13800000000', words: '楼上半夜装修' },
  ]
  for (const letter of letters)
    await engines().sqs.send(new SendMessageCommand({ QueueUrl: dead, MessageBody: JSON.stringify(letter) }))

  const list = await said(dlq)
  expect(list).toMatch(/routing .*report\.received +a +a\.1\.0/)
  expect(list).toContain('2 条')
  expect(list).not.toMatch(/13800000000|装修/)

  expect(await said(dlqRedrive, '--dry-run')).toContain('2 条可送回')
  expect([await waitingIn(dead), await waitingIn(routing)]).toEqual([2, 0])

  expect(await said(dlqRedrive, '--queue', 'alerts')).toContain('0 条已送回')
  expect(await said(dlqRedrive, '--queue', 'routing')).toContain('2 条已送回')
  expect([await waitingIn(dead), await waitingIn(routing)]).toEqual([0, 2])
  expect(await said(dlq)).toContain('0 条')
})
