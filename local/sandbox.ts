import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sandboxPage } from './sandbox/page.ts'
import { answerText, type Refusal, type RobotLog, refusalOf, VENDORS } from './sandbox/vendors.ts'

export type Received = {
  robot: string
  receivedAt: string
  query: Record<string, string>
  headers: IncomingMessage['headers']
  body: unknown
  /** The vendor would not have shown it in the group. */
  refused?: Refusal
}

const KEPT = 200
const LARGEST = 128 * 1024

/**
 * The chat groups of this machine: robots post here as they would to WeCom, DingTalk, Feishu or a subscriber, and people
 * and tests read what the group would have seen. A robot named `dingtalk-…` answers as DingTalk does, and so on; `secret` in
 * its address is the group's, and its posts must be signed with it. `file` remembers it over restarts.
 */
export function sandbox(file: string) {
  const received = readLast(file)
  writeFileSync(file, received.map((one) => `${JSON.stringify(one)}\n`).join('')) // it grows while we run, and only then

  const logs = new Map<string, RobotLog>()

  const take = async (request: IncomingMessage, response: ServerResponse, url: URL, robot: string) => {
    const text = await textOf(request)
    const { headers } = request
    const { secret, ...query } = Object.fromEntries(url.searchParams)
    const vendor = VENDORS.find((name) => robot.startsWith(`${name}-`))
    const log = logs.get(robot) ?? { taken: [], shutUntil: 0 }
    logs.set(robot, log)
    const refused = vendor && refusalOf(vendor, { text, query, secret, now: Date.now() }, log)
    const receivedAt = new Date().toISOString()
    const one = { robot, receivedAt, query, headers, body: parsed(text), ...(refused && { refused }) }
    received.push(one)
    received.splice(0, received.length - KEPT)
    appendFileSync(file, `${JSON.stringify(one)}\n`)
    answer(response, 'application/json; charset=utf-8', vendor ? answerText(vendor, refused) : '')
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const { pathname } = url
    if (!pathname.startsWith('/sandbox')) return false
    const robot = /^\/sandbox\/robot\/([^/]{1,300})$/.exec(pathname)?.[1]
    if (robot && request.method === 'POST') await take(request, response, url, decodeURIComponent(robot))
    else if (pathname === '/sandbox/messages.json') {
      const only = url.searchParams.get('robot')
      const some = received.filter(({ robot, refused }) => !refused && (!only || robot === only))
      answer(response, 'application/json; charset=utf-8', JSON.stringify(some))
    } else if (pathname === '/sandbox') answer(response, 'text/html; charset=utf-8', sandboxPage(received))
    else return false
    return true
  }
}

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  })
  response.end(body)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LARGEST) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // whatever it was, it is shown
  }
}

function readLast(file: string): Received[] {
  try {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-KEPT)
    return lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Received] : []))
  } catch {
    return [] // nothing yet
  }
}
