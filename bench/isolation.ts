import { type Delivering, deliver } from '../functions/alerts/deliver.ts'
import { lookup } from '../functions/alerts/lookup.ts'
import { poster } from '../functions/alerts/post.ts'
import { hmac, placeOf } from '../functions/alerts/sign.ts'
import type { Delivery } from '../lib/alerts/delivery.ts'
import { instant, MINUTE, msOf } from '../lib/kernel/instant.ts'
import { keyRing, seal } from '../lib/platform/keys.ts'
import { QUEUES } from '../lib/stack/stack.ts'
import type { Endpoint } from '../lib/tables/endpoints.ts'
import { anAlert, type Receiver } from './alerts.ts'
import { percentile, type Row } from './row.ts'

const ENDPOINTS = 50
const PER_SECOND = 300
const SECONDS = 8
/** The ten seconds that a post may take, cut down as the run is. */
const PATIENCE = 1
const KEYS = keyRing(`bench:${Buffer.alloc(32, 7).toString('base64url')}`)
const AREA = '371724'
const { batch, concurrency } = QUEUES.deliveries

/**
 * `deliver` as its queue calls it, so many messages a run and so many runs at once, on tables in memory: how long a delivery to
 * a healthy endpoint waits when all are healthy, and when every tenth hangs.
 */
export async function isolation(receiver: Receiver): Promise<Row[]> {
  const well = await course(receiver, 0)
  const ill = await course(receiver, ENDPOINTS / 10)
  const [calm, ours] = [percentile(well.waits, 99), percentile(ill.waits, 99)]
  const wrong = well.lost + ill.lost
  return [
    {
      name: 'a healthy endpoint while 10 % hang, p99',
      unit: 'ms',
      ours,
      peers: { 'while all are well': calm },
      ratio: ours / calm,
      floor: calm,
      runs: 1,
      goal: '≤ 50 ms, ≤ 2 × all well',
      met: ours <= 50 && ours <= 2 * calm,
      wrong,
      note: `p50 ${percentile(ill.waits, 50).toFixed(1)} ms; ${PER_SECOND} a second for ${SECONDS} s, a post may take ${PATIENCE} s; ${ill.waits.length} delivered, ${ill.kept} kept for the hanging, ${wrong} lost`,
    },
  ]
}

async function course({ origin, take }: Receiver, hanging: number) {
  const endpoints = Array.from({ length: ENDPOINTS }, (_, n) =>
    anEndpoint(n, `${origin}/${n < hanging ? 'hang' : 'quick'}/${n}`),
  )
  const room = memory(endpoints)
  const run = deliver({
    ...room.tables,
    publish: async () => {},
    post: poster({ seconds: PATIENCE, largest: 64 * 1024, lookup }),
    hmac,
    dataKeys: KEYS,
    publicUrl: 'https://fenghuang.example',
    outbound: 'loopback',
    now: () => instant(Date.now()),
    jitter: () => 0,
  } as unknown as Delivering)
  const born = new Map<string, number>()
  const queue: string[] = []
  const isDone = await consuming(queue, async (ids) => {
    await Promise.all(
      ids.map((id) => run({ data: { ids: [id] }, causedBy: 'bench' } as Parameters<typeof run>[0])),
    )
  })
  const total = PER_SECOND * SECONDS
  const start = performance.now()
  for (let n = 0; n < total; n++) {
    const due = start + (n * 1_000) / PER_SECOND
    while (performance.now() < due) await new Promise((done) => setTimeout(done, 1))
    const id = room.add(n, endpoints[n % ENDPOINTS]!)
    born.set(id.replaceAll('.', '-'), performance.timeOrigin + performance.now())
    queue.push(id)
  }
  await isDone()
  const came = new Map((await take()).map(({ id, at }) => [id, at]))
  const rows = room.all()
  const healthy = rows.filter(({ endpointId }) => Number(endpointId) >= hanging)
  const sick = rows.filter(({ endpointId }) => Number(endpointId) < hanging)
  const nameOf = ({ id }: Delivery) => id.replaceAll('.', '-')
  const waits = healthy.flatMap((row) => {
    const at = came.get(nameOf(row))
    return at === undefined ? [] : [at - born.get(nameOf(row))!]
  })
  const unheard = healthy.filter(({ status }) => status !== 'delivered').length
  const dropped = sick.filter(({ status }) => status !== 'pending').length
  return { waits, kept: sick.length, lost: unheard + dropped + (healthy.length - waits.length) }
}

/** So many runs at once, each with what has come for it, as the queue of the stack is set up. */
async function consuming(queue: string[], run: (ids: string[]) => Promise<void>) {
  let [isOver, running] = [false, 0]
  const consume = async () => {
    while (!isOver || queue.length > 0) {
      const some = queue.splice(0, batch)
      if (some.length === 0) await new Promise((done) => setTimeout(done, 1))
      else {
        running++
        await run(some)
        running--
      }
    }
  }
  const all = Promise.all(Array.from({ length: concurrency }, consume))
  return async () => {
    isOver = true
    await all
    if (running > 0) throw new Error('a run is not over')
  }
}

const anEndpoint = (n: number, url: string): Endpoint => ({
  area: AREA,
  id: String(n),
  kind: 'standard-webhook',
  name: 'bench',
  events: ['case.*'],
  target: '…',
  sealedUrl: seal(url, placeOf(String(n), 'url'), KEYS),
  sealedSecret: seal(`whsec_${Buffer.alloc(24, 5).toString('base64')}`, placeOf(String(n), 'secret'), KEYS),
  status: 'active',
})

/** The two tables as far as `deliver` needs them, with their conditions. */
function memory(endpoints: Endpoint[]) {
  const rows = new Map<string, Delivery>()
  const healths = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const isOurs = (id: string, attempts: number) => rows.get(id)?.attempts === attempts
  const set = (id: string, fields: Partial<Delivery>) => rows.set(id, { ...rows.get(id)!, ...fields })
  const heal = (id: string, fields: Partial<Endpoint>) => {
    const health = { ...healths.get(id)!, ...fields }
    healths.set(id, health)
    return health
  }
  return {
    all: () => [...rows.values()],
    add(n: number, { id: endpointId, area: endpointArea }: Endpoint): string {
      const alert = { ...anAlert(n), subject: `report-${n}`, id: `report-${n}.2.0` }
      const { type, subject, at } = alert
      const id = `${alert.id}~${endpointId}`
      const own = { id, endpointArea, endpointId, eventId: alert.id, type, subject }
      rows.set(id, { ...own, status: 'pending', attempts: 0, createdAt: at, dueAt: at, body: alert })
      return id
    },
    tables: {
      deliveries: {
        find: async (id: string) => rows.get(id),
        claim: async ({ id, attempts }: Delivery, dueAt: Delivery['createdAt']) =>
          isOurs(id, attempts) && !!set(id, { attempts: attempts + 1, dueAt }),
        release: async (id: string, attempts: number, dueAt: Delivery['createdAt']) =>
          void (isOurs(id, attempts) && set(id, { attempts: attempts - 1, dueAt })),
        record: async (id: string, _: number, ended: Partial<Delivery>) => void set(id, ended),
        ofEndpoint: async () => ({ items: [] }),
        wake: async () => {},
      },
      endpoints: {
        find: async (_: string, id: string) => healths.get(id),
        fail: async (_: string, id: string, at: Delivery['createdAt'], probeAt: Delivery['createdAt']) =>
          heal(id, { failures: (healths.get(id)!.failures ?? 0) + 1, failingSince: at, probeAt }),
        mend: async (_: string, id: string) => void heal(id, { failures: 0 }),
        probe: async () => false,
        queueUp: async (_: string, __: string, at: Delivery['createdAt']) => instant(msOf(at) + MINUTE),
        setBroken: async () => {},
      },
      buckets: { take: async () => undefined, shut: async () => {} },
    },
  }
}
