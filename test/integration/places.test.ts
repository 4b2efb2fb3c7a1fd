import { toWgs84 } from '../../lib/platform/to-wgs84.ts'
import { aCode } from '../support/builders.ts'
import { GRID, inside, NEXT_GRID, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
const PLACE = `${GRID.community}凤凰花园3号楼`

describe('once areas and names are published', () => {
  beforeAll(async () => {
    stack().at('2026-03-02 08:50')
    await stack().put('codes', aCode('phoenix3', GRID, { place: `${GRID.community} · 凤凰花园3号楼` }))
    expect((await stack().ask('publishAreas', as('county'))).status).toBe(201)
  })

  test('a report that says where in words alone comes to the right grid, staff see why, and no word is kept', async () => {
    await routed('in-words', { token: undefined, place: '凤凰花园三號樓，王家门口' })
    const { value } = await stored('in-words')
    expect([value.status, value.gridId, value.flags]).toEqual(['assigned', GRID.id, []])
    expect(value.trace).toEqual([
      {
        by: 'words',
        found: true,
        gridId: GRID.id,
        score: expect.any(Number),
        why: `因为写的地点是「${PLACE}」`,
      },
    ])
    expect(JSON.stringify(value)).not.toMatch(/三號樓|王家/)
  })

  test('words nobody can place leave it to the duty desk', async () => {
    await routed('no-place', { token: undefined, place: '大门口往东' })
    const { value } = await stored('no-place')
    expect([value.status, value.gridId, value.trace[0]!.found]).toEqual(['screened', undefined, false])
  })

  test('a place chosen from what the words could mean outweighs the point', async () => {
    const { body } = await stack().ask('findPlaces', { query: { q: '凤凰花园3号楼' } })
    const { placeId } = body.items[0]
    await routed('chosen', { token: undefined, placeId, point: inside(NEXT_GRID) })
    const { value } = await stored('chosen')
    expect([value.gridId, value.trace[0]!.why]).toEqual([GRID.id, `因为报告人选了「${PLACE}」`])
  })

  test('staff find a place by the initials of its pinyin, residents do not', async () => {
    const query = { q: 'fhhy' }
    const picked = await stack().ask('pickPlaces', { ...as('ann'), query })
    expect(picked.body.items[0]).toMatchObject({ name: `${GRID.community}凤凰花园`, gridId: GRID.id })
    expect((await stack().ask('findPlaces', { query })).body.items).toEqual([])
  })
})

describe('neighbours whose phones give different datums', () => {
  test('are shown the same report at the same place', async () => {
    const shown = { ...inside(GRID), datum: 'gcj02' } as const
    const [lng, lat] = toWgs84(shown)
    const { number } = await routed('in-gcj', { token: undefined, category: 'debt', point: shown })
    const near = async (point: object) =>
      (await stack().ask('findSimilar', { body: { category: 'debt', point } })).body.items
    for (const point of [shown, { lng, lat, datum: 'wgs84' }])
      expect(await near(point)).toMatchObject([{ number, metres: 0 }])
    expect(await near({ ...shown, datum: 'wgs84' })).toEqual([])
  })
})
