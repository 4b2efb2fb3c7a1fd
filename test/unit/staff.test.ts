import { shanghai } from '../../lib/kernel/instant.ts'
import {
  ACTIONS,
  type Action,
  areasFor,
  asOf,
  can,
  levelsFor,
  ROLE_WORDS,
  ROLES,
  type Role,
} from '../../lib/staff/staff.ts'

const CASES: Action[] = ['report.read', 'report.move']
const COMMUNITY = '371724001005'
const PLACES = [
  ['its own area', COMMUNITY, true],
  ['a grid below it', '371724001005002', true],
  ['the street above it', '371724001', false],
  ['the county', '371724', false],
  ['the community next to it', '371724001006', false],
  ['another street', '371724002', false],
] as const

/** Who may do what in an area they hold, written down a second time; whoever is not here may not. */
const MAY: Record<Role, string> = {
  grid_worker: 'indicator.read calendar.read report.read report.move code.read team.read',
  community_worker: 'indicator.read calendar.read report.read report.move code.read campaign.read team.read',
  aux_police:
    'indicator.read calendar.read report.read report.move code.read campaign.read campaign.write team.read',
  community_secretary:
    'indicator.read calendar.read report.read report.move code.read campaign.read campaign.write campaign.approve team.read team.write',
  street_coordinator:
    'indicator.read calendar.read report.read report.move code.read campaign.read campaign.write team.read team.write',
  station_chief:
    'indicator.read calendar.read report.read report.move campaign.read campaign.write campaign.approve team.read',
  county_supervisor:
    'indicator.read calendar.read report.read report.move campaign.read campaign.write campaign.approve policy.write rule.write calendar.write area.publish endpoint.write area.write team.read team.write',
  county_inspector: 'calendar.read confidential.read confidential.move',
  admin:
    'indicator.read calendar.read code.read rule.write policy.write calendar.write area.publish endpoint.write area.write team.read team.write',
  party_member: 'calendar.read',
  volunteer_police: 'calendar.read',
  volunteer: 'calendar.read',
  force: 'calendar.read',
  resource: 'calendar.read',
}

describe.each(ROLES)('a %s of a community', (role) => {
  const person = { assignments: [{ role, area: COMMUNITY }] }

  describe.each(Object.keys(ACTIONS) as Action[])('%s', (action) => {
    const mayAtAll = MAY[role].split(' ').includes(action)

    test.each(PLACES)(`in %s`, (_, area, isHeld) => {
      expect(can(person, action, area)).toBe(mayAtAll && isHeld)
    })
    test('is listed for the area held, or for none', () => {
      expect(areasFor(person, action)).toEqual(mayAtAll ? [COMMUNITY] : [])
    })
  })

  test('has a title in Chinese and in English', () => {
    expect(ROLE_WORDS[role].zh).toMatch(/^\p{Script=Han}+$/u)
    expect(ROLE_WORDS[role].en).toMatch(/^[A-Z][a-z]+( [a-z]+)?$/)
  })
})

test('the administrator of the county sees no case', () => {
  const admin = { assignments: [{ role: 'admin' as const, area: '371724' }] }
  for (const action of CASES) expect(can(admin, action, '371724001005002')).toBe(false)
})

test('without a word about the area the whole county is meant', () => {
  expect(can({ assignments: [{ role: 'county_supervisor', area: '371724001' }] }, 'policy.write')).toBe(false)
  expect(can({ assignments: [{ role: 'county_supervisor', area: '371724' }] }, 'policy.write')).toBe(true)
})

test('a post in one area and a post in another do not add up to a third', () => {
  const both = {
    assignments: [
      { role: 'community_worker' as const, area: COMMUNITY },
      { role: 'admin' as const, area: '371724' },
    ],
  }
  expect(can(both, 'report.read', '371724001006')).toBe(false)
  expect(areasFor(both, 'code.read')).toEqual([COMMUNITY, '371724'])
})

test('nobody without a post may do anything', () => {
  for (const action of Object.keys(ACTIONS) as Action[]) expect(can({ assignments: [] }, action)).toBe(false)
})

test.each([
  ['grid_worker', 'assignee'],
  ['community_worker', 'grid'],
  ['aux_police', 'grid'],
  ['community_secretary', 'community'],
  ['street_coordinator', 'street'],
  ['station_chief', 'street'],
  ['county_supervisor', 'county'],
] as const)('a %s stands over a place of theirs as the %s', (role, level) => {
  const person = { assignments: [{ role, area: COMMUNITY }] }
  expect(levelsFor(person, '371724001005002')).toEqual([level])
  expect(levelsFor(person, '371724001006001')).toEqual([])
})

test('somebody with two posts over a place stands on both rungs', () => {
  const assignments = [
    { role: 'station_chief' as const, area: '371724001' },
    { role: 'aux_police' as const, area: COMMUNITY },
  ]
  expect(levelsFor({ assignments }, '371724001005002')).toEqual(['grid', 'street'])
})

describe('a post held from 1 March to 1 April', () => {
  const role = 'community_worker' as const
  const [from, until] = [shanghai('2026-03-01 00:00'), shanghai('2026-04-01 00:00')]
  const person = { assignments: [{ role, area: COMMUNITY, from, until }] }

  test.each([
    ['2026-02-28 23:59', false],
    ['2026-03-01 00:00', true],
    ['2026-03-31 23:59', true],
    ['2026-04-01 00:00', false],
  ])('at %s its holder may read reports: %s', (wallClock, may) => {
    expect(can(asOf(person, shanghai(wallClock)), 'report.read', COMMUNITY)).toBe(may)
  })
})
