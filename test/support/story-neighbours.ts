import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SECOND } from '../../lib/kernel/instant.ts'

/** The machines of others that the story needs: somebody who signs staff in, and somebody who is told what happens. */

export type Provider = { issuer: string; codeFor(account: string, nonce: string): string; stop(): void }

/** As little of OpenID Connect as signing in takes: a code says whose it is, and the token repeats it. */
export async function startProvider(clientId: string): Promise<Provider> {
  const { url: issuer, stop } = await serve(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(request.url === '/token' ? tokens(form.get('code') ?? '') : metadata()))
  })
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
  })
  const tokens = (code: string) => {
    const iat = Math.floor(Date.now() / SECOND)
    const claims = { ...JSON.parse(fromBase64(code)), iss: issuer, aud: clientId, iat, exp: iat + 60 }
    const id_token = [{ alg: 'RS256' }, claims].map((part) => toBase64(JSON.stringify(part))).join('.')
    return { access_token: 'none', token_type: 'bearer', id_token: `${id_token}.c2lnbmVk` }
  }
  return { issuer, stop, codeFor: (sub, nonce) => toBase64(JSON.stringify({ sub, nonce })) }
}

const toBase64 = (plain: string) => Buffer.from(plain).toString('base64url')
const fromBase64 = (coded: string) => Buffer.from(coded, 'base64url').toString()

export type Listener = { url: string; stop(): void }

/** Fails the first time it is told something, as machines do, and hears everything after that. */
export function startListener(): Promise<Listener> {
  let isAwake = false
  return serve((request, response) => {
    request.resume().on('end', () => response.writeHead(isAwake ? 204 : 503).end(() => (isAwake = true)))
  })
}

async function serve(answer: RequestListener) {
  const server: Server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
