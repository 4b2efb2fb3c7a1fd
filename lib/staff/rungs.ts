import { type Area, chainOf } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { OnDuty, Rungs } from '../report/asking.ts'
import type { Level } from '../sla/policy.ts'
import { holdersOf, type Post } from './holders.ts'
import type { Role } from './staff.ts'

/** The posts of each rung above whoever works on it, in the order in which an alert asks them (domain.md §6.4 rule 6). */
export const RUNG_POSTS = {
  grid: ['aux_police', 'community_worker'],
  community: ['community_secretary'],
  street: ['street_coordinator', 'station_chief'],
  county: ['county_supervisor'],
} as const satisfies Partial<Record<Level, readonly Role[]>>

/**
 * Who is on duty on each rung over a place at a moment. `posts`: at least those of the place and of every area above it. A rung of
 * which no post is on record is left out: nobody knows whether it is vacant.
 */
export function rungsOf(area: Area, at: Instant, posts: readonly Post[]): Rungs {
  const above = posts.filter((post) => chainOf(area).includes(post.area))
  const rungs = Object.entries(RUNG_POSTS).flatMap(([level, roles]): [string, OnDuty[]][] => {
    const kept = roles.filter((role) => above.some((post) => post.role === role))
    const onDuty = (role: Role) => holdersOf(role, area, at, above).map(({ staffId }) => ({ role, staffId }))
    return kept.length > 0 ? [[level, kept.flatMap(onDuty)]] : []
  })
  return Object.fromEntries(rungs)
}
