import { shanghai } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { POST } from '../../lib/tables/posts.ts'
import { demoCounty } from '../../local/county/county.ts'
import { postRows } from '../../local/seed/posts.ts'
import { aStaff } from '../support/builders.ts'
import { GRID, idOf, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed } = withCounty()
const COMMUNITY = GRID.id.slice(0, 12)

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
beforeAll(async () => {
  const endsAt = shanghai('2026-03-05 17:00')
  await stack().put(
    'staff',
    aStaff('secretary', 'community_secretary', COMMUNITY),
    aStaff('carl', 'volunteer'),
  )
  for (const staffId of ['secretary', 'carl'])
    await stack().put('sessions', {
      id: sha256(`secret of ${staffId}`),
      staffId,
      createdAt: shanghai('2026-03-02 08:30'),
      idleUntil: endsAt,
      endsAt,
    })
})

const change = (role: string, body: object, who = 'secretary', area = GRID.id) =>
  stack().ask('changePost', { ...as(who), params: { area, role }, body })
const heard = async () => {
  while ((await stack().deliver('teams')).length > 0);
}
const readAs = async (who: string) =>
  (await stack().ask('readReport', { ...as(who), params: { id: idOf('stood-in-for') } })).status

test('a substitute sees the grid’s reports while the leave lasts, and not a minute longer', async () => {
  await routed('stood-in-for')
  const leave = {
    do: 'leave',
    staffId: 'ann',
    from: shanghai('2026-03-02 10:00'),
    until: shanghai('2026-03-02 12:00'),
    substitute: 'bob',
  }
  await change('community_worker', {
    do: 'appoint',
    version: 0,
    staffId: 'ann',
    from: shanghai('2026-03-01 00:00'),
  })
  const { status, body } = await change('community_worker', { ...leave, version: 1 })
  expect([status, body.version, body.place]).toEqual([200, 2, `${GRID.street} ${GRID.name}`])
  await heard()
  expect(await readAs('bob')).toBe(404)
  stack().at('2026-03-02 10:00')
  expect(await readAs('bob')).toBe(200)
  const listed = await stack().ask('listPosts', { ...as('secretary'), query: { area: COMMUNITY } })
  expect(listed.body.items[0].serving).toEqual([{ staffId: 'bob', name: 'bob', insteadOf: 'ann' }])
  stack().at('2026-03-02 12:00')
  expect(await readAs('bob')).toBe(404)
})

test('a volunteer, however appointed, sees no case', async () => {
  await change('volunteer', {
    do: 'appoint',
    version: 0,
    staffId: 'carl',
    from: shanghai('2026-03-01 00:00'),
  })
  await heard()
  expect(await readAs('carl')).toBe(404)
})

test('a post that nobody has held for a day is told once', async () => {
  const post = ['grid_worker', 'appoint'] as const
  const from = shanghai('2026-03-03 15:00')
  await change(post[0], { do: post[1], version: 0, staffId: 'bob', from })
  await heard()
  stack().at('2026-03-03 09:00')
  for (const _ of [1, 2]) {
    await stack().run('sweepPosts')
    await heard()
  }
  const told = (await stack().deliver('alerts')).filter(({ type }) => type === 'team.vacant')
  expect(told).toMatchObject([
    { data: { role: 'grid_worker', area: GRID.id, since: shanghai('2026-03-02 09:00') } },
  ])
})

test.each<[string, object, string, string, number, string]>([
  ['by who may not', {}, 'ann', GRID.id, 403, 'not-allowed'],
  ['of another community', {}, 'secretary', '371724001002001', 403, 'not-allowed'],
  ['of a stranger', { staffId: 'nobody' }, 'secretary', GRID.id, 404, 'not-found'],
  ['on an older version', { version: 7 }, 'secretary', GRID.id, 409, 'changed-meanwhile'],
])('an appointment %s is refused', async (_, given, who, area, status, code) => {
  const form = { do: 'appoint', version: 0, staffId: 'bob', from: shanghai('2026-03-01 00:00'), ...given }
  const answer = await change('aux_police', form, who, area)
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('leading posts are not given away here', async () => {
  const form = { do: 'appoint', version: 0, staffId: 'bob', from: shanghai('2026-03-01 00:00') }
  expect((await change('county_supervisor', form)).status).toBe(422)
})

test('every grid of the demo county has its three, as rows the table reads', () => {
  const demo = demoCounty()
  const rows = postRows(demo, shanghai('2026-01-05 00:00')) as { state: unknown }[]
  const posts = rows.map(({ state }) => POST.state.parse(state))
  for (const role of ['grid_worker', 'community_worker', 'aux_police'] as const) {
    const areas = new Set(posts.filter((post) => post.role === role).map(({ area }) => area))
    expect(demo.grids.filter(({ id }) => !areas.has(id) && !areas.has(id.slice(0, 12)))).toEqual([])
  }
})

test('whoever reads the team sees how much lies with whom, as counts, in their own community only', async () => {
  await routed('in-hand')
  const ask = (who: string, area = COMMUNITY) => stack().ask('readWorkload', { ...as(who), query: { area } })
  const { status, body } = await ask('secretary')
  expect([status, body.isWhole]).toEqual([200, true])
  const here = body.items.find(({ area }: { area: string }) => area === GRID.id)
  expect(here.posts).toEqual([{ role: 'grid_worker', open: here.open }])
  expect(JSON.stringify(body)).not.toMatch(/JY-|number|words/)
  expect((await ask('secretary', '371724001002')).status).toBe(403)
  expect((await ask('carl')).status).toBe(403)
})
