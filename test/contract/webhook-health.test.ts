import type { Delivery } from '../../lib/alerts/delivery.ts'
import { later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { deliveriesTable } from '../../lib/tables/deliveries.ts'
import { type Endpoint, endpointsTable } from '../../lib/tables/endpoints.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const NINE = shanghai('2026-11-23 09:00')
const TEN = shanghai('2026-11-23 10:00')
const [AREA, ID] = ['371724001', 'feed']

const endpoint: Endpoint = {
  area: AREA,
  id: ID,
  kind: 'standard-webhook',
  name: '街道平台',
  events: ['case.escalated'],
  target: 'hooks.example.org',
  sealedUrl: 's',
  status: 'active',
}
async function anEndpoint() {
  const { db, names } = await fresh()
  const table = endpointsTable(db, names.ENDPOINTS_TABLE!, () => 0)
  await table.add(endpoint)
  return { table, find: () => table.find(AREA, ID) }
}

describe('the health of an endpoint on the engine', () => {
  test('counts failures in a row from the first, however many come at once, and forgets them at a success', async () => {
    const { table, find } = await anEndpoint()
    await table.fail(AREA, ID, NINE, later(NINE, MINUTE))
    const fails = Array.from({ length: 6 }, () => table.fail(AREA, ID, TEN, later(TEN, MINUTE)))
    const counts = (await Promise.all(fails)).map(({ failures }) => failures)
    expect(counts.sort()).toEqual([2, 3, 4, 5, 6, 7])
    expect(await find()).toMatchObject({ failures: 7, failingSince: NINE, probeAt: later(TEN, MINUTE) })
    await table.mend(AREA, ID)
    expect(await find()).toEqual({ v: 1, ...endpoint })
  })

  test('gives one probe a minute to the many who ask', async () => {
    const { table } = await anEndpoint()
    await table.fail(AREA, ID, NINE, later(NINE, MINUTE))
    const probes = (at: typeof NINE) =>
      Promise.all(Array.from({ length: 20 }, () => table.probe(AREA, ID, at, later(at, MINUTE))))
    expect((await probes(later(NINE, MINUTE - 1))).filter(Boolean)).toHaveLength(0)
    expect((await probes(later(NINE, MINUTE))).filter(Boolean)).toHaveLength(1)
    expect((await probes(later(NINE, 2 * MINUTE))).filter(Boolean)).toHaveLength(1)
  })

  test('is broken only while it is active and failing, and as new when it is made active', async () => {
    const { table, find } = await anEndpoint()
    await table.setBroken(AREA, ID, TEN, 'failing')
    expect(await find()).toMatchObject({ status: 'active' })
    await table.fail(AREA, ID, NINE, later(NINE, MINUTE))
    await table.setBroken(AREA, ID, TEN, 'failing')
    expect(await find()).toMatchObject({ status: 'broken', brokenAt: TEN })
    const change = { at: TEN, by: 'ann', what: 'status' }
    const found = (await find())!
    await table.change(found, { status: 'active' }, change)
    expect(await find()).toEqual({ v: 1, ...endpoint, version: 1, changes: [change] })
    await expect(table.change(found, { name: '晚了' }, change)).rejects.toThrow(Conflict)
  })
})

describe('the line behind an open breaker', () => {
  test('gives each of many who come at once a minute of its own, and begins again once it has run out', async () => {
    const { table } = await anEndpoint()
    const places = await Promise.all(Array.from({ length: 12 }, () => table.queueUp(AREA, ID, NINE)))
    const minutes = Array.from({ length: 12 }, (_, n) => later(NINE, (n + 1) * MINUTE))
    expect(places.sort()).toEqual(minutes)
    expect(await table.queueUp(AREA, ID, TEN)).toBe(later(TEN, MINUTE))
  })
})

describe('a delivery on the engine', () => {
  const delivery: Delivery = {
    id: '0a1b.3.0~feed',
    endpointArea: AREA,
    endpointId: ID,
    eventId: '0a1b.3.0',
    type: 'campaign.slice',
    subject: '0a1b',
    status: 'pending',
    attempts: 0,
    createdAt: NINE,
    dueAt: NINE,
    body: {
      id: '0a1b.3.0',
      type: 'campaign.slice',
      at: NINE,
      subject: '0a1b',
      causedBy: 'plan',
      data: { title: '冬季用电', text: '飞线充电要不得。', grids: [AREA], slot: NINE },
    } as unknown as Delivery['body'],
  }
  async function aDelivery() {
    const { db, names } = await fresh()
    const table = deliveriesTable(db, names.DELIVERIES_TABLE!)
    await table.add(delivery)
    const due = async () =>
      (await Promise.all([...'0123456789abcdef'].map((s) => table.due(s, TEN, 9)))).flat()
    return { table, due, find: () => table.find(delivery.id) }
  }

  test('that had to wait has used no attempt, and cannot be given back twice', async () => {
    const { table, find } = await aDelivery()
    await table.claim(delivery, TEN)
    await table.release(delivery.id, 1, later(NINE, MINUTE), 'crowded')
    await table.release(delivery.id, 1, TEN, 'held')
    expect(await find()).toMatchObject({ attempts: 0, dueAt: later(NINE, MINUTE), crowded: true })
  })

  test('that is held falls due when it is woken, and one that somebody is at is not touched', async () => {
    const { table, find } = await aDelivery()
    await table.claim(delivery, TEN)
    await table.release(delivery.id, 1, TEN, 'held')
    await table.wake(delivery.id, later(NINE, MINUTE))
    expect(await find()).toMatchObject({ dueAt: later(NINE, MINUTE) })
    await table.claim((await find())!, TEN)
    await table.wake(delivery.id, NINE)
    expect(await find()).toMatchObject({ dueAt: TEN, attempts: 1 })
  })

  test.each(['delivered', 'parked'] as const)('that was %s is replayed once under its id', async (status) => {
    const { table, due, find } = await aDelivery()
    expect(await table.replay(delivery.id, TEN)).toBe(false)
    await table.claim(delivery, TEN)
    await table.record(delivery.id, 1, { status, answer: 'ok', answeredAt: NINE })
    expect(await due()).toEqual([])
    const both = await Promise.all([1, 2].map(() => table.replay(delivery.id, later(NINE, MINUTE))))
    expect(both.sort()).toEqual([false, true])
    expect(await find()).toMatchObject({ status: 'pending', attempts: 0, dueAt: later(NINE, MINUTE) })
    expect(await due()).toEqual([{ id: delivery.id, at: later(NINE, MINUTE) }])
    expect(await table.replay('nobody', TEN)).toBe(false)
  })
})
