import type { Instant } from '../../lib/kernel/instant.ts'
import { postId } from '../../lib/platform/post-id.ts'
import type { StoredPost } from '../../lib/staff/post.ts'
import { RUNG_POSTS } from '../../lib/staff/rungs.ts'
import { type Role, TEAM_ROLES } from '../../lib/staff/staff.ts'
import { POST } from '../../lib/tables/posts.ts'
import type { County } from '../county/county.ts'

/** Teams, and whoever an escalation may ask. */
const KEPT: readonly Role[] = [...TEAM_ROLES, ...Object.values(RUNG_POSTS).flat()]

/** The posts of the demo county as rows of the table, each held since the same day. */
export function postRows({ county, staff, grids }: County, from: Instant): object[] {
  const places = new Map<string, string>([
    [county.code, county.name],
    ...grids.flatMap(({ id, name, community, street }): [string, string][] => [
      [id, `${street.name} ${name}`],
      [community.code, `${street.name} ${community.name}`],
      [street.code, street.name],
    ]),
  ])
  const held = staff.flatMap(({ id: staffId, assignments }) =>
    assignments.filter(({ role }) => KEPT.includes(role)).map((one) => ({ ...one, staffId })),
  )
  return [...Map.groupBy(held, ({ role, area }) => postId(role, area))].map(([id, holders]) => {
    const { role, area } = holders[0]!
    const state: StoredPost = {
      id,
      role,
      area,
      status: 'held',
      place: places.get(area)!,
      establishedAt: from,
      tenures: holders.map(({ staffId }) => ({ staffId, from })),
      leaves: [],
    }
    return { id, v: 1, version: 1, head: '', state, ...POST.keysOf(state) }
  })
}
