import type { ServerResponse } from 'node:http'
import { LOOPBACK } from '../../local/process/ports.ts'

/** What a receiver may do to who posts to it (promises.md P8). `reset`: it takes the event, and the answer is lost. */
export const HARMS = ['hang', 'refuse', 'reset', 'redirect', 'drip', 'code', 'flood'] as const
export type Harm = (typeof HARMS)[number]

type Victim = {
  take(): unknown
  /** A webhook has taken whatever it answers with 2xx; a robot only what it answers with its own words. */
  isTakenBy2xx: boolean
  /** A body that says no under a status that says yes. */
  refusal: string
}

const METADATA = 'http://169.254.169.254/latest/meta-data/iam/security-credentials/'
const DRIP_MS = 20
/** Far more than anybody reads of an answer. */
const FLOOD = { part: 'x'.repeat(64 * 1024), parts: 64 }

export function harm(which: Harm, response: ServerResponse, { take, isTakenBy2xx, refusal }: Victim): void {
  const { socket } = response.req
  response.on('error', () => {}) // whoever posts has had enough
  if (which === 'hang') return
  if (which === 'refuse') return void response.writeHead(500).end()
  if (which === 'redirect') {
    const inside = `http://${LOOPBACK}:${socket.localPort}/inside`
    const location = socket.remotePort! % 2 ? inside : METADATA
    return void response.writeHead(302, { location }).end()
  }
  if (which === 'reset') {
    take()
    return void socket.destroy()
  }
  if (which === 'drip') {
    const dripping = setInterval(() => response.write('.'), DRIP_MS)
    response.once('close', () => clearInterval(dripping))
    return
  }
  if (isTakenBy2xx) take()
  response.writeHead(200, { 'content-type': 'application/json' })
  if (which === 'code') return void response.end(refusal)
  let left = FLOOD.parts
  const flood = () => {
    while (!response.destroyed && left-- > 0 && response.write(FLOOD.part));
    if (left <= 0) response.end()
  }
  response.on('drain', flood)
  flood()
}
