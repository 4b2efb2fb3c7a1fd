import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { aStaff } from '../support/builders.ts'
import { withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
beforeAll(async () => {
  const evening = shanghai('2026-03-02 17:00')
  await stack().put('staff', aStaff('chen', 'county_supervisor'))
  await stack().put('sessions', {
    id: sha256('secret of chen'),
    staffId: 'chen',
    createdAt: shanghai('2026-03-02 08:30'),
    idleUntil: evening,
    endsAt: evening,
  })
})

const decide = (who: string, body: object) => stack().ask('decideDay', { ...as(who), body })
const snow = { day: '2026-03-04', kind: 'off', why: '县政府关于暴雪停工的通知' }
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
  expect(body.decisions[0]).toMatchObject({ ...snow, by: 'chen' })

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
])('a decision %s is refused', async (_, who, body, status, code) => {
  const refused = await decide(who, body)
  expect([refused.status, refused.body.code]).toEqual([status, code])
})

test('a year that the State Council has published can be entered', async () => {
  const entered = await stack().ask('enterYear', {
    ...as('chen'),
    body: { year: '2027', off: ['01-01'], worked: [], why: '国务院办公厅通知' },
  })
  expect(entered.body.knownUntil).toBe('2026-12-31')
  stack().at('2026-03-02 09:01')
  const { body } = await stack().ask('readCalendar', as('ann'))
  expect(body.knownUntil).toBe('2027-12-31')
})
