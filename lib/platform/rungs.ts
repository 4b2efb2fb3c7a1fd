import { type Area, chainOf, whereOf } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Rungs } from '../report/asking.ts'
import type { ReportOutcome, Terms } from '../report/report.ts'
import { rungsOf } from '../staff/rungs.ts'
import type { Posts } from '../tables/posts.ts'

export type FindRungs = (area: Area, at: Instant) => Promise<Rungs>

/** Reads the posts of the place, its community, street and county: three short lists. */
export const rungsFinder =
  (posts: Pick<Posts, 'allIn'>): FindRungs =>
  async (area, at) => {
    // A grid's posts are listed with its community's.
    const lists = chainOf(area).filter(({ length }) => length <= 12)
    return rungsOf(area, at, (await Promise.all(lists.map(posts.allIn))).flat())
  }

/** Decides once more, knowing who is on duty, when a decision alerts somebody: most do not, and cost no read. */
export async function knowingRungs<Decided extends ReportOutcome | undefined>(
  terms: Terms,
  at: Instant,
  rungs: FindRungs,
  decide: (terms: Terms) => Decided,
): Promise<Decided> {
  const first = decide(terms)
  if (!first?.events.some(({ type }) => type === 'report.escalated')) return first
  return decide({ ...terms, rungs: await rungs(whereOf(first.value), at) })
}
