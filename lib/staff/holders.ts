import { type Area, contains } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Role } from './staff.ts'

/** One person's time in a post (任期): [from, until); without `until` it has no end yet. */
export type Tenure = { staffId: string; from: Instant; until?: Instant }

/** Leave (请假) of somebody who serves in the post, its holder or one who stands in; `substitute` (代班人) serves meanwhile. */
export type Leave = { staffId: string; from: Instant; until: Instant; substitute?: string }

/** A post (岗位): one role for one area, with everybody who ever held it. */
export type Post = { role: Role; area: Area; tenures: readonly Tenure[]; leaves: readonly Leave[] }

export type Holding =
  | { is: 'held'; staffId: string; area: Area }
  /** A substitute serves while `insteadOf` is on leave. */
  | { is: 'acting'; staffId: string; insteadOf: string; area: Area }
  | { is: 'vacant' }

type Held = Exclude<Holding, { is: 'vacant' }>

/** Whether a moment lies in [from, until); a side that is missing is open. */
export function isInForce({ from, until }: { from?: Instant; until?: Instant }, at: Instant): boolean {
  return (!from || from <= at) && (!until || at < until)
}

/**
 * Who holds this post now: the one answer that routing, escalation, alerts and cards use. A role held for a community
 * serves all its grids; where a grid has a post of its own that somebody serves, that one is closer and counts.
 * `posts` may hold any posts as long as those of the area and of what contains it are among them.
 */
export function holderOf(role: Role, area: Area, at: Instant, posts: readonly Post[]): Holding {
  return holdersOf(role, area, at, posts)[0] ?? { is: 'vacant' }
}

/** The same for posts that several people hold: everybody who serves in the closest one. */
export function holdersOf(role: Role, area: Area, at: Instant, posts: readonly Post[]): Held[] {
  const above = posts.filter((post) => post.role === role && contains(post.area, area))
  const closestFirst = above.sort((a, b) => b.area.length - a.area.length)
  return closestFirst.map((post) => serving(post, at)).find((held) => held.length > 0) ?? []
}

/** Everybody who serves in one post at a moment: one at most for a role of which a grid has exactly one, else any number. */
export function serving(post: Post, at: Instant): Held[] {
  return post.tenures
    .filter((tenure) => isInForce(tenure, at))
    .map(({ staffId: holder }) => ({ holder, staffId: presentOf(holder, post.leaves, at) }))
    .filter((found): found is { holder: string; staffId: string } => found.staffId !== undefined)
    .map(({ holder, staffId }) =>
      staffId === holder
        ? { is: 'held', staffId, area: post.area }
        : { is: 'acting', staffId, insteadOf: holder, area: post.area },
    )
}

/** Down the chain of substitutes to the first who is not on leave; nobody when it ends or comes back upon itself. */
function presentOf(holder: string, leaves: readonly Leave[], at: Instant): string | undefined {
  const asked = new Set<string>()
  let person: string | undefined = holder
  while (person && !asked.has(person)) {
    asked.add(person)
    const leave = leaves.find((one) => one.staffId === person && isInForce(one, at))
    if (!leave) return person
    person = leave.substitute
  }
  return undefined
}
