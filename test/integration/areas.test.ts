import type { Message } from '../../lib/contracts/messages.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { aStaff, someGrids } from '../support/builders.ts'
import { GRID, idOf, NEXT_GRID, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()
const admin: Asked = { cookies: ['__Host-sid=secret of chief'], headers: { 'x-fenghuang': 'console' } }
const OTHERS = someGrids(6).slice(2)

beforeAll(async () => {
  const endsAt = shanghai('2026-03-05 17:00')
  await stack().put('staff', aStaff('chief'))
  await stack().put('sessions', {
    id: sha256('secret of chief'),
    staffId: 'chief',
    createdAt: shanghai('2026-03-02 08:30'),
    idleUntil: endsAt,
    endsAt,
  })
})

const feature = ({ id, name, community, street, ring }: Grid, replaces = '') => ({
  type: 'Feature',
  properties: { code: id, name, community, street, phone: '0530-0000001', replaces },
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const importing = (grids: ReturnType<typeof feature>[], dryRun = false, datum = 'wgs84') =>
  stack().ask('importAreas', {
    ...admin,
    query: dryRun ? { 'dry-run': 'yes' } : {},
    body: {
      format: 'geojson',
      datum,
      content: JSON.stringify({ type: 'FeatureCollection', features: grids }),
    },
  })
const publishing = (key: string, edition: number, effectiveAt: string) =>
  stack().ask('publishMap', {
    ...admin,
    body: { key, edition, effectiveAt: shanghai(effectiveAt), note: '网格调整' },
  })
async function heard(queue: 'areas' | 'teams' | 'alerts') {
  const all: Message[] = []
  for (let some = await stack().deliver(queue); some.length > 0; some = await stack().deliver(queue))
    all.push(...some)
  return all
}
/** The grid cut in the middle; everybody reports from its western half. */
const [WEST, EAST] = [
  { ...GRID, id: '371724001001009', name: '新网格', ring: moved(GRID, 1, 0.005) },
  { ...GRID, ring: moved(GRID, 0, 0.005) },
]
function moved({ ring }: Grid, corner: number, east: number): Grid['ring'] {
  const from = ring[corner]![0]
  return ring.map(([lng, lat]) => [lng === from ? ring[0]![0] + east : lng, lat])
}
const divided = [
  feature(WEST, GRID.id),
  feature(EAST, GRID.id),
  ...[NEXT_GRID, ...OTHERS].map((grid) => feature(grid)),
]

test('a map with a gap is told where, drawn, and kept by nobody', async () => {
  const { status, body } = await importing([EAST, NEXT_GRID, ...OTHERS].map((grid) => feature(grid)))
  expect([status, body.key, body.faultCount]).toEqual([200, undefined, 1])
  expect(body.faults[0]).toMatchObject({ kind: 'gap', geometry: { type: 'Polygon' } })
  expect(body.faults[0].grids).toContain(GRID.id)
})

test('what is wrong in a line is named by line and column', async () => {
  const wrong = feature({ ...GRID, id: '12', name: '' })
  const { body } = await importing([feature(NEXT_GRID), wrong])
  expect(body.errors).toMatchObject([
    { row: 2, column: 'code', code: 'code-wrong' },
    { row: 2, column: 'name', code: 'missing' },
  ])
})

test('a divided grid takes effect on its day, and an open report goes where its place is, its clocks untouched', async () => {
  await routed('divided')
  const before = await stored('divided')
  expect((await importing(divided, true)).body.key).toBeUndefined()
  const { body } = await importing(divided)
  expect(body).toMatchObject({ faultCount: 0, changes: { added: [WEST.id], removed: [] } })
  expect((await publishing(body.key, 0, '2026-03-02 09:01')).body.code).toBe('edition-too-early')
  expect((await publishing(body.key, 0, '2026-03-02 10:00')).status).toBe(201)
  await heard('areas')

  await stack().run('sweepAreas')
  await heard('areas')
  expect((await stored('divided')).value.gridId).toBe(GRID.id)
  stack().at('2026-03-02 10:00')
  await stack().run('sweepAreas')
  await heard('areas')
  const { value, version } = await stored('divided')
  expect(value.gridId).toBe(WEST.id)
  expect([value.clocks, version]).toEqual([before.value.clocks, before.version + 1])
  expect(
    (await stack().ask('readReport', { ...admin, params: { id: idOf('divided') } })).body.history.at(-1),
  ).toMatchObject({
    what: 'rezone',
    why: '网格调整：现属新网格',
  })
})

test('a new grid has its three posts from its first day, vacant', async () => {
  stack().at('2026-03-02 10:00')
  await heard('teams')
  const { body } = await stack().ask('listPosts', { ...admin, query: { area: WEST.id.slice(0, 12) } })
  const own = body.items.filter(({ area }: { area: string }) => area === WEST.id)
  expect(own.map((post: { role: string }) => post.role).sort()).toEqual([
    'aux_police',
    'community_worker',
    'grid_worker',
  ])
  expect(own[0]).toMatchObject({
    place: '凤凰街道 新网格',
    serving: [],
    vacantSince: shanghai('2026-03-02 10:00'),
  })

  stack().at('2026-03-03 10:00')
  await stack().run('sweepPosts')
  await heard('teams')
  const told = (await heard('alerts')).filter(({ type }) => type === 'team.vacant')
  expect(told.filter(({ data }) => (data as { area: string }).area === WEST.id)).toHaveLength(3)
})

test('rolled back to the map the county began with, the report is where it was, and both moves are in its history', async () => {
  stack().at('2026-03-02 10:30')
  expect((await publishing('', 1, '2026-03-02 11:00')).status).toBe(201)
  await heard('areas')
  stack().at('2026-03-02 11:00')
  await stack().run('sweepAreas')
  await heard('areas')
  expect((await stored('divided')).value.gridId).toBe(GRID.id)
  const { body } = await stack().ask('readReport', { ...admin, params: { id: idOf('divided') } })
  expect(body.history.filter(({ what }: { what: string }) => what === 'rezone')).toHaveLength(2)
  const editions = await stack().ask('listEditions', admin)
  expect(editions.body).toMatchObject({ current: 2, status: 'settled', items: [{ key: '' }, { edition: 1 }] })
})

test('who works in the grids does not redraw them', async () => {
  const ann: Asked = { ...admin, cookies: ['__Host-sid=secret of ann'] }
  for (const [name, asked] of [
    ['listEditions', {}],
    ['exportAreas', { query: {} }],
    ['importAreas', { query: {}, body: { format: 'csv', datum: 'wgs84', content: 'x' } }],
    [
      'publishMap',
      { body: { key: '', edition: 2, effectiveAt: shanghai('2026-03-02 12:00'), note: '试试' } },
    ],
  ] as const)
    expect((await stack().ask(name, { ...ann, ...asked })).body.code).toBe('not-allowed')
})

test.each(['geojson', 'csv', 'xlsx'] as const)(
  'an export as %s in BD-09 is read back as the same map',
  async (format) => {
    const { body, headers } = await stack().ask('exportAreas', { ...admin, query: { format, datum: 'bd09' } })
    expect(headers['content-disposition']).toContain(`.${format}`)
    const content = typeof body === 'string' ? body : JSON.stringify(body)
    const again = await stack().ask('importAreas', {
      ...admin,
      query: { 'dry-run': 'yes' },
      body: { format, datum: 'bd09', content },
    })
    expect(again.body).toMatchObject({ errors: [], faults: [], grids: 6 })
  },
)

test('a grid that is no more has no posts: nobody is missing there, and nobody is told so', async () => {
  stack().at('2026-03-02 11:00')
  await heard('teams')
  const { body } = await stack().ask('listPosts', { ...admin, query: { area: WEST.id.slice(0, 12) } })
  const areas = body.items.map(({ area }: { area: string }) => area)
  expect(areas).not.toContain(WEST.id)
  expect(areas).toContain(GRID.id)
})
