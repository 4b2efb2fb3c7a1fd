import { replayDeliveries } from '../../functions/alerts/replay-deliveries.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import { aStaff, at } from '../support/builders.ts'

const [AREA, NINE] = ['371724001', at('2026-11-23 09:00')]
const rows = [
  { id: 'noon', endpointId: 'feed', createdAt: at('2026-11-23 12:00') },
  { id: 'ten', endpointId: 'feed', createdAt: at('2026-11-23 10:00') },
  { id: 'eight', endpointId: 'feed', createdAt: at('2026-11-23 08:00') },
]

function room() {
  const replayed: string[] = []
  const deliveries = {
    find: async (id: string) => rows.find((row) => row.id === id),
    ofEndpoint: async () => ({ items: rows, next: 'more' }),
    replay: async (id: string) => !replayed.includes(id) && replayed.push(id) > 0,
  }
  const endpoints = {
    find: async (_: string, id: string) => (id === 'feed' ? ({ id } as Endpoint) : undefined),
  }
  const replay = replayDeliveries({ deliveries: deliveries as never, endpoints, now: () => NINE })
  const ask = (
    body: RequestOf<'replayDeliveries'>['body'],
    staff = aStaff('a', 'admin', AREA),
    id = 'feed',
  ) => replay({ params: { area: AREA, id }, query: undefined, body }, staff)
  return { ask, replayed }
}

describe('a replay over the API', () => {
  test('is of one delivery or of a time, and of each only once', async () => {
    const { ask, replayed } = room()
    const morning = { since: NINE, until: at('2026-11-23 12:00') }
    expect(await ask(morning)).toEqual({ replayed: 1 })
    expect(await ask(morning)).toEqual({ replayed: 0 })
    expect(await ask({ delivery: 'noon' })).toEqual({ replayed: 1 })
    expect(replayed).toEqual(['ten', 'noon'])
  })

  test('is refused to who may not, and of what is not there', async () => {
    const { ask } = room()
    const refused = ask({ delivery: 'noon' }, aStaff('b', 'admin', '371724002'))
    await expect(refused).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(ask({ delivery: 'noon' }, undefined, 'else')).rejects.toMatchObject({ code: 'not-found' })
  })
})
