import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import type { Headers } from '../../lib/alerts/verdicts.ts'
import { lookup } from './lookup.ts'

type Limits = { seconds: number; largest: number; lookup: LookupFunction }
export type Answer = { status: number; headers: Headers; body: string }
export type Post = (letter: Outgoing) => Promise<Answer | { failure: string }>

/**
 * One POST to somebody else's machine. Redirects are not followed, nothing is unpacked, the whole exchange has one deadline
 * and the answer is cut: hanging, dripping and flooding cost what they cost at most. A failure is an answer too, named
 * without the address, which may hold a key. `lookup` decides where a name may lead. Plain events, because promises and
 * iterators over each part take half of the time (`npm run bench -- alerts`).
 */
export function poster({ seconds, largest, lookup }: Limits): Post {
  return ({ url, headers, body }) =>
    new Promise((done) => {
      const { request } = url.startsWith('https:') ? https : http
      const bytes = Buffer.from(body)
      const outgoing = request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': bytes.length, 'user-agent': 'fenghuang' },
        lookup,
      })
      let isLate = false
      const deadline = setTimeout(() => {
        isLate = true
        outgoing.destroy()
      }, seconds * 1_000)
      const end = (result: Answer | { failure: string }) => {
        clearTimeout(deadline)
        done(result)
      }
      const fail = ({ code }: { code?: string }) =>
        end({ failure: isLate ? 'no answer in time' : (code ?? 'connection failed') })
      outgoing.on('error', fail)
      outgoing.on('response', (answer) => {
        answer.on('error', fail)
        read(answer, largest, (text) => {
          end({ status: answer.statusCode ?? 0, headers: answer.headers as Headers, body: text })
          if (!answer.complete) outgoing.destroy()
        })
      })
      outgoing.end(bytes)
    })
}

/** The answer's body, or as much of it as we read. */
function read(answer: IncomingMessage, largest: number, done: (text: string) => void): void {
  const parts: Buffer[] = []
  let size = 0
  const finish = () => done(Buffer.concat(parts).subarray(0, largest).toString())
  answer.on('data', (part: Buffer) => {
    if (size >= largest) return
    parts.push(part)
    size += part.length
    if (size >= largest) finish()
  })
  answer.on('end', () => {
    if (size < largest) finish()
  })
}

/** What `deliver` posts with. */
export const post = poster({ seconds: 10, largest: 64 * 1024, lookup })

/** What `testEndpoint` posts with: somebody waits for the answer, and a request of theirs lasts ten seconds. */
export const postQuickly = poster({ seconds: 6, largest: 64 * 1024, lookup })
