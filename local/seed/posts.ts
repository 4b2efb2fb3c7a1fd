import type { Instant } from '../../lib/kernel/instant.ts'
import { postId } from '../../lib/platform/post-id.ts'
import type { StoredPost } from '../../lib/staff/post.ts'
import { type Role, TEAM_ROLES } from '../../lib/staff/staff.ts'
import { POST } from '../../lib/tables/posts.ts'
import type { County } from '../county/county.ts'

/** The posts of the demo county's 3+N teams as rows of the table, each held since the same day. */
export function postRows({ staff, grids }: County, from: Instant): object[] {
  const places = new Map(
    grids.flatMap(({ id, name, community, street }) => [
      [id, `${street.name} ${name}`],
      [community.code, `${street.name} ${community.name}`],
    ]),
  )
  const isOfTeam = (role: Role) => (TEAM_ROLES as readonly Role[]).includes(role)
  return staff.flatMap(({ id: staffId, assignments }) =>
    assignments
      .filter(({ role }) => isOfTeam(role))
      .map(({ role, area }) => {
        const state: StoredPost = {
          id: postId(role, area),
          role,
          area,
          status: 'held',
          place: places.get(area)!,
          establishedAt: from,
          tenures: [{ staffId, from }],
          leaves: [],
        }
        return { id: state.id, v: 1, version: 1, head: '', state, ...POST.keysOf(state) }
      }),
  )
}
