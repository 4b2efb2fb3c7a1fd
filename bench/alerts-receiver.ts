import { createServer } from 'node:http'
import { parentPort } from 'node:worker_threads'

/**
 * Everybody's webhook, in a thread of its own so that it takes no time from who posts. `/quick/…` answers 204 at once, `/hang/…` not
 * at all. Tells its port first; asked `take`, it hands over what came since the last time.
 */
export type Came = { id: string; timestamp: string; signature: string; body: string; at: number }

let came: Came[] = []
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const at = performance.timeOrigin + performance.now()
    const header = (name: string) => String(request.headers[`webhook-${name}`] ?? '')
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map(header) as [
      string,
      string,
      string,
    ]
    came.push({ id, timestamp, signature, body: Buffer.concat(parts).toString(), at })
    if (!request.url!.startsWith('/hang/')) response.writeHead(204).end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => parentPort!.postMessage(server.address()))
parentPort!.on('message', () => {
  parentPort!.postMessage(came)
  came = []
})
