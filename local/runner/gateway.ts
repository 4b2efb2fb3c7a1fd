import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { LOOPBACK } from '../process/ports.ts'
import { eventOf } from './http-event.ts'
import { refuse, reply } from './http-reply.ts'
import { type Invoke, TimedOut } from './invoke.ts'
import type { Match } from './router.ts'

/** Answers a request that no function is for, or says it does not. */
export type Aside = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>

export type Gateway = {
  find(method: string, path: string): Match<Invoke> | undefined
  asides: readonly Aside[]
  port: number
  onError(where: string, error: unknown): void
}

/** What Lambda takes in one event; each route has its own, smaller limit, which its function enforces. */
const LARGEST_BODY = 6 * 1024 * 1024

/** The HTTP API: finds the function for a request, asks it, answers. */
export async function startGateway({ find, asides, port, onError }: Gateway): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const address = `http://${LOOPBACK}${request.url}`
    if (!URL.canParse(address)) return refuse(response, 400, 'not-found', '地址不对 · Not an address')
    const url = new URL(address)
    for (const aside of asides) if (await aside(request, response, url)) return
    const match = find(request.method!, url.pathname)
    if (!match) return refuse(response, 404, 'not-found', '没有这个地址 · Not found')
    const body = await bodyOf(request, LARGEST_BODY)
    if (!body) return refuse(response, 413, 'body-too-large', '内容太大 · Too large')
    reply(response, await match.target(eventOf(request, url, body, match)))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return response.destroy()
      onError(`${request.method} ${request.url?.split('?')[0]}`, error)
      if (error instanceof TimedOut)
        refuse(response, 503, 'try-later', '太久没有答复，请稍后再试 · Took too long')
      else refuse(response, 500, 'try-later', '出错了，请稍后再试 · Something went wrong')
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, LOOPBACK, done)
  })
  return server
}

/** The whole body, or undefined when it is larger than allowed: read to its end all the same, so that the answer is heard. */
async function bodyOf(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= largest) chunks.push(chunk)
  }
  return size <= largest ? Buffer.concat(chunks) : undefined
}
