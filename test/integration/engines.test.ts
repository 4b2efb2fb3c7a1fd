import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { objectsIn } from '../../lib/platform/objects.ts'
import {
  BUCKETS,
  type BucketName,
  bucketEnv,
  QUEUES,
  type QueueName,
  queueEnv,
  TABLES,
  type TableName,
  tableEnv,
} from '../../lib/stack/stack.ts'
import { withEngines } from '../support/engines.ts'

const engines = withEngines()

const send = async (queue: QueueName, MessageBody: string) =>
  engines().sqs.send(new SendMessageCommand({ QueueUrl: engines().env[queueEnv(queue)]!, MessageBody }))

/** Everything that can be seen in a queue within a moment. */
async function received(QueueUrl: string, WaitTimeSeconds = 1): Promise<Message[]> {
  const receive = {
    QueueUrl,
    WaitTimeSeconds,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All' as const],
  }
  const { Messages = [] } = await engines().sqs.send(new ReceiveMessageCommand(receive))
  return Messages
}

const urlOf = (queue: QueueName) => engines().env[queueEnv(queue)]!

test.each(Object.keys(TABLES) as TableName[])('the table %s has its keys and indexes', async (name) => {
  const { Table } = await engines().db.send(
    new DescribeTableCommand({ TableName: engines().env[tableEnv(name)] }),
  )
  const names = (schema: { AttributeName?: string | undefined }[] = []) =>
    schema.map((element) => element.AttributeName)
  expect(names(Table?.KeySchema)).toEqual(TABLES[name].key)
  const indexes = (Table?.GlobalSecondaryIndexes ?? []).map((index) => [
    index.IndexName,
    names(index.KeySchema),
  ])
  expect(Object.fromEntries(indexes)).toEqual(TABLES[name].indexes)
})

test.each(Object.keys(QUEUES) as QueueName[])('the queue %s gives up after its attempts', async (name) => {
  const { Attributes } = await engines().sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: urlOf(name), AttributeNames: ['All'] }),
  )
  const { attempts, timeoutSeconds } = QUEUES[name]
  expect(Attributes?.VisibilityTimeout).toBe(String(6 * timeoutSeconds))
  const { maxReceiveCount, deadLetterTargetArn } = JSON.parse(Attributes?.RedrivePolicy ?? '{}')
  expect(maxReceiveCount).toBe(attempts)
  expect(deadLetterTargetArn).toMatch(new RegExp(`-${name}-dead$`))
})

test('a sent message survives kill -9 of the queues', async () => {
  await send('routing', 'kept')
  const QueueUrl = urlOf('routing')
  const Entries = [1, 2, 3].map((n) => ({ Id: String(n), MessageBody: `kept ${n}` }))
  await engines().sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
  await engines().kill('queues')
  await engines().restart('queues')
  const bodies = (await received(QueueUrl)).map((message) => message.Body).sort()
  expect(bodies).toEqual(['kept', 'kept 1', 'kept 2', 'kept 3'])
})

test('a row that was put survives kill -9 of the tables', async () => {
  const { db, env } = engines()
  const key = { TableName: env[tableEnv('policies')]! }
  await db.send(new PutItemCommand({ ...key, Item: { id: { S: 'kept' }, words: { S: '凤凰' } } }))
  await engines().kill('tables')
  await engines().restart('tables')
  const { Item } = await db.send(new GetItemCommand({ ...key, Key: { id: { S: 'kept' } } }))
  expect(Item?.words?.S).toBe('凤凰')
})

test('a message that is given back at once comes again at once', async () => {
  await send('sla', 'again')
  const QueueUrl = urlOf('sla')
  const [first] = await received(QueueUrl)
  const back = { QueueUrl, ReceiptHandle: first!.ReceiptHandle, VisibilityTimeout: 0 }
  await engines().sqs.send(new ChangeMessageVisibilityCommand(back))
  const [second] = await received(QueueUrl)
  expect(second).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '2' } })
  await engines().sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second!.ReceiptHandle! }))
})

test('a poller that was killed while it waited takes no message with it', async () => {
  const QueueUrl = urlOf('alerts')
  const waiting = new AbortController()
  const poll = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })
  const lost = engines().sqs.send(poll, { abortSignal: waiting.signal })
  await new Promise((done) => setTimeout(done, 200))
  waiting.abort()
  await expect(lost).rejects.toThrow()
  await send('alerts', 'for the living')
  const [message] = await received(QueueUrl)
  expect(message).toMatchObject({ Body: 'for the living', Attributes: { ApproximateReceiveCount: '1' } })
})

test('both listen on 127.0.0.1 only', () => {
  const { tables, queues } = engines().ports
  const listening = [
    ...readFileSync('/proc/net/tcp', 'utf8').split('\n'),
    ...readFileSync('/proc/net/tcp6', 'utf8').split('\n'),
  ]
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
    .map(([, local]) => local!)
  const addresses = [tables, queues].map((port) => {
    const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
    return listening.filter((local) => local.endsWith(suffix)).map((local) => local.slice(0, -5))
  })
  expect(addresses).toEqual([['0100007F'], ['0100007F']])
})

test('a folder in use is not given to a second stack', async () => {
  const { dataDir } = engines()
  const other = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript'],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  )
  other.stdin.end(
    `import { startEngines } from '${process.cwd()}/local/engines/engines.ts'; await startEngines({ dataDir: '${dataDir}' })`,
  )
  let words = ''
  for await (const chunk of other.stderr) words += chunk
  expect(words).toContain(`in use by process ${process.pid}`)
})

describe('a bucket', () => {
  const s3 = () =>
    new S3Client({
      endpoint: engines().env.AWS_ENDPOINT_URL_S3!,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    })

  test('keeps what was put there, also when the engine is killed', async () => {
    for (const name of Object.keys(BUCKETS) as BucketName[]) {
      const objects = objectsIn(s3(), engines().env[bucketEnv(name)]!)
      await objects.put('a/file', Buffer.from(name), 'text/plain')
    }
    await engines().kill('queues')
    await engines().restart('queues')
    for (const name of Object.keys(BUCKETS) as BucketName[]) {
      const objects = objectsIn(s3(), engines().env[bucketEnv(name)]!)
      expect(Buffer.from((await objects.get('a/file'))!.bytes).toString()).toBe(name)
    }
  })

  test('says that there is no such object', async () => {
    expect(await objectsIn(s3(), engines().env.STAGING_BUCKET!).get('nobody put this')).toBeUndefined()
  })
})
