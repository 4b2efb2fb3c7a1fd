import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { tableEnv } from '../../lib/stack/stack.ts'
import { fromItem, toItem } from '../../lib/tables/dynamo.ts'
import { insightsRebuild } from '../../local/ops/insights-rebuild.ts'
import { GRID, NEXT_GRID, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, engines, routed, submit, stored } = withCounty()
const STREET = GRID.id.slice(0, 9)
const COMMUNITY = GRID.id.slice(0, 12)

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
type Page = AnswerOf<'readIndicators'>
const read = async (who: string, query: object = {}) =>
  stack().ask('readIndicators', { ...as(who), query: { from: '2026-03', to: '2026-03', ...query } })
const page = async (who: string, query: object = {}): Promise<Page> => (await read(who, query)).body
const count = (figures: Page['total'], name = 'response') => {
  const { numerator, denominator } = figures.find((one) => one.name === name)!
  return denominator === undefined ? '—' : `${numerator}/${denominator}`
}
const partsOf = ({ parts }: Page) => parts.map(({ area, figures }) => `${area} ${count(figures)}`)

const rowsStored = async () => {
  const { db, env } = engines()
  const { Items = [] } = await db.send(new ScanCommand({ TableName: env[tableEnv('indicators')]! }))
  return Items.map(fromItem).filter(({ id }) => id !== 'round')
}
const forget = async (id: unknown, place: unknown) => {
  const { db, env } = engines()
  const Key = toItem({ id, place })
  await db.send(new DeleteItemCommand({ TableName: env[tableEnv('indicators')]!, Key }))
}
/** The night passes; everybody is still signed in at the desk of that Monday. */
const night = async () => {
  await stack().run('countIndicators')
  stack().at('2026-03-02 09:05')
}
const rebuild = async (...args: string[]) => {
  const lines: string[] = []
  const { db, sqs, env } = engines()
  const ops = { db, sqs, env, now: Date.now(), say: (line: string) => void lines.push(line) }
  await insightsRebuild.run(args, ops)
  return lines.join()
}

beforeAll(async () => {
  stack().at('2026-03-02 09:00')
  for (const name of ['one', 'two']) await routed(name)
  await routed('moved', { category: 'noise' })
  const { body } = await stack().ask('readReport', {
    ...as('ann'),
    params: { id: (await stored('moved')).value.id },
  })
  const move = { move: 'assign', version: body.version, said: { grid: NEXT_GRID.id, reason: '就在隔壁' } }
  await stack().ask('moveReport', { ...as('ann'), params: { id: body.id }, body: move })
  await stack().deliver('alerts')
  await submit('nowhere', { token: undefined })
  await stack().deliver('routing')
  await stack().deliver('alerts')
  await submit('about-an-official', { category: 'conduct' })
})

test('before the first night there is nothing to see, and the page says so by having no time of counting', async () => {
  expect(await page('county')).toMatchObject({ parts: [] })
  expect((await page('county')).countedAt).toBeUndefined()
})

test('after a night every level adds up, where it lies now, without what is said about officials', async () => {
  await night()
  const county = await page('county')
  expect(county.countedAt).toBeDefined()
  expect([count(county.total), partsOf(county)]).toEqual(['0/4', ['371724 0/1', `${STREET} 0/3`]])
  const street = await page('county', { area: STREET })
  expect([count(street.total), partsOf(street)]).toEqual(['0/3', [`${COMMUNITY} 0/3`]])
  const community = await page('ann', { area: COMMUNITY })
  expect(partsOf(community)).toEqual([`${GRID.id} 0/2`, `${NEXT_GRID.id} 0/1`])
  expect(community.categories?.map(({ category }) => category)).toEqual(['parking', 'noise'])
  // The second was sent from the same code.
  expect(count(community.total, 'repeat')).toBe('1/3')
  expect(count((await page('ann', { area: GRID.id })).total)).toBe('0/2')
})

test('the next night sees what happened since, and counts a case where it was moved to', async () => {
  stack().at('2026-03-02 09:00')
  const { id } = (await stored('moved')).value
  const { body } = await stack().ask('readReport', { ...as('ann'), params: { id } })
  const contact = { move: 'contact', version: body.version, said: { channel: '电话', note: '已联系' } }
  await stack().ask('moveReport', { ...as('ann'), params: { id }, body: contact })
  await stack().deliver('alerts')
  await night()
  expect(count((await page('ann', { area: NEXT_GRID.id })).total)).toBe('0/1')
  stack().at('2026-03-03 02:00')
  await night()
  expect(count((await page('ann', { area: NEXT_GRID.id })).total)).toBe('1/1')
})

test('rows that were lost or are wrong are counted again, and are what they were', async () => {
  const before = await rowsStored()
  for (const { id, place } of before.slice(0, 2)) await forget(id, place)
  await stack().put('indicators', { ...before[3], counted: { noise: { response: [9, 9] } } })
  expect(await rebuild('--from', '2026-01', '--to', '2026-03')).toMatch(/^3 个月已重新统计/)
  expect(await rowsStored()).toEqual(expect.arrayContaining(before))
  expect((await rowsStored()).length).toBe(before.length)
})

test('without a word about months the three of every night are counted', async () => {
  expect(await rebuild()).toMatch(/^3 个月已重新统计/)
})

test('a month that is none is refused in words', async () => {
  await expect(rebuild('--from', '2026-13', '--to', '2026-03')).rejects.toThrow('--from 2026-13?')
  await expect(rebuild('--from', '2026-04', '--to', '2026-03')).rejects.toThrow('--to 2026-03?')
})

test('the administrator sees numbers of the whole county alone, the small ones left out', async () => {
  const seen = await page('admin')
  expect([count(seen.total), partsOf(seen), seen.categories]).toEqual([
    '—',
    ['371724 —', `${STREET} —`],
    undefined,
  ])
  expect((await read('admin', { area: STREET })).body.code).toBe('not-allowed')
})

test.each<[string, string, object, string]>([
  ['of the community next door', 'bob', { area: COMMUNITY }, 'not-allowed'],
  ['of the street above', 'ann', { area: STREET }, 'not-allowed'],
  ['for the inspector, who has no figures', 'inspector', {}, 'not-allowed'],
  ['of a month that is none', 'county', { from: '2026-00' }, 'form-invalid'],
  ['that end before they begin', 'county', { from: '2026-04' }, 'form-invalid'],
  ['of more than two years', 'county', { from: '2024-03' }, 'form-invalid'],
])('figures %s are refused', async (_, who, query, code) => {
  expect((await read(who, query)).body.code).toBe(code)
})
