import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import axios from 'axios'
import { Webhook } from 'standardwebhooks'
import { Agent } from 'undici'
import { lookup } from '../functions/alerts/lookup.ts'
import { poster } from '../functions/alerts/post.ts'
import { hmac } from '../functions/alerts/sign.ts'
import type { Alert } from '../lib/alerts/alert.ts'
import { CHANNELS } from '../lib/alerts/channels.ts'
import { signWebhook } from '../lib/alerts/webhook.ts'
import { instant } from '../lib/kernel/instant.ts'
import type { Came } from './alerts-receiver.ts'
import { isolation } from './isolation.ts'
import { median, type Row } from './row.ts'

const ROUNDS = 7
const EACH = 2_000
const ENDPOINTS = 50
const AT_ONCE = 64
const SIGNED = 20_000
const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`

type Post = (n: number, url: string) => Promise<unknown>
export type Receiver = { origin: string; take(): Promise<Came[]>; stop(): Promise<unknown> }

/** Goal E: signed posts a second against what else one could post with, and what hanging endpoints do to the others. */
export async function alerts(): Promise<Row[]> {
  const receiver = await startReceiver()
  try {
    return [...(await throughput(receiver)), signing(), ...(await isolation(receiver))]
  } finally {
    await receiver.stop()
  }
}

async function startReceiver(): Promise<Receiver> {
  const worker = new Worker(new URL('./alerts-receiver.ts', import.meta.url))
  const [{ port }] = (await once(worker, 'message')) as [AddressInfo]
  const take = async () => {
    worker.postMessage('take')
    const [came] = (await once(worker, 'message')) as [Came[]]
    return came
  }
  return { origin: `http://127.0.0.1:${port}`, take, stop: () => worker.terminate() }
}

/** A move of a report as it is told to a webhook. */
export const anAlert = (n: number): Alert => ({
  id: `0a1b2c3d4e5f60718293a4b5c6d7e8f${n % 10}.${(n % 90) + 2}.0`,
  type: 'report.moved',
  at: instant(Date.now()),
  subject: `0a1b2c3d4e5f60718293a4b5c6d7e8f${n % 10}`,
  causedBy: 'bench',
  place: '凤凰街道 凤凰社区第1网格',
  data: {
    move: 'start',
    from: 'assigned',
    to: 'in_progress',
    category: 'parking',
    number: 'JY-261123-7K3F-9',
    gridId: '371724001005001',
    dueAt: instant(Date.now()),
  },
})

const letterOf = (n: number, url: string) => ({
  id: `${anAlert(n).id}~${n}`,
  url,
  secret: SECRET,
  now: instant(Date.now()),
  publicUrl: 'https://fenghuang.example',
  hmac,
})
const bodyOf = (n: number) => CHANNELS['standard-webhook'].render(anAlert(n), letterOf(n, 'http://x/')).body

/** Ours writes, signs, resolves with the guard and posts; the others are given their bodies. */
function ways(): Record<'ours' | 'undici unsigned' | 'fetch unsigned' | 'axios + standardwebhooks', Post> {
  const post = poster({ seconds: 10, largest: 64 * 1024, lookup })
  const agent = new Agent({ connections: AT_ONCE })
  const theirs = new Webhook(SECRET)
  const bodies = Array.from({ length: EACH }, (_, n) => bodyOf(n))
  const json = { 'content-type': 'application/json; charset=utf-8' }
  return {
    ours: (n, url) => post(CHANNELS['standard-webhook'].render(anAlert(n), letterOf(n, url))),
    'undici unsigned': async (n, url) => {
      const { origin, pathname: path } = new URL(url)
      const answer = await agent.request({ origin, path, method: 'POST', headers: json, body: bodies[n]! })
      await answer.body.dump()
    },
    'fetch unsigned': async (n, url) => {
      const answer = await fetch(url, { method: 'POST', headers: json, body: bodies[n]! })
      await answer.arrayBuffer()
    },
    'axios + standardwebhooks': async (n, url) => {
      const [id, at] = [`m-${n}`, new Date()]
      const headers = {
        ...json,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': theirs.sign(id, at, bodies[n]!),
      }
      await axios.post(url, bodies[n]!, { headers, maxRedirects: 0 })
    },
  }
}

async function throughput({ origin, take }: Receiver): Promise<Row[]> {
  const all = ways()
  const names = Object.keys(all) as (keyof typeof all)[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    (typeof names)[number],
    number[]
  >
  let wrong = 0
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of names) {
      const start = performance.now()
      await inParallel(EACH, (n) => all[name](n, `${origin}/quick/${n % ENDPOINTS}`))
      const seconds = (performance.now() - start) / 1_000
      const came = await take()
      wrong += Math.abs(EACH - came.length) + (name === 'ours' ? came.filter(isForged).length : 0)
      if (round > 0) rates[name].push(EACH / seconds)
    }
  }
  const middle = (name: (typeof names)[number]) => median(rates[name])
  const against = (name: (typeof names)[number]) =>
    median(rates.ours.map((rate, i) => rate / rates[name][i]!))
  const goals = { 'undici unsigned': 0.8, 'fetch unsigned': 3, 'axios + standardwebhooks': 4 } as const
  return (Object.keys(goals) as (keyof typeof goals)[]).map((peer) => ({
    name: `signed posts a second against ${peer}`,
    unit: '/s',
    ours: middle('ours'),
    peers: { [peer]: middle(peer) },
    ratio: against(peer),
    floor: middle('undici unsigned'),
    runs: ROUNDS,
    goal: `≥ ${goals[peer]} ×`,
    met: against(peer) >= goals[peer],
    wrong,
    note: `of ${EACH * (ROUNDS + 1)} posts each, to ${ENDPOINTS} endpoints, ${AT_ONCE} at once, ${wrong} did not arrive once and rightly signed`,
  }))
}

const isForged = ({ id, timestamp, signature, body }: Came): boolean => {
  try {
    new Webhook(SECRET).verify(body, {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    })
    return false
  } catch {
    return true
  }
}

async function inParallel(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** One signature, against one SHA-256 of the body and the published package's; both must say the same. */
function signing(): Row {
  const [id, seconds, body] = ['m-1', 1_800_000_000, bodyOf(1)]
  const theirs = new Webhook(SECRET)
  const at = new Date(seconds * 1_000)
  const sign = () => signWebhook({ secret: SECRET, id, seconds, body, hmac })
  const works = [sign, () => createHash('sha256').update(body).digest('hex'), () => theirs.sign(id, at, body)]
  const times = works.map(() => [] as number[])
  for (let round = 0; round <= ROUNDS; round++) {
    works.forEach((work, i) => {
      const start = performance.now()
      for (let n = 0; n < SIGNED; n++) work()
      if (round > 0) times[i]!.push(((performance.now() - start) * 1_000) / SIGNED)
    })
  }
  const [ours, floor, published] = times.map(median) as [number, number, number]
  return {
    name: `one signature of ${Buffer.byteLength(body)} bytes`,
    unit: 'µs',
    ours,
    peers: { 'SHA-256 of the body': floor, standardwebhooks: published },
    ratio: ours / floor,
    floor,
    runs: ROUNDS,
    goal: '≤ 2.5 × SHA-256, ≤ 1/3 of standardwebhooks',
    met: ours <= 2.5 * floor && ours * 3 <= published,
    wrong: sign() === theirs.sign(id, at, body) ? 0 : 1,
  }
}
