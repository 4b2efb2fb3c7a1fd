import { type Area, COUNTY, contains } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import { LEVELS, type Level } from '../sla/policy.ts'
import { isInForce } from './holders.ts'
import { RUNG_POSTS } from './rungs.ts'

/** The posts of domain.md §6.0; each is held for an area. */
export const ROLES = [
  'grid_worker',
  'community_worker',
  'aux_police',
  'community_secretary',
  'street_coordinator',
  'station_chief',
  'county_supervisor',
  'county_inspector',
  'admin',
  'party_member',
  'volunteer_police',
  'volunteer',
  'force',
  'resource',
] as const
export type Role = (typeof ROLES)[number]

/** The 3 of "3+N": every grid has exactly one of each at any date (domain.md §6.3). */
export const THREE = ['aux_police', 'community_worker', 'grid_worker'] as const satisfies readonly Role[]
/** The N: any number of people, who are given tasks and no case data. */
const OTHERS = [
  'party_member',
  'volunteer_police',
  'volunteer',
  'force',
  'resource',
] as const satisfies readonly Role[]
export const TEAM_ROLES = [...THREE, ...OTHERS] as const

/** Held by one person at a time, and when vacant for a day told to those who fill it. */
export const isSingle = (role: Role) => (THREE as readonly Role[]).includes(role)

/** A post as its holder has it, over [from, until); without dates it always held. `insteadOf`: only while that person is on leave. */
export type Assignment = { role: Role; area: Area; from?: Instant; until?: Instant; insteadOf?: string }
export type Staff = { id: string; name: string; account: string; assignments: readonly Assignment[] }

export const ROLE_WORDS: Record<Role, { zh: string; en: string }> = {
  grid_worker: { zh: '网格员', en: 'Grid worker' },
  community_worker: { zh: '社区工作者', en: 'Community worker' },
  aux_police: { zh: '社区民辅警', en: 'Community officer' },
  community_secretary: { zh: '社区书记', en: 'Community secretary' },
  street_coordinator: { zh: '街道综治干部', en: 'Street coordinator' },
  station_chief: { zh: '派出所所长', en: 'Station chief' },
  county_supervisor: { zh: '县级督办', en: 'County supervisor' },
  county_inspector: { zh: '县纪检监察员', en: 'County inspector' },
  admin: { zh: '系统管理员', en: 'Administrator' },
  party_member: { zh: '网格党员', en: 'Party member' },
  volunteer_police: { zh: '义警', en: 'Volunteer police' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  force: { zh: '综治力量', en: 'Security force' },
  resource: { zh: '社会资源', en: 'Outside resource' },
}

/** Whoever works on reports or answers for those who do. */
const CASE_WORK: readonly Role[] = ROLES.filter(
  (role) => role !== 'admin' && role !== 'county_inspector' && !(OTHERS as readonly Role[]).includes(role),
)
const LEADS: readonly Role[] = ['community_secretary', 'station_chief', 'county_supervisor']

/** What staff do. The county administrator configures and sees no case (promises.md, roles and data classes). */
export const ACTIONS = {
  'report.read': CASE_WORK,
  'report.move': CASE_WORK,
  /** What was said about an official: nobody else may, not even those who may do everything else. */
  'confidential.read': ['county_inspector'],
  'confidential.move': ['county_inspector'],
  'code.read': [
    'grid_worker',
    'community_worker',
    'aux_police',
    'community_secretary',
    'street_coordinator',
    'admin',
  ],
  'campaign.read': CASE_WORK.filter((role) => role !== 'grid_worker'),
  'campaign.write': ['aux_police', 'street_coordinator', ...LEADS],
  'campaign.approve': LEADS,
  'team.read': [...CASE_WORK, 'admin'],
  'team.write': ['community_secretary', 'street_coordinator', 'county_supervisor', 'admin'],
  'area.write': ['county_supervisor', 'admin'],
  'indicator.read': [...CASE_WORK, 'admin'],
  'calendar.read': ROLES,
  'calendar.write': ['county_supervisor', 'admin'],
  'policy.write': ['county_supervisor', 'admin'],
  'rule.write': ['county_supervisor', 'admin'],
  'area.publish': ['county_supervisor', 'admin'],
  'endpoint.write': ['admin', 'county_supervisor'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof ACTIONS

/** The person with the posts they hold at this moment: what has run out, or has not begun, gives no right. */
export function asOf<Person extends Pick<Staff, 'assignments'>>(person: Person, at: Instant): Person {
  return { ...person, assignments: person.assignments.filter((held) => isInForce(held, at)) }
}

/** The one answer to "may this person do this here". Nothing that is not written above is allowed. */
export function can(
  { assignments }: Pick<Staff, 'assignments'>,
  action: Action,
  area: Area = COUNTY,
): boolean {
  const roles: readonly Role[] = ACTIONS[action]
  return assignments.some((held) => roles.includes(held.role) && contains(held.area, area))
}

/** The post in which a person does this here: what the history says beside the name. The one closest to the place. */
export function postFor(
  { assignments }: Pick<Staff, 'assignments'>,
  action: Action,
  area: Area,
): Role | undefined {
  const roles: readonly Role[] = ACTIONS[action]
  const posts = assignments.filter((held) => roles.includes(held.role) && contains(held.area, area))
  return posts.sort((a, b) => b.area.length - a.area.length)[0]?.role
}

/** Which areas' lists a person may open: the queries choose their partitions from here, never from the request. */
export function areasFor({ assignments }: Pick<Staff, 'assignments'>, action: Action): Area[] {
  const roles: readonly Role[] = ACTIONS[action]
  return [...new Set(assignments.filter(({ role }) => roles.includes(role)).map(({ area }) => area))]
}

/** The rung of the ladder on which a post stands; the administrator stands on none. */
const LEVEL_OF: Partial<Record<Role, Level>> = {
  grid_worker: 'assignee',
  ...Object.fromEntries(
    Object.entries(RUNG_POSTS).flatMap(([level, roles]) => roles.map((role) => [role, level as Level])),
  ),
}

/** On which rungs somebody stands over a place, from the bottom up. */
export function levelsFor({ assignments }: Pick<Staff, 'assignments'>, area: Area): Level[] {
  const held = assignments.filter((post) => contains(post.area, area)).map(({ role }) => LEVEL_OF[role])
  return LEVELS.filter((level) => held.includes(level))
}
