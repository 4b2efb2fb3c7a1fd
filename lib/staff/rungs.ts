import { type Area, chainOf } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { OnDuty, Rungs } from '../report/asking.ts'
import type { Level } from '../sla/policy.ts'
import { holderOf, type Post } from './holders.ts'
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
  const rungs = Object.entries(RUNG_POSTS).map(([level, roles]) => {
    const kept = roles.filter((role) => above.some((post) => post.role === role))
    return [
      level,
      kept.length > 0 ? kept.flatMap((role) => onDuty(role, area, at, above)) : undefined,
    ] as const
  })
  return Object.fromEntries(rungs.filter(([, there]) => there !== undefined))
}

function onDuty(role: Role, area: Area, at: Instant, posts: readonly Post[]): OnDuty[] {
  const holding = holderOf(role, area, at, posts)
  return holding.is === 'vacant' ? [] : [{ role, staffId: holding.staffId }]
}
