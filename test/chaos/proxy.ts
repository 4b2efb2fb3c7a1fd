import { Agent, request as ask, createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, LOOPBACK } from '../../local/process/ports.ts'
import type { Chance, Tally } from '../support/world-weather.ts'

/** What a request may meet on its way to an engine, and how likely. `answerLost`: done, and nobody is told. */
export type ProxyFaults = {
  refused: number
  throttled: number
  answerLost: number
  twice: number
  slow: number
}
export type ProxyFault = keyof ProxyFaults

export type Proxy = { port: number; calm(): void; stop(): Promise<void> }
type Setting = {
  name: string
  to: number
  faults: ProxyFaults
  chance: Chance
  tally: Tally
  /** The body as the engine must see it. */
  edit(body: string): string
  /** ms since 1970 in this world: what the answer's `Date` says, if it has one. */
  ms(): number
  says: boolean
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
const THROTTLED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException',
  message: 'slow down',
})

/** Stands before an engine and is unreliable, by a seed. */
export async function startProxy({
  name,
  to,
  faults,
  chance,
  tally,
  edit,
  ms,
  says,
}: Setting): Promise<Proxy> {
  let isCalm = false
  const agent = new Agent({ keepAlive: true })
  const drawn = (): ProxyFault | undefined => {
    if (isCalm) return undefined
    const fault = (Object.keys(faults) as ProxyFault[]).find((one) => chance.isUp(faults[one]))
    if (fault) tally.count(`${name} ${fault}`)
    return fault
  }
  const forward = (
    method: string,
    path: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
    from: ServerResponse,
  ) =>
    new Promise<Answer>((done, fail) => {
      const own = { ...headers, host: `${LOOPBACK}:${to}`, 'content-length': String(body.length) }
      const asked = ask({ host: LOOPBACK, port: to, method, path, headers: own, agent }, async (answer) => {
        try {
          const parts: Buffer[] = []
          for await (const part of answer as AsyncIterable<Buffer>) parts.push(part)
          done({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) })
        } catch (error) {
          fail(error)
        }
      })
      asked.once('error', fail)
      // A function that was killed waits for nothing: what it asked for must not be handed out to nobody.
      from.once('close', () => asked.destroy())
      asked.end(body)
    })

  const server = createServer((request, response) => {
    const handle = async () => {
      const parts: Buffer[] = []
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
      const body = Buffer.from(edit(Buffer.concat(parts).toString()))
      const { method = 'POST', url = '/', headers: asked } = request
      const fault = drawn()
      if (fault === 'slow') await sleep(chance.between(50, 500))
      if (fault === 'refused') return void response.writeHead(500).end('{"__type":"InternalServerError"}')
      if (fault === 'throttled') return void response.writeHead(400).end(THROTTLED)
      if (fault === 'twice' && !String(asked['x-amz-target']).includes('Receive'))
        await forward(method, url, asked, body, response)
      const answer = await forward(method, url, asked, body, response)
      if (fault === 'answerLost') return void request.socket.destroy()
      const { date: _, ...headers } = answer.headers
      response.sendDate = false
      const date = says && { date: new Date(ms()).toUTCString() }
      response.writeHead(answer.status, { ...headers, ...date }).end(answer.body)
    }
    handle().catch(() => request.socket.destroy()) // the engine is away, or whoever asked is
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, LOOPBACK, done))
  return {
    port,
    calm: () => {
      isCalm = true
    },
    stop: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
