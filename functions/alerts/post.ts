import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import type { Headers } from '../../lib/alerts/verdicts.ts'
import { lookup } from './lookup.ts'

type Limits = { largest: number; lookup: LookupFunction }
export type Answer = { status: number; headers: Headers; body: string }
export type Post = (letter: Outgoing) => Promise<Answer | { failure: string }>

/**
 * One POST to somebody else's machine. Redirects are not followed, nothing is unpacked, the whole exchange has one deadline
 * and the answer is cut: hanging, dripping and flooding cost what they cost at most. A failure is an answer too, named
 * without the address, which may hold a key. `lookup` decides where a name may lead.
 */
export function poster({ seconds, ...limits }: Limits & { seconds: number }): Post {
  return (letter) => {
    const signal = AbortSignal.timeout(seconds * 1_000)
    return exchange(letter, signal, limits).catch(({ code }: { code?: string }) => ({
      failure: signal.aborted ? 'no answer in time' : (code ?? 'connection failed'),
    }))
  }
}

/** What `deliver` posts with. */
export const post = poster({ seconds: 10, largest: 64 * 1024, lookup })

async function exchange(
  { url, headers, body }: Outgoing,
  signal: AbortSignal,
  { largest, lookup }: Limits,
): Promise<Answer> {
  const { request } = url.startsWith('https:') ? https : http
  const bytes = Buffer.from(body)
  const outgoing = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': bytes.length, 'user-agent': 'fenghuang' },
    signal,
    lookup,
  })
  outgoing.on('error', () => {}) // also comes after the answer has begun, when `once` no longer listens
  outgoing.end(bytes)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size >= largest) break // leaving the loop closes the connection
  }
  signal.throwIfAborted()
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers as Headers,
    body: Buffer.concat(parts).subarray(0, largest).toString(),
  }
}
