import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { serving } from '../../lib/staff/holders.ts'
import { peopleOf, type StoredPost, vacanciesOf } from '../../lib/staff/post.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import type { Posts } from '../../lib/tables/posts.ts'
import type { People } from '../../lib/tables/staff.ts'

export type Listing = {
  posts: Pick<Posts, 'listedIn'>
  people: Pick<People, 'find'>
  now(): Instant
}

/** The posts of a community and its grids: who holds each, who stands in, and since when nobody does. */
export const listPosts =
  ({ posts, people, now }: Listing) =>
  async ({ query: { area, cursor } }: RequestOf<'listPosts'>, staff: Staff) => {
    if (!can(staff, 'team.read', area)) throw new Problem('not-allowed')
    const { items, next } = await posts.listedIn(area, cursor)
    const ids = [...new Set(items.flatMap(({ value }) => peopleOf(value)))]
    const known = await Promise.all(ids.map((id) => people.find(id)))
    const names = new Map(known.map((person, index) => [ids[index]!, person?.name ?? ids[index]!]))
    const rows = items.map((stored) => postRow(stored, now(), (id) => names.get(id) ?? id))
    return { items: rows, ...(next && { next }) }
  }

/** How a post stands at this moment. */
export function postRow(
  { value: post, version }: Stored<StoredPost>,
  at: Instant,
  nameOf: (id: string) => string,
) {
  const vacancy = vacanciesOf(post).find(({ from, until }) => from <= at && (!until || at < until))
  return {
    role: post.role,
    area: post.area,
    place: post.place,
    version,
    serving: serving(post, at).map((one) => ({
      staffId: one.staffId,
      name: nameOf(one.staffId),
      ...(one.is === 'acting' && { insteadOf: nameOf(one.insteadOf) }),
    })),
    ...(vacancy && { vacantSince: vacancy.from }),
    tenures: post.tenures.map((tenure) => ({ ...tenure, name: nameOf(tenure.staffId) })),
    leaves: post.leaves.map((leave) => ({ ...leave, name: nameOf(leave.staffId) })),
  }
}
