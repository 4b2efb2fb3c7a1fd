import { type Delivering, deliver } from '../../functions/alerts/deliver.ts'
import { tellAbove, tellBeside, tellGrids } from '../../functions/alerts/fan-out.ts'
import type { Answer } from '../../functions/alerts/post.ts'
import { hmac, placeOf } from '../../functions/alerts/sign.ts'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { laneOf } from '../../lib/alerts/lane.ts'
import { freeAt, noneSent, type Sent } from '../../lib/alerts/limits.ts'
import { calendar } from '../../lib/calendar/calendar.ts'
import type { Campaign, CampaignEvent } from '../../lib/campaign/campaign.ts'
import type { Message, MessageOf } from '../../lib/contracts/messages.ts'
import { earliest, type Instant, instant, later, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { ledger } from '../../lib/platform/change.ts'
import { seal } from '../../lib/platform/keys.ts'
import type { Publish } from '../../lib/platform/publish.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { receive, route, tick } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { CAMPAIGN } from '../../lib/tables/campaigns.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { at, SILENT, SOME_KEYS, someGrids } from './builders.ts'
import { memoryHistory } from './memory-history.ts'
import { memoryTable } from './memory-table.ts'

export const [GRID, OTHER] = someGrids(2) as [
  ReturnType<typeof someGrids>[0],
  ReturnType<typeof someGrids>[0],
]
export const STREET = '371724001'
export const COUNTY = '371724'
export const terms = { policy: drillPolicy('drill', at('2026-11-23 00:00'), 2, 60), calendar: calendar({}) }
export const OK = { status: 200, headers: {}, body: '{"errcode":0,"errmsg":"ok"}' }
export const HANGING = { failure: 'no answer in time' }
export type Target = (letter: Outgoing) => Answer | { failure: string }

export function anEndpoint(
  id: string,
  area: string,
  about: Partial<Endpoint> & { url?: string } = {},
): Endpoint {
  const { url = `http://127.0.0.1:3000/sandbox/robot/${id}`, ...rest } = about
  const sealedUrl = seal(url, placeOf(id, 'url'), SOME_KEYS)
  const events = ['case.escalated', 'campaign.sent'] as const
  return { area, id, kind: 'wecom', name: id, events, target: '', sealedUrl, status: 'active', ...rest }
}

/** The twin of `deliveriesTable`: the same conditions; everything in one shard. */
function memoryDeliveries() {
  const rows = new Map<string, Delivery>()
  const isTaken = (id: string, attempts: number) =>
    rows.get(id)?.status !== 'pending' || rows.get(id)?.attempts !== attempts
  const table: Deliveries = {
    async add(delivery) {
      if (!rows.has(delivery.id)) rows.set(delivery.id, structuredClone(delivery))
    },
    find: async (id) => structuredClone(rows.get(id)),
    async claim({ id, attempts }, until) {
      if (isTaken(id, attempts)) return false
      const { held: _, ...row } = rows.get(id)!
      rows.set(id, { ...row, attempts: attempts + 1, dueAt: until })
      return true
    },
    async release(id, attempts, dueAt, why) {
      if (isTaken(id, attempts)) return
      const back = { crowded: why === 'crowded', held: why === 'held' }
      rows.set(id, { ...rows.get(id)!, attempts: attempts - 1, dueAt, ...back })
    },
    async postpone(id, attempts, dueAt, { crowded = false, held = false }) {
      if (!isTaken(id, attempts)) rows.set(id, { ...rows.get(id)!, dueAt, crowded, held })
    },
    inLane: async (lane) => structuredClone([...rows.values()].filter(({ id }) => laneOf(id) === lane)),
    async wake(id, dueAt) {
      const { held, ...row } = rows.get(id)!
      if (held && row.status === 'pending') rows.set(id, { ...row, dueAt })
    },
    async replay(id, dueAt) {
      const row = rows.get(id)
      if (!row || row.status === 'pending') return false
      rows.set(id, { ...row, status: 'pending', attempts: 0, dueAt })
      return true
    },
    async record(id, attempts, ended) {
      if (isTaken(id, attempts)) throw new Conflict()
      const { dueAt: _, ...row } = rows.get(id)!
      rows.set(id, { ...row, ...ended })
    },
    async due(shard, before, limit) {
      const pending = [...rows.values()].filter(({ dueAt }) => dueAt && dueAt < before)
      const sorted = pending
        .map(({ id, dueAt }) => ({ id, at: dueAt! }))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
      return shard === '0' ? sorted.slice(0, limit) : []
    },
    lastOf: async (endpointId) => [...rows.values()].findLast((row) => row.endpointId === endpointId),
    async ofEndpoint(endpointId, cursor = '0') {
      const newest = [...rows.values()].filter((row) => row.endpointId === endpointId).toReversed()
      const end = Number(cursor) + 10
      return { items: newest.slice(Number(cursor), end), ...(end < newest.length && { next: String(end) }) }
    },
  }
  return { ...table, all: () => [...rows.values()] }
}

/** The twins of `endpointsTable` and `bucketsTable`, as far as sending needs them. */
function memoryHealth(endpoints: Endpoint[]) {
  const row = (id: string) => endpoints.find((one) => one.id === id)!
  const drop = (id: string) => {
    const { failures: _, failingSince: __, probeAt: ___, lineEnd: ____, ...rest } = row(id)
    endpoints.splice(endpoints.indexOf(row(id)), 1, rest)
  }
  const logs = new Map<string, Sent>()
  const gate: Pick<Delivering, 'endpoints' | 'buckets'> = {
    endpoints: {
      find: async (area, id) => structuredClone(endpoints.find((one) => one.area === area && one.id === id)),
      fail: async (_, id, failedAt, probeAt) => {
        const { failures = 0, failingSince = failedAt } = row(id)
        return Object.assign(row(id), { failures: failures + 1, failingSince, probeAt })
      },
      mend: async (_, id) => drop(id),
      probe: async (_, id, now, next) => {
        const isFree = !!row(id).probeAt && row(id).probeAt! <= now
        if (isFree) row(id).probeAt = next
        return isFree
      },
      queueUp: async (_, id, now) => {
        const lineEnd = Math.max(row(id).lineEnd ?? 0, msOf(now)) + MINUTE
        return instant(Object.assign(row(id), { lineEnd }).lineEnd)
      },
      setBroken: async (_, id, brokenAt, brokenWhy) => {
        Object.assign(row(id), { status: 'broken', brokenAt, brokenWhy, untold: true })
      },
      setTold: async (_, id) => {
        delete row(id).untold
      },
      forgetOldSecret: async (_, id) => {
        delete row(id).sealedOldSecret
        delete row(id).oldSecretUntil
      },
    },
    buckets: {
      take: async (id, limit, now) => {
        const state = logs.get(id) ?? { sent: noneSent(limit) }
        if (freeAt(state, limit) > now) return freeAt(state, limit)
        logs.set(id, { ...state, sent: [...state.sent.slice(1), now] })
        return undefined
      },
      shut: async (id, shutUntil) => {
        logs.set(id, { ...logs.get(id)!, shutUntil })
      },
    },
  }
  return gate
}

/** The alerts service with its queues, on a clock that a test sets: `loses` says which messages never arrive. */
export function alertRoom(wall: string, { endpoints, target }: { endpoints: Endpoint[]; target: Target }) {
  let clock = at(wall)
  let loses = (_: Message) => false
  let fails = loses
  let waiting: { message: Message; from: Instant }[] = []
  const posted: Outgoing[] = []
  const now = () => clock
  const publish: Publish = async (messages, delay) => {
    if (messages.some(fails)) throw new Error('the queue is away')
    const kept = messages.filter((message) => !loses(message))
    waiting.push(
      ...kept.map((message) => ({ message, from: later(clock, (delay?.(message) ?? 0) * SECOND) })),
    )
  }
  const deliveries = memoryDeliveries()
  const parts = { history: memoryHistory(), publish, now, log: SILENT }
  const reports = { table: memoryTable<Report>(REPORT), ...parts }
  const campaigns = { table: memoryTable<Campaign>(CAMPAIGN), ...parts }
  const [ledgerOfReports, ledgerOfCampaigns] = [
    ledger<Report, ReportEvent>(reports),
    ledger<Campaign, CampaignEvent>(campaigns),
  ]
  const ofArea = async (area: string) => endpoints.filter((one) => one.area === area)
  const grids = { find: async (id: string) => [GRID, OTHER].find((grid) => grid.id === id) }
  const telling = {
    ledgerOfReports,
    ledgerOfCampaigns,
    endpoints: { listenersIn: ofArea },
    deliveries,
    grids,
    publish,
    now,
  }
  const sending = {
    ...memoryHealth(endpoints),
    hmac,
    now,
    dataKeys: SOME_KEYS,
    publicUrl: 'https://fenghuang.example',
    outbound: 'loopback',
  }
  const post = async (letter: Outgoing) => {
    posted.push(letter)
    return target(letter)
  }
  const hears = {
    'report.moved': tellAbove(telling),
    'report.escalated': tellAbove(telling),
    'campaign.slice': tellGrids(telling),
    'webhook.disabled': tellBeside(telling),
    'delivery.due': deliver({ ...sending, post, deliveries, publish, jitter: () => 0 }),
  } as unknown as Record<string, ((message: Message) => Promise<void>) | undefined>

  /** Everything whose time has come, one after the other, until nothing is left for now. */
  const run = async () => {
    for (let next = ready(); next; next = ready()) {
      waiting = waiting.filter((one) => one !== next)
      await hears[next.message.type]?.(next.message)
    }
  }
  const ready = () => waiting.find(({ from }) => from <= clock)
  const sweepNow = sweep('delivery.due', {
    of: 'deliveries',
    due: deliveries.due,
    publish,
    now,
    measure: () => {},
  })
  return {
    posted,
    deliveries,
    ledgerOfReports,
    ledgerOfCampaigns,
    owed: async () => [...reports.table.all(), ...campaigns.table.all()].flatMap(({ owed }) => owed.messages),
    run,
    /** What is owed is said again. */
    async payDebts() {
      for (const { value } of await reports.table.all()) await ledgerOfReports.pay(value.id)
      await run()
    },
    async sweep() {
      await sweepNow(() => 60_000)
      await run()
    },
    losing(which: typeof loses) {
      loses = which
    },
    failing(which: typeof loses) {
      fails = which
    },
    async hear(message: Message) {
      await hears[message.type]?.(message)
      await run()
    },
    async goTo(moment: Instant) {
      const next = () => earliest(...waiting.map(({ from }) => from))
      for (let from = next(); from && from <= moment; from = next()) {
        if (from > clock) clock = from
        await run()
      }
      clock = moment
    },
    now,
  }
}

/** A report is received at 09:00 and routed to the grid; its contact clock runs two minutes on the wall. */
export async function escalated(room: ReturnType<typeof alertRoom>) {
  const [id, cause] = ['0a1b2c', { id: 'form', actor: 'resident', role: 'resident' }]
  const form = {
    id,
    number: 'JY-261123-7K3F-9',
    fingerprint: 'f',
    category: 'noise',
    whereabouts: {},
    flags: [],
    wish: 'reply',
    sealed: 's',
  } as const
  await room.ledgerOfReports.create(id, cause, (now) => receive({ ...form, flags: [] }, now, terms))
  await room.ledgerOfReports.change(id, { ...cause, heard: `${id}.1.0` }, (report, now) =>
    route(report!, { gridId: GRID.id, trace: [], flags: [] }, now, terms),
  )
  await room.goTo(later(room.now(), 120 * SECOND))
  await room.ledgerOfReports.change(id, cause, (report, now) => tick(report!, now, terms))
  return id
}

export const escalation = {
  id: '0a1b2c.3.0',
  type: 'report.escalated',
  at: at('2026-11-23 09:02'),
  subject: '0a1b2c',
  causedBy: 'form',
  data: {
    category: 'noise',
    number: 'JY-261123-7K3F-9',
    gridId: GRID.id,
    clock: 'contact',
    from: 'community',
    to: 'street',
    missedAt: at('2026-11-23 09:02'),
  },
} satisfies MessageOf<'report.escalated'>

export const NUDGE = {
  id: 'a-nudge',
  type: 'delivery.due',
  at: at('2026-11-23 09:02'),
  subject: 'a-nudge',
  causedBy: 'a-nudge',
} as const
