import type { Alert } from '../../lib/alerts/alert.ts'
import { audienceOf } from '../../lib/alerts/audience.ts'
import { type Instant, shanghai } from '../../lib/kernel/instant.ts'

const AREAS = ['grid', 'community', 'street', 'county']
/** Who listens in each area from the grid up; `machine` is a webhook, the rest are groups. */
const listening = (...names: string[]) =>
  AREAS.map((area) =>
    names
      .filter((name) => name.startsWith(area))
      .map((id) => ({ id, kind: id.endsWith('machine') ? 'standard-webhook' : 'wecom' })),
  )
const EVERYWHERE = listening(...AREAS, 'grid machine', 'county machine')

const about = { category: 'parking', number: 'JY-260302-0001-A', gridId: '371724001005002' } as const
const envelope = { id: 'r.1.0', at: shanghai('2026-03-02 15:00') as Instant, subject: 'r', causedBy: 'c' }
const escalated = (to: 'grid' | 'community' | 'street' | 'county' | 'nobody'): Alert => ({
  ...envelope,
  type: 'report.escalated',
  data: { ...about, clock: 'contact', from: 'assignee', to, missedAt: envelope.at },
})
const warned: Alert = {
  ...envelope,
  type: 'report.warned',
  data: { ...about, clock: 'contact', dueAt: envelope.at },
}
const told = (alert: Alert, there = EVERYWHERE) => audienceOf(alert, there).map(({ id }) => id)

test.each(['grid', 'community', 'street', 'county'] as const)(
  'an escalation to the %s is told to its group, and to every machine that subscribed',
  (to) => {
    expect(told(escalated(to)).toSorted()).toEqual([to, 'grid machine', 'county machine'].toSorted())
  },
)

test('what nobody is above is the county’s', () => {
  expect(told(escalated('nobody'))).toContain('county')
})

test('a warning is for whoever works on it, and nobody above is disturbed', () => {
  expect(told(warned)).toEqual(['grid machine', 'county machine', 'grid'])
})

test.each([
  ['community', ['grid', 'street', 'county'], 'street'],
  ['community', ['grid', 'county'], 'county'],
  ['street', ['grid', 'community'], 'community'],
  ['county', ['grid'], 'grid'],
] as const)('a %s without a group: of %j the %s’s is told', (to, groups, nearest) => {
  expect(told(escalated(to), listening(...groups))).toEqual([nearest])
})

test('what has no grid is told as near as it is known where it lies', () => {
  const [, community, street, county] = listening('community', 'street', 'county')
  expect(told(escalated('street'), [community!, street!, county!])).toEqual(['street'])
  expect(told(escalated('grid'), [community!, street!, county!])).toEqual(['community'])
  expect(told(escalated('street'), [county!])).toEqual(['county'])
})

test('steps of the work go to everybody who asked for them', () => {
  const moved: Alert = {
    ...envelope,
    type: 'report.moved',
    data: { ...about, move: 'contact', from: 'assigned', to: 'contacted' },
  }
  expect(told(moved)).toHaveLength(6)
})
