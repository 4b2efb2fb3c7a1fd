import { shanghai } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import type { RuleSet } from '../../lib/routing/rule-set.ts'
import { ruleSetsTable } from '../../lib/tables/rule-sets.ts'
import { GRID, idOf, NEXT_GRID, withCounty } from '../support/given-county.ts'
import { withTables } from '../support/given-tables.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()
const COMMUNITY = GRID.id.slice(0, 12)

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
const BLOCKED = {
  id: 'fire-lane',
  name: '占用消防通道',
  when: { categories: ['parking'], answers: { exit: 'yes' }, areas: [COMMUNITY] },
  does: { post: 'aux_police', assist: ['消防中队'], priority: 'urgent' },
}
const CASES = [
  {
    name: '挡住消防通道',
    given: { category: 'parking', area: GRID.id, at: '2026-03-02 09:00', answers: { exit: 'yes' } },
    expect: { rule: 'fire-lane' },
  },
  {
    name: '没有挡住',
    given: { category: 'parking', area: GRID.id, at: '2026-03-02 09:00', answers: { exit: 'no' } },
    expect: { rule: null },
  },
]
const SET = { rules: [BLOCKED], cases: CASES }
const publish = (body: object, who = 'county') =>
  stack().ask('publishRules', { ...as(who), body: { version: 0, note: '消防专项', ...SET, ...body } })

test('who may write rules tries them first: nothing is published while a case fails, and each is named', async () => {
  const wrong = CASES.map((one) => ({ ...one, expect: { rule: null } }))
  const tried = await stack().ask('tryRules', { ...as('county'), body: { rules: [BLOCKED], cases: wrong } })
  expect(tried.body.results).toEqual([
    {
      name: '挡住消防通道',
      passed: false,
      rule: 'fire-lane',
      why: { zh: expect.stringContaining('占用消防通道'), en: expect.stringContaining('fire lane') },
    },
    { name: '没有挡住', passed: true, rule: null, why: expect.anything() },
  ])
  const refused = await publish({ cases: wrong })
  expect([refused.status, refused.body.code]).toEqual([409, 'cases-failed'])
  expect(refused.body.failing.map(({ name }: { name: string }) => name)).toEqual(['挡住消防通道'])
  expect((await stack().ask('listRules', as('county'))).body).toEqual({ current: 0, items: [], gaps: [] })
  for (const who of ['ann', 'inspector']) expect((await publish({}, who)).status).toBe(403)
})

test('what is wrong is said at the field', async () => {
  const strange = {
    ...BLOCKED,
    id: 'Fire Lane',
    when: { hours: { from: '25:00', until: '07:00' }, colour: 'red' },
  }
  const { status, body } = await publish({ rules: [strange], cases: [] })
  expect([status, body.code]).toEqual([422, 'form-invalid'])
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
    expect.arrayContaining(['/rules/0/id', '/rules/0/when/hours/from']),
  )
  const twice = await publish({ rules: [BLOCKED, BLOCKED] })
  expect(twice.body.errors).toEqual([{ pointer: '/rules/1/id', message: '前面已经有这个代号的规则' }])
})

test('from its minute on a version decides, the report says so, and reports from before keep theirs', async () => {
  await routed('before-the-rule', { answers: { exit: 'yes' } })
  const { status, body } = await publish({})
  expect([status, body.version, body.effectiveAt]).toEqual([201, 1, shanghai('2026-03-02 09:01')])
  expect((await publish({})).body).toMatchObject({ code: 'changed-meanwhile', version: 1 })

  stack().at('2026-03-02 09:02')
  await routed('after-the-rule', { answers: { exit: 'yes' } })
  const { value } = await stored('after-the-rule')
  expect(value).toMatchObject({
    gridId: GRID.id,
    status: 'assigned',
    answers: { exit: 'yes' },
    ruled: {
      rule: { version: 1, id: 'fire-lane' },
      post: 'aux_police',
      units: ['消防中队'],
      priority: 'urgent',
    },
  })
  const page = await stack().ask('readReport', { ...as('ann'), params: { id: idOf('after-the-rule') } })
  expect(page.body).toMatchObject({ priority: 'urgent', post: 'aux_police', units: ['消防中队'] })
  expect(page.body.trace.at(-1)).toMatchObject({
    by: 'rule',
    why: expect.stringMatching(
      /^因为派单规则「占用消防通道」（第 1 版）：.+，由社区民辅警办理，请消防中队协办，特急$/,
    ),
    en: expect.stringContaining('version 1'),
  })
  expect(page.body.clocks.map(({ name }: { name: string }) => name)).toContain('assist')
  expect((await stored('before-the-rule')).value).not.toHaveProperty('ruled')
})

test('a post that a rule names is reported when nobody serves there, and before somebody leaves', async () => {
  const params = { area: GRID.id, role: 'aux_police' }
  const change = (body: object) => stack().ask('changePost', { ...as('admin'), params, body })
  await change({ do: 'appoint', version: 0, staffId: 'bob', from: shanghai('2026-03-01 00:00') })
  const gaps = async () => (await stack().ask('listRules', as('admin'))).body.gaps
  expect(await gaps()).toEqual([])

  const leavesAt = shanghai('2026-03-06 18:00')
  await change({ do: 'dismiss', version: 1, staffId: 'bob', until: leavesAt })
  const gap = { rule: 'fire-lane', role: 'aux_police', area: GRID.id, place: `${GRID.street} ${GRID.name}` }
  expect(await gaps()).toEqual([{ ...gap, since: leavesAt }])
  await change({ do: 'appoint', version: 2, staffId: 'ann', from: leavesAt })
  expect(await gaps()).toEqual([])
})

test('a post elsewhere is no business of the rule', async () => {
  const params = { area: '371724001002001', role: 'aux_police' }
  const at = shanghai('2026-03-01 00:00')
  const change = (body: object) => stack().ask('changePost', { ...as('admin'), params, body })
  await change({ do: 'appoint', version: 0, staffId: 'bob', from: at })
  await change({ do: 'dismiss', version: 1, staffId: 'bob', until: shanghai('2026-03-02 08:00') })
  expect((await stack().ask('listRules', as('admin'))).body.gaps).toEqual([])
})

describe('how much is open', () => {
  test('is counted in the report’s own community when a rule asks for it', async () => {
    stack().at('2026-03-02 09:30')
    const busy = { id: 'busy', name: '件多', when: { load: 2 }, does: { team: NEXT_GRID.id } }
    const set = {
      rules: [busy],
      cases: [{ name: '空闲', given: { category: 'noise', at: '2026-03-02 09:00' }, expect: { rule: null } }],
    }
    expect((await publish({ ...set, version: 1 })).status).toBe(201)
    stack().at('2026-03-02 09:32')
    await routed('one-more')
    expect((await stored('one-more')).value).toMatchObject({
      gridId: NEXT_GRID.id,
      ruled: { rule: { version: 2 } },
    })
  })
})

describe('on the engine', () => {
  const fresh = withTables()
  const set = (version: number, effectiveAt: string): RuleSet => ({
    version,
    effectiveAt: shanghai(effectiveAt),
    publishedAt: shanghai('2026-03-02 09:00'),
    by: 'county',
    note: '试行',
    rules: [BLOCKED as never],
    cases: [],
  })

  test('a version is written once, and holds from its day until the next one does', async () => {
    const { db, names } = await fresh()
    const open = () => ruleSetsTable(db, names.RULES_TABLE!)
    expect(await open().current(shanghai('2026-03-02 09:00'))).toEqual({ version: 0, rules: [] })
    await open().publish(set(1, '2026-03-03 00:00'))
    await open().publish(set(2, '2026-03-04 00:00'))
    await expect(open().publish(set(2, '2026-03-05 00:00'))).rejects.toThrow(Conflict)
    const inForce = async (when: string) => (await open().current(shanghai(when))).version
    expect(await inForce('2026-03-02 23:59')).toBe(0)
    expect(await inForce('2026-03-03 00:00')).toBe(1)
    expect(await inForce('2026-03-04 00:00')).toBe(2)
    expect((await open().list()).map(({ version }) => version)).toEqual([2, 1])
  })
})
