import type { PostForm } from '../../lib/contracts/forms.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Area, contains } from '../../lib/grid/area.ts'
import { type Grid, wordsOf } from '../../lib/grid/directory.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { postId } from '../../lib/platform/post-id.ts'
import {
  appoint,
  dismiss,
  endLeave,
  grantLeave,
  newPost,
  type PostEvent,
  type PostOutcome,
  type StoredPost,
} from '../../lib/staff/post.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { People } from '../../lib/tables/staff.ts'
import { postRow } from './list-posts.ts'

export type Changing = {
  ledger: Pick<Ledger<StoredPost, PostEvent>, 'change'>
  people: Pick<People, 'find'>
  allGrids(): Promise<Grid[]>
}

/** Appoint, dismiss, give leave or take somebody back. The post begins with its first appointment. */
export const changePost =
  ({ ledger, people, allGrids }: Changing) =>
  async ({ params: { area, role }, body }: RequestOf<'changePost'>, staff: Staff, { requestId }: Caller) => {
    if (!can(staff, 'team.write', area)) throw new Problem('not-allowed')
    const place = placeOf(area, await allGrids())
    const named = [body.staffId, ...(body.do === 'leave' && body.substitute ? [body.substitute] : [])]
    const known = new Map((await Promise.all(named.map(people.find))).map((person, i) => [named[i]!, person]))
    if (!place || [...known.values()].includes(undefined)) throw new Problem('not-found')

    let at: Instant | undefined
    const id = postId(role, area)
    const stored = await ledger.change(
      id,
      { id: requestId, actor: staff.id, role: 'staff' },
      (post, now, version) => {
        at = now
        if (version !== body.version)
          throw new Problem('changed-meanwhile', { current: post?.status ?? 'vacant', version })
        return decide({ ...(post ?? newPost({ id, role, area }, now)), place }, body, now)
      },
    )
    return postRow(stored!, at!, (id) => known.get(id)?.name ?? id)
  }

function decide(post: StoredPost, form: PostForm, now: Instant): PostOutcome {
  const { staffId } = form
  switch (form.do) {
    case 'appoint':
      return appoint(post, { staffId, from: form.from, ...(form.until && { until: form.until }) }, now)
    case 'dismiss':
      return dismiss(post, staffId, form.until, now)
    case 'leave': {
      const { from, until, substitute } = form
      return grantLeave(post, { staffId, from, until, ...(substitute && { substitute }) }, now)
    }
    case 'return':
      return endLeave(post, staffId, now)
  }
}

/** What people call an area; undefined when there is none by that code. */
function placeOf(area: Area, grids: readonly Grid[]): string | undefined {
  const inside = grids.find(({ id }) => contains(area, id))
  if (!inside) return undefined
  if (area.length === 15) return wordsOf(inside)
  return area.length === 12 ? `${inside.street} ${inside.community}` : inside.street
}
