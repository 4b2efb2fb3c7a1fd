import type { IncomingHttpHeaders } from 'node:http'
import { BUCKETS, type Bucket } from '../../lib/stack/stack.ts'
import type { Modules, Store } from './fauxqs-modules.ts'
import { refusalOf } from './s3-signature.ts'

type Request = { method: string; url: string; headers: IncomingHttpHeaders }
type Reply = { statusCode: number; code(status: number): Reply; send(body: string): Reply }

/** S3 answers nobody whose request is not signed; a presigned one must be what was signed. The engine asks neither. */
export function checkSignature(secret: string) {
  return async ({ method, url, headers }: Request, reply: Reply) => {
    if (headers['x-amz-target'] || headers.authorization || url === '/health') return
    const refusal = url.includes('X-Amz-Signature=')
      ? refusalOf({ method, url, headers }, secret, Date.now())
      : 'Access Denied'
    if (!refusal) return
    reply.code(403).send(`<Error><Code>AccessDenied</Code><Message>${refusal}</Message></Error>`)
    return reply
  }
}

/** Tells a bucket's queue of each file that has come, as its notification does on AWS; before the sender has an answer. */
export function tellArrivals(store: Store, { sendMessage }: Pick<Modules, 'sendMessage'>) {
  const queueOf = Object.fromEntries(
    Object.entries<Bucket>(BUCKETS).map(([name, { tells }]) => [name, tells]),
  )
  return async ({ method, url }: Request, { statusCode }: Reply, payload: unknown) => {
    const [, prefix = '', name = '', key = ''] = /^\/([^/?]+)-(\w+)\/([^?]+)/.exec(url) ?? []
    const queue = queueOf[name]
    if (method !== 'PUT' || !queue || statusCode >= 300) return payload
    const notice = { eventTime: new Date().toISOString(), s3: { bucket: { name }, object: { key } } }
    const QueueUrl = store.buildQueueUrl(`${prefix}-${queue}`)
    sendMessage({ QueueUrl, MessageBody: JSON.stringify({ Records: [notice] }) }, store)
    return payload
  }
}
