import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort, LOOPBACK } from '../../local/process/ports.ts'
import { answerText, type RobotLog, refusalOf, VENDORS, type Vendor } from '../../local/sandbox/vendors.ts'
import type { Chance, Tally } from '../support/world-weather.ts'
import { HARMS, type Harm, harm } from './harms.ts'

/** So many requests are treated badly, but one event (of a robot: one after another) at most so often, to come to an end some time. */
const HARMED = 0.3
const LONGEST_HARM = 2
/** Every group of this run signs with it. */
export const ROBOT_SECRET = 'chaos'

/** What the webhooks and groups of a run were told, as they would say themselves. */
export type Heard = {
  /** How often each event was taken, by its `webhook-id`. */
  taken: Map<string, number>
  /** Sequence numbers in the order in which events came for the first time, by webhook and report. */
  firsts: Map<string, number[]>
  /** The messages in each group. */
  shown: Map<string, string[]>
  requests: number
  /** Requests at the place that a redirect named: nobody may go there. */
  followed: number
}

type Setting = { chance: Chance; tally: Tally; ms(): number }
type Arrived = { request: IncomingMessage; response: ServerResponse; url: URL; text: string }

/**
 * Everybody who listens: `/hook/<name>` is somebody's webhook, `/robot/<vendor>-<name>` a group's robot with the vendor's
 * contract. Three in ten requests meet a hostile answer; once it is calm an event does so once, and robots are well.
 */
export async function startReceiver({ chance, tally, ms }: Setting) {
  const heard: Heard = { taken: new Map(), firsts: new Map(), shown: new Map(), requests: 0, followed: 0 }
  const logs = new Map<string, RobotLog>()
  const tries = new Map<string, number>()
  let isCalm = false

  const harmFor = (what: string, longest: number): Harm | undefined => {
    const times = tries.get(what) ?? 0
    const isHarmed = times < longest && chance.isUp(HARMED)
    tries.set(what, isHarmed ? times + 1 : 0)
    const drawn = isHarmed ? chance.pick(HARMS) : undefined
    if (drawn) tally.count(`receiver ${drawn}`)
    return drawn
  }

  const hook = ({ request, response, text }: Arrived, name: string) => {
    const id = String(request.headers['webhook-id'])
    if (!tries.has(id)) noteFirst(heard.firsts, name, text)
    const take = () => heard.taken.set(id, (heard.taken.get(id) ?? 0) + 1)
    const drawn = harmFor(id, isCalm ? 1 : LONGEST_HARM)
    if (drawn) return harm(drawn, response, { take, isTakenBy2xx: true, refusal: '{"errcode":-1}' })
    take()
    response.writeHead(204).end()
  }

  const robot = ({ response, url, text }: Arrived, name: string, vendor: Vendor) => {
    const { secret, ...query } = Object.fromEntries(url.searchParams)
    const log = logs.get(name) ?? { taken: [], shutUntil: 0 }
    logs.set(name, log)
    const show = () => {
      const refused = refusalOf(vendor, { text, query, secret, now: ms() }, log)
      if (refused) tally.count(`${vendor} refused ${refused.code}`)
      else heard.shown.set(name, [...(heard.shown.get(name) ?? []), wordsIn(text)])
      return refused
    }
    const busy = { code: -1, words: 'system busy' }
    const drawn = harmFor(name, isCalm ? 0 : LONGEST_HARM)
    const refusal = answerText(vendor, busy)
    if (drawn) return harm(drawn, response, { take: show, isTakenBy2xx: false, refusal })
    response.writeHead(200, { 'content-type': 'application/json' }).end(answerText(vendor, show()))
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${LOOPBACK}`)
    const parts = await request.toArray().catch(() => undefined)
    if (!parts) return // whoever posted was killed half-way
    const text = parts.join('')
    const [, kind, name = ''] = url.pathname.split('/')
    const vendor = VENDORS.find((one) => name.startsWith(`${one}-`))
    if (kind === 'inside') heard.followed++
    heard.requests++
    if (kind === 'robot' && vendor) robot({ request, response, url, text }, name, vendor)
    else if (kind === 'hook') hook({ request, response, url, text }, name)
    else response.writeHead(404).end()
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, LOOPBACK, done))
  return {
    url: `http://${LOOPBACK}:${port}`,
    heard,
    calm: () => {
      isCalm = true
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function noteFirst(firsts: Heard['firsts'], name: string, text: string): void {
  const { data } = JSON.parse(text) as { data: { id: string; sequence: number } }
  const lane = `${name} ${data.id}`
  firsts.set(lane, [...(firsts.get(lane) ?? []), data.sequence])
}

/** DingTalk is sent its title twice; everybody else's words stand where they are shown, once. */
const wordsIn = (text: string): string =>
  (JSON.parse(text) as { markdown?: { text?: string } }).markdown?.text ?? text
