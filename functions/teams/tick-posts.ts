import type { Instant } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'
import { namesPost } from '../../lib/routing/named-posts.ts'
import type { RuleSet } from '../../lib/routing/rule-set.ts'
import { type PostEvent, type StoredPost, tick } from '../../lib/staff/post.ts'

export type Ticking = Waiting & {
  ledger: Pick<Ledger<StoredPost, PostEvent>, 'change'>
  rulesAt(now: Instant): Promise<Pick<RuleSet, 'rules'>>
}

/** Vacancies are about to have lasted too long: look at each post and tell of it if nobody serves, and which rules send reports there. */
export const tickPosts = ({ rulesAt, ...deps }: Ticking) =>
  whenDue(deps, async (post, at) => {
    const { rules } = await rulesAt(at)
    const naming = rules.filter((rule) => namesPost(rule, post)).map(({ id }) => id)
    return tick(post, at, naming)
  })
