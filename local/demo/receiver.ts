import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Answer } from './client.ts'

export type Arrival = { at: number; type: string; data: Answer; isSigned: boolean }

/** A subscriber on this machine that checks signatures with the published `standardwebhooks` package. */
export async function receiver() {
  const arrivals: Arrival[] = []
  let verifier: Webhook | undefined
  const server = createServer(async (request, response) => {
    const at = Date.now()
    let body = ''
    for await (const chunk of request) body += chunk
    const { type, data } = JSON.parse(body)
    arrivals.push({
      at,
      type,
      data,
      isSigned: isSigned(verifier, body, request.headers as Record<string, string>),
    })
    response.writeHead(204).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fenghuang`,
    arrivals,
    trust(secret: string) {
      verifier = new Webhook(secret)
    },
    close: () => server.close(),
  }
}

function isSigned(verifier: Webhook | undefined, body: string, headers: Record<string, string>): boolean {
  try {
    verifier!.verify(body, headers)
    return true
  } catch {
    return false
  }
}
