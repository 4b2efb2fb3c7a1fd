/** As much of fauxqs's insides as we touch. */
export type Persistence = {
  db: { isTransaction: boolean; prepare(sql: string): { run(...values: unknown[]): unknown } }
  load(...stores: unknown[]): void
  transaction(run: () => void): void
  updateMessageReady(messageId: string): void
  close(): void
}
export type Queue = {
  persistence?: Persistence
  dequeue(...args: unknown[]): unknown[]
  inflightMessages: Map<string, { message: { approximateReceiveCount: number } }>
  changeVisibility(receiptHandle: string, seconds: number): void
}
export type Store = {
  persistence?: Persistence
  buildQueueUrl(name: string): string
  createQueue(name: string, url: string, ...rest: unknown[]): Queue
  getQueue(url: string): Queue | undefined
  allQueues(): Iterable<Queue>
}
type Handler = (body: unknown, store: Store, request: unknown) => unknown
type Maker<Thing> = { new (...args: never[]): Thing; prototype: Thing }

export type Modules = {
  PersistenceManager: { new (folder: string): Persistence; prototype: Persistence }
  SqsQueue: Maker<Queue>
  SqsStore: { new (): Store; prototype: Store }
  SqsRouter: Maker<{ register(action: string, handler: Handler): void }>
  sendMessage(body: { QueueUrl: string; MessageBody: string }, store: Store): unknown
  SnsStore: { new (): { persistence?: Persistence } }
  S3Store: { new (): { persistence?: Persistence } }
}

/** By file URL: its exports hide everything but the front door. */
export async function modules(): Promise<Modules> {
  const frontDoor = import.meta.resolve('fauxqs')
  const parts = [
    'persistence',
    'sqs/sqsStore',
    'sqs/sqsRouter',
    'sqs/actions/sendMessage',
    'sns/snsStore',
    's3/s3Store',
  ]
  const loaded = await Promise.all(parts.map((part) => import(new URL(`${part}.js`, frontDoor).href)))
  return Object.assign({}, ...loaded) as Modules
}
