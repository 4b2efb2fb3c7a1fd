import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Message } from '../../lib/contracts/messages.ts'
import {
  BUCKETS,
  type BucketName,
  bucketEnv,
  type FunctionName,
  QUEUES,
  type QueueName,
  queueEnv,
  TABLES,
  type TableName,
  tableEnv,
} from '../../lib/stack/stack.ts'
import { onBucket, onQueue, onTable } from './granted.ts'
import { passOn } from './pass-on.ts'

export type Gate = {
  /** What the engines say about themselves, with the gate's address in place of theirs. */
  env: Record<string, string>
  /** The rights that each function has asked for so far. */
  asked: Map<FunctionName, Set<string>>
  /** The messages sent to a queue since the last time; the queue keeps its own copies. */
  take(queue: QueueName): Message[]
  /** The next request that needs this right fails, as it would if the network broke. */
  breakNext(right: string): void
  stop(): void
}

type Input = {
  TableName?: string
  IndexName?: string
  RequestItems?: Record<string, unknown>
  QueueUrl?: string
  Entries?: { MessageBody: string }[]
}

/**
 * Stands before the engines where AWS checks rights: every request passes, and is written down under whoever signed it. A
 * function's access key is its name.
 */
export async function startGate(engines: Record<string, string>): Promise<Gate> {
  const { AWS_ENDPOINT_URL_DYNAMODB: tables = '', AWS_ENDPOINT_URL_SQS: queues = '' } = engines
  const asked: Gate['asked'] = new Map()
  const sent = new Map<QueueName, Message[]>()
  let broken: string | undefined

  /** An object's request says in its address what it wants, and a presigned one also who signed it. */
  const toObjects = (request: IncomingMessage, response: ServerResponse) => {
    const [, Bucket] = request.url!.split(/[/?]/)
    const name = (Object.keys(BUCKETS) as BucketName[]).find((one) => env[bucketEnv(one)] === Bucket)!
    const action = { GET: 'GetObject', PUT: 'PutObject' }[request.method!] ?? request.method!
    const [, caller = ''] = SIGNED_OBJECT.exec(request.headers.authorization ?? request.url!) ?? []
    note(caller as FunctionName, [onBucket(action, name)])
    passOn(request, response, queues)
  }
  const note = (caller: FunctionName, rights: string[]) =>
    asked.set(caller, new Set([...(asked.get(caller) ?? []), ...rights]))

  const server = createServer(async (request, response) => {
    if (!request.headers['x-amz-target']) return toObjects(request, response)
    const { service, action, caller } = signedBy(request.headers)
    const input = JSON.parse(await text(request)) as Input
    const rights = service === 'dynamodb' ? tableRights(action, input) : [onQueue(action, queueOf(input))]
    note(caller, rights)
    if (broken && rights.includes(broken)) {
      broken = undefined
      response.writeHead(400).end('{"__type":"ValidationException"}')
      return
    }
    const { QueueUrl, Entries = [] } = input
    const toEngine = QueueUrl ? { ...input, QueueUrl: QueueUrl.replace(own, queues) } : input
    const answer = await fetch(service === 'dynamodb' ? tables : queues, {
      method: 'POST',
      headers: passedOn(request.headers),
      body: JSON.stringify(toEngine),
    })
    if (Entries.length > 0 && answer.ok) {
      const messages = Entries.map(({ MessageBody }) => JSON.parse(MessageBody) as Message)
      sent.set(queueOf(input), [...(sent.get(queueOf(input)) ?? []), ...messages])
    }
    // The engine lives in our time: its answers are dated in the story's.
    const date = new Date(Date.now()).toUTCString()
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '', date })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const queueOf = ({ QueueUrl }: Input) =>
    (Object.keys(QUEUES) as QueueName[]).find((name) => env[queueEnv(name)] === QueueUrl)!
  const tableOf = (given: string) =>
    (Object.keys(TABLES) as TableName[]).find((name) => env[tableEnv(name)] === given)!
  /** What names no table needs a right that nobody has: a kind of request that nobody thought of is denied by name. */
  const tableRights = (action: string, { TableName, IndexName, RequestItems = {} }: Input) => {
    const names = TableName ? [TableName] : Object.keys(RequestItems)
    if (names.length === 0) return [`dynamodb:${action} on something`]
    return names.map((name) => onTable(action, tableOf(name), IndexName))
  }
  const env: Record<string, string> = Object.fromEntries(
    Object.entries(engines).map(([name, value]) => [name, value.replace(queues, own).replace(tables, own)]),
  )

  return {
    env,
    asked,
    take(queue) {
      const messages = sent.get(queue) ?? []
      sent.delete(queue)
      return messages
    },
    breakNext(right) {
      broken = right
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** `…Credential=<access key>/<day>/<region>/s3/…`, in a header or, percent-encoded, in an address. */
const SIGNED_OBJECT = /Credential=(\w+)(?:\/|%2F)/

/** `DynamoDB_20120810.GetItem`, `AmazonSQS.SendMessageBatch`; `AWS4-HMAC-SHA256 Credential=<access key>/…`. */
function signedBy(headers: IncomingHttpHeaders) {
  const [target = '', action = ''] = String(headers['x-amz-target']).split('.')
  const [, caller = ''] = /Credential=(\w+)\//.exec(headers.authorization ?? '') ?? []
  const service = target.startsWith('DynamoDB') ? ('dynamodb' as const) : ('sqs' as const)
  return { service, action, caller: caller as FunctionName }
}

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'].map((name) => [
      name,
      String(headers[name]),
    ]),
  )
