import type { Delivery } from '../../lib/alerts/delivery.ts'
import { type Instant, later, MINUTE, msOf, shanghai } from '../../lib/kernel/instant.ts'
import { deliveriesTable } from '../../lib/tables/deliveries.ts'
import type { Ops } from '../../local/ops/command.ts'
import { webhookReplay } from '../../local/ops/webhook-replay.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const NINE = shanghai('2026-11-23 09:00')
const NOON = shanghai('2026-11-23 12:00')

function aDelivery(n: number, endpointId: string): Delivery {
  const at: Instant = later(NINE, n * MINUTE)
  const event = { id: `0a1b${n}.3.0`, type: 'campaign.slice', subject: `0a1b${n}` } as const
  const data = { title: '冬季用电', text: '飞线充电要不得。', grids: ['371724001001001'], slot: at }
  return {
    id: `${event.id}~${endpointId}`,
    endpointArea: '371724001001001',
    endpointId,
    eventId: event.id,
    type: event.type,
    subject: event.subject,
    status: 'pending',
    attempts: 0,
    createdAt: at,
    dueAt: at,
    body: { ...event, at, causedBy: 'plan', data } as unknown as Delivery['body'],
  }
}

/** A minute between any two of 120 deliveries; the even ones were delivered, the odd ones parked, the last is pending. */
async function aStack() {
  const { db, names } = await fresh()
  const table = deliveriesTable(db, names.DELIVERIES_TABLE!)
  const sent = Array.from({ length: 120 }, (_, n) => aDelivery(n, 'feed'))
  for (const [n, delivery] of [...sent, aDelivery(0, 'other')].entries()) {
    await table.add(delivery)
    if (n === 119) continue
    await table.claim(delivery, NOON)
    const status = n % 2 ? 'parked' : 'delivered'
    await table.record(delivery.id, 1, { status, answer: 'HTTP 500', answeredAt: delivery.createdAt })
  }
  const said: string[] = []
  const ops = { db, env: names, now: msOf(NOON), say: (line: string) => said.push(line) } as unknown as Ops
  const pending = async () => {
    const rows = await Promise.all([...sent, aDelivery(0, 'other')].map(({ id }) => table.find(id)))
    return rows.filter((row) => row?.status === 'pending' && row.attempts === 0).map((row) => row!.id)
  }
  return { pending, said, run: (...args: string[]) => webhookReplay.run(args, ops) }
}

describe('npm run ops -- webhook replay', () => {
  test('sends again what an endpoint was told in a time, over many pages, and only once', async () => {
    const { run, pending, said } = await aStack()
    const range = ['--since', '2026-11-23 09:10', '--until', '2026-11-23T02:30:00Z']
    await run('--endpoint', 'feed', ...range)
    await run('--endpoint', 'feed', ...range)
    expect(said.map((line) => line.split(' ')[0])).toEqual(['80', '0'])
    const expected = Array.from({ length: 80 }, (_, n) => `0a1b${n + 10}.3.0~feed`)
    expect((await pending()).slice(0, -1)).toEqual(expected)
  })

  test('sends one again, of this endpoint', async () => {
    const { run, pending, said } = await aStack()
    await run('--endpoint', 'feed', '--delivery', '0a1b7.3.0~feed')
    await run('--endpoint', 'feed', '--delivery', '0a1b0.3.0~other')
    await run('--endpoint', 'feed', '--delivery', 'nothing')
    expect(said.map((line) => line.split(' ')[0])).toEqual(['1', '0', '0'])
    expect(await pending()).toEqual(['0a1b7.3.0~feed', '0a1b119.3.0~feed'])
  })

  test.each([
    [['--since', '2026-11-23 09:00'], '--endpoint?'],
    [['--endpoint', 'feed'], '--since T or --delivery ID?'],
    [['--endpoint', 'feed', '--until', '2026-11-23 09:00'], '--since T or --delivery ID?'],
    [['--endpoint', 'feed', '--since', 'yesterday'], '--since yesterday?'],
    [['--endpoint', 'feed', '--since', '2026-11-23', '--delivery', 'x'], 'not both'],
  ])('does nothing when it is asked for %j', async (args, why) => {
    const run = webhookReplay.run(args, { env: { DELIVERIES_TABLE: 't' }, now: 0 } as unknown as Ops)
    await expect(run).rejects.toThrow(why)
  })
})
