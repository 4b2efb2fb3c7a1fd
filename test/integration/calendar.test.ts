import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { aStaff } from '../support/builders.ts'
import { idOf, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
beforeAll(async () => {
  const evening = shanghai('2026-03-06 17:00')
  await stack().put('staff', aStaff('chen', 'county_supervisor'))
  await stack().put('sessions', {
    id: sha256('secret of chen'),
    staffId: 'chen',
    createdAt: shanghai('2026-03-02 08:30'),
    idleUntil: evening,
    endsAt: evening,
  })
})

const decide = (who: string, body: object) => stack().ask('decideCalendar', { ...as(who), body })
const snow = { about: 'day', day: '2026-03-04', kind: 'off', why: '县政府关于暴雪停工的通知' }
const resolveBy = async (name: string) => {
  const { clocks } = (await stored(name)).value
  return clocks.resolve?.phase === 'running' && wallClock(clocks.resolve.dueAt)
}
/** The minute comes, and everything it started is done. */
const minute = async (when: string) => {
  stack().at(when)
  await stack().run('watchCalendar')
  while ((await stack().deliver('sla')).length > 0);
}

test('a day off moves the deadlines that count it, keeps the old one in the history, and counts for new reports', async () => {
  await routed('before-snow')
  expect(await resolveBy('before-snow')).toBe('2026-03-11 17:30')
  const { status, body } = await decide('chen', snow)
  expect([status, body.overrides]).toEqual([201, {}])
  const { about: _, ...said } = snow
  expect(body.decisions[0]).toEqual({ ...said, by: 'chen', effectiveAt: shanghai('2026-03-02 09:00:10') })

  await minute('2026-03-02 09:00:05')
  expect(await resolveBy('before-snow')).toBe('2026-03-11 17:30')
  await minute('2026-03-02 09:01')
  expect(await resolveBy('before-snow')).toBe('2026-03-12 17:30')
  await routed('after-snow')
  expect(await resolveBy('after-snow')).toBe('2026-03-12 17:30')

  const { version } = await stored('before-snow')
  await minute('2026-03-02 09:02')
  expect((await stored('before-snow')).version).toBe(version)
})

test.each<[string, string, object, number, string]>([
  ['without the right', 'ann', snow, 403, 'not-allowed'],
  ['about a day that is over', 'chen', { ...snow, day: '2026-03-01' }, 422, 'form-invalid'],
  ['about a day that does not exist', 'chen', { ...snow, day: '2026-02-30' }, 422, 'form-invalid'],
  ['without a reason', 'chen', { ...snow, why: '' }, 422, 'form-invalid'],
  ['about nothing known', 'chen', { ...snow, about: 'week' }, 422, 'form-invalid'],
])('a decision %s is refused', async (_, who, body, status, code) => {
  const refused = await decide(who, body)
  expect([refused.status, refused.body.code]).toEqual([status, code])
})

test('a year that the State Council has published can be entered', async () => {
  const entered = await decide('chen', {
    about: 'year',
    year: '2027',
    off: ['01-01'],
    worked: [],
    festivals: [{ from: '01-01', name: '元旦' }],
    why: '国务院办公厅通知',
  })
  expect(entered.body.knownUntil).toBe('2026-12-31')
  stack().at('2026-03-02 09:01')
  const { body } = await stack().ask('readCalendar', as('ann'))
  expect(body.knownUntil).toBe('2027-12-31')
  expect(body.years['2027']).toEqual({ off: '01-01', worked: '', festivals: '01-01 元旦' })
})

test('a market grid with hours of its own: open reports and new ones there follow, the old deadline stays in the history', async () => {
  const contactBy = async (name: string) => {
    const { clocks } = (await stored(name)).value
    return clocks.contact?.phase === 'running' && wallClock(clocks.contact.dueAt)
  }
  // A Friday: two of the four hours are left for the next day of work.
  stack().at('2026-03-06 15:30')
  await routed('market-before')
  expect(await contactBy('market-before')).toBe('2026-03-09 10:30')
  const { gridId } = (await stored('market-before')).value
  const office = '08:30-12:00 14:00-17:30'
  const week = [office, office, office, office, office, '09:00-12:00 18:00-21:00', '']
  const hours = { about: 'hours', area: gridId, from: '2026-03-07', week, why: '集市周六营业' }
  const { status, body } = await decide('chen', hours)
  expect([status, body.hours]).toEqual([201, {}])
  await minute('2026-03-06 15:31')
  expect(await contactBy('market-before')).toBe('2026-03-07 11:00')
  await routed('market-after')
  expect(await contactBy('market-after')).toBe('2026-03-07 11:01')
  const page = await stack().ask('readReport', { ...as('chen'), params: { id: idOf('market-before') } })
  expect(page.body.history.at(-1)).toMatchObject({
    what: 'recount',
    why: expect.stringContaining('contact 2026-03-09 10:30 → 2026-03-07 11:00'),
  })

  const back = await decide('chen', { about: 'hours', area: gridId, from: '2026-03-07', why: '集市停办' })
  expect(back.status).toBe(201)
  await minute('2026-03-06 15:33')
  expect(await contactBy('market-before')).toBe('2026-03-09 10:30')
})
