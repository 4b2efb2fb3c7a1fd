import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Area, chainOf, contains } from '../../lib/grid/area.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { namesPost } from '../../lib/routing/named-posts.ts'
import type { Rule } from '../../lib/routing/rule.ts'
import { holderOf } from '../../lib/staff/holders.ts'
import { type StoredPost, vacancyFrom } from '../../lib/staff/post.ts'
import { can, type Role, type Staff } from '../../lib/staff/staff.ts'
import type { Posts } from '../../lib/tables/posts.ts'
import type { RuleSets } from '../../lib/tables/rule-sets.ts'

export type Listing = {
  ruleSets: Pick<RuleSets, 'list' | 'current'>
  posts: Pick<Posts, 'vacant' | 'allIn'>
  now(): Instant
}

/** The versions, and what of the newest would send reports to nobody: posts that are or will be vacant. */
export const listRules =
  ({ ruleSets, posts, now }: Listing) =>
  async (_: RequestOf<'listRules'>, staff: Staff) => {
    if (!can(staff, 'rule.write')) throw new Problem('not-allowed')
    const at = now()
    const items = await ruleSets.list()
    const current = items.find(({ effectiveAt }) => effectiveAt <= at)?.version ?? 0
    return { current, items, gaps: await gapsIn(items[0]?.rules ?? [], posts, at) }
  }

async function gapsIn(rules: readonly Rule[], posts: Listing['posts'], at: Instant) {
  const roles = [...new Set(rules.flatMap(({ does: { post } }) => (post ? [post] : [])))]
  const vacant = (await Promise.all(roles.map((role) => vacantNow(role, posts, at)))).flat()
  return rules.flatMap((rule) =>
    vacant
      .filter(({ post }) => namesPost(rule, post))
      .map(({ post: { role, area, place }, since }) => ({ rule: rule.id, role, area, place, since })),
  )
}

type Vacant = { post: StoredPost; since: Instant }

/** Where nobody serves, or from a day on nobody will, unless somebody who serves a larger area does it there as well. */
async function vacantNow(role: Role, posts: Listing['posts'], at: Instant): Promise<Vacant[]> {
  const { items } = await posts.vacant(role)
  const found = await Promise.all(
    items.map(async ({ value: post }): Promise<Vacant[]> => {
      const since = vacancyFrom(post, at)
      if (!since) return []
      const later = since < at ? at : since
      const above = await postsAbove(post.area, posts)
      return holderOf(role, post.area, later, above).is === 'vacant' ? [{ post, since }] : []
    }),
  )
  return found.flat()
}

async function postsAbove(area: Area, posts: Listing['posts']): Promise<StoredPost[]> {
  const lists = chainOf(area).filter((one) => one.length <= 12)
  const found = await Promise.all(lists.map((one) => posts.allIn(one)))
  return found.flat().filter((post) => contains(post.area, area))
}
