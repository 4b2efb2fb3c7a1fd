import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { LOOPBACK } from '../process/ports.ts'
import { configurationFor } from './configuration.ts'
import { type Account, signInPage } from './page.ts'

export type IdentityProviderOptions = {
  port: number
  /** Where the application answers; only its callback is accepted. */
  publicUrl: string
  clientSecret: string
  /** Offered on the page. Any other account may be typed; the application decides whether it knows it. */
  accounts: readonly Account[]
}

export const CLIENT_ID = 'fenghuang-console'

/** An OpenID provider for this machine: it believes whoever says who they are. */
export async function startIdentityProvider({
  port,
  publicUrl,
  clientSecret,
  accounts,
}: IdentityProviderOptions) {
  const issuer = `http://${LOOPBACK}:${port}`
  const nameOf = (account: string) => accounts.find((one) => one.account === account)?.name ?? account
  const client = { clientId: CLIENT_ID, clientSecret, publicUrl }
  const provider = quietly(() => new Provider(issuer, configurationFor(client, nameOf)))
  const protocol = provider.callback()

  const interact = async (request: IncomingMessage, response: ServerResponse) => {
    const { uid } = await provider.interactionDetails(request, response)
    if (request.method !== 'POST') return page(response, 200, signInPage(uid, accounts))
    const account = new URLSearchParams(await textOf(request)).get('account')?.trim()
    if (!account) return page(response, 400, signInPage(uid, accounts))
    await provider.interactionFinished(request, response, { login: { accountId: account } })
  }
  const server = createServer((request, response) => {
    const isOurs = request.url?.startsWith('/interaction/')
    ;(isOurs ? interact(request, response) : protocol(request, response)).catch(() =>
      page(
        response,
        400,
        `<!doctype html><meta charset="utf-8"><p>登录已过期，请<a href="${publicUrl}/console">重新开始</a>。`,
      ),
    )
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, LOOPBACK, done)
  })
  return {
    issuer,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  })
  response.end(html)
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) if (text.length < 4096) text += String(chunk)
  return text
}

/** It warns that its memory is no place for production. It is right, and this is none. */
function quietly<Result>(make: () => Result): Result {
  const { info, warn } = console
  Object.assign(console, { info: () => undefined, warn: () => undefined })
  try {
    return make()
  } finally {
    Object.assign(console, { info, warn })
  }
}
