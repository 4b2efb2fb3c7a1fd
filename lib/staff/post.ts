import { earliest, HOUR, type Instant, later } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import type { Outcome } from '../report/report.ts'
import { isInForce, type Leave, type Post, serving, type Tenure } from './holders.ts'
import { type Assignment, isSingle } from './staff.ts'

/** A post as it is stored: its holders, and the vacancy that was last told to those who fill it. */
export type StoredPost = Post & {
  id: string
  status: 'held' | 'acting' | 'vacant'
  /** What people call the area: 凤凰街道 凤凰社区第一网格. */
  place: string
  establishedAt: Instant
  /** Since when its grid is no more. */
  abolishedAt?: Instant
  /** Beginning of the vacancy that was told last. */
  toldOf?: Instant
}

export type PostEvent =
  | { type: 'post.changed'; data: Pick<Post, 'role' | 'area'> }
  /** `rules`: ids of the routing rules that send reports to this post. */
  | { type: 'team.vacant'; data: Pick<Post, 'role' | 'area'> & { since: Instant; rules?: string[] } }
export type PostOutcome = Outcome<StoredPost, PostEvent>

/** A vacancy is told once it has lasted this long (domain.md §6.3). */
export const VACANT_TOO_LONG = 24 * HOUR

/** 设岗. A grid was drawn and this post belongs to it: vacant, and from here on told of as such. */
export function establish(
  post: Pick<StoredPost, 'id' | 'role' | 'area' | 'place'>,
  now: Instant,
): PostOutcome {
  return { value: { ...newPost(post, now), place: post.place }, what: 'establish', events: [] }
}

/**
 * 撤岗. Its grid is no more on the map: whoever serves in it does so until now, and nobody is missing there. What was planned ends before
 * it begins, so that the rights given ahead of time are taken back, too.
 */
export function abolish(post: StoredPost, now: Instant): PostOutcome | undefined {
  if (post.abolishedAt) return undefined
  const tenures = post.tenures.map((held) => {
    if (held.until && held.until <= now) return held
    return { ...held, until: held.from < now ? now : held.from }
  })
  return changed({ ...post, tenures, abolishedAt: now }, 'abolish', now)
}

/** 复岗. The grid is on the map again: vacant from here on, with what was before kept. */
export function reestablish({ abolishedAt, ...post }: StoredPost, now: Instant): PostOutcome | undefined {
  return abolishedAt ? changed({ ...post, establishedAt: now }, 'establish', now) : undefined
}

/** A post that nobody has held yet. */
export function newPost(
  { id, role, area }: Pick<StoredPost, 'id' | 'role' | 'area'>,
  establishedAt: Instant,
): Omit<StoredPost, 'place'> {
  return { id, role, area, status: 'vacant', establishedAt, tenures: [], leaves: [] }
}

/** 任职. Whoever holds a single post without an end hands it over; a tenure with an end is not cut short by another. */
export function appoint(post: StoredPost, tenure: Tenure, now: Instant): PostOutcome {
  mustLast(tenure)
  const tenures = post.tenures.map((held) =>
    isSingle(post.role) && !held.until && held.from < tenure.from ? { ...held, until: tenure.from } : held,
  )
  const rivals = isSingle(post.role) ? tenures : tenures.filter(({ staffId }) => staffId === tenure.staffId)
  if (rivals.some((held) => overlap(held, tenure))) throw new Problem('tenure-overlaps')
  return changed({ ...post, tenures: [...tenures, tenure] }, 'appoint', now)
}

/** 离任. Ends the tenure that runs at that moment. */
export function dismiss(post: StoredPost, staffId: string, until: Instant, now: Instant): PostOutcome {
  const running = post.tenures.find((held) => held.staffId === staffId && isInForce(held, until))
  if (!running || running.from === until) throw new Problem('tenure-unknown')
  const tenures = post.tenures.map((held) => (held === running ? { ...held, until } : held))
  return changed({ ...post, tenures }, 'dismiss', now)
}

/** 请假. The substitute may be on leave in turn and then names one of their own. */
export function grantLeave(post: StoredPost, leave: Leave, now: Instant): PostOutcome {
  mustLast(leave)
  const own = post.leaves.filter(({ staffId }) => staffId === leave.staffId)
  if (own.some((other) => overlap(other, leave))) throw new Problem('leave-overlaps')
  const serves = [
    ...post.tenures.map(({ staffId }) => staffId),
    ...post.leaves.map(({ substitute }) => substitute),
  ]
  if (!serves.includes(leave.staffId) || leave.substitute === leave.staffId)
    throw new Problem('tenure-unknown')
  return changed({ ...post, leaves: [...post.leaves, leave] }, 'leave', now)
}

/** 销假. Back before the leave was over. */
export function endLeave(post: StoredPost, staffId: string, now: Instant): PostOutcome {
  const running = post.leaves.find((leave) => leave.staffId === staffId && isInForce(leave, now))
  if (!running) throw new Problem('tenure-unknown')
  const leaves = post.leaves.map((leave) => (leave === running ? { ...leave, until: now } : leave))
  return changed({ ...post, leaves }, 'return', now)
}

/** Tells of a vacancy that has lasted too long, once for each. */
export function tick(post: StoredPost, now: Instant, rules: readonly string[] = []): PostOutcome | undefined {
  const since = untold(post)
  if (!since || now < later(since, VACANT_TOO_LONG)) return undefined
  const { role, area } = post
  return {
    value: { ...post, toldOf: since, status: statusAt(post, now) },
    what: 'vacant',
    events: [
      { type: 'team.vacant', data: { role, area, since, ...(rules.length > 0 && { rules: [...rules] }) } },
    ],
  }
}

/** When the next vacancy will have lasted too long: the key of the due index, and with it the timer. Known ahead of time. */
export function dueOf(post: StoredPost): Instant | undefined {
  const since = untold(post)
  return since && later(since, VACANT_TOO_LONG)
}

/** The stretches in which nobody serves, from the day the post was established. */
export function vacanciesOf(post: StoredPost): { from: Instant; until?: Instant }[] {
  const vacancies: { from: Instant; until?: Instant }[] = []
  for (const at of turnsOf(post)) {
    const open = vacancies.at(-1)
    const isVacant = !isAbolished(post, at) && serving(post, at).length === 0
    if (isVacant && (!open || open.until)) vacancies.push({ from: at })
    if (!isVacant && open) open.until ??= at
  }
  return vacancies
}

const isAbolished = ({ abolishedAt }: StoredPost, at: Instant) => !!abolishedAt && abolishedAt <= at

/** Since when nobody serves, or from when nobody will; undefined while somebody does and nobody is known to leave. */
export function vacancyFrom(post: StoredPost, at: Instant): Instant | undefined {
  return vacanciesOf(post).find(({ until }) => !until || at < until)?.from
}

/** What a post gives to one person: its tenures, and the leaves of others through which they serve. */
export function rightsOf(post: Post, person: string): Assignment[] {
  const { role, area } = post
  const held = post.tenures.filter(({ staffId }) => staffId === person)
  const turns = turnsOf(post)
  const acting = turns.flatMap((from, index): Assignment[] => {
    const served = serving(post, from).find((one) => one.staffId === person && one.is === 'acting')
    const until = turns[index + 1]
    return served?.is === 'acting'
      ? [{ role, area, from, ...(until && { until }), insteadOf: served.insteadOf }]
      : []
  })
  return [...held.map(({ staffId: _, ...validity }) => ({ role, area, ...validity })), ...acting]
}

/** Everybody a post has ever given a right to. */
export function peopleOf({ tenures, leaves }: Post): string[] {
  const named = [
    ...tenures.map(({ staffId }) => staffId),
    ...leaves.flatMap(({ staffId, substitute }) => [staffId, substitute]),
  ]
  return [...new Set(named.filter((person) => person !== undefined))]
}

/** Every moment at which somebody may begin or stop to serve, in order. */
function turnsOf(post: Post & { establishedAt?: Instant; abolishedAt?: Instant }): Instant[] {
  const moments = [
    post.establishedAt,
    post.abolishedAt,
    ...[...post.tenures, ...post.leaves].flatMap(({ from, until }) => [from, until]),
  ]
  const known = moments.filter((at) => at !== undefined)
  return [...new Set(known)].filter((at) => !post.establishedAt || at >= post.establishedAt).sort()
}

function untold(post: StoredPost): Instant | undefined {
  if (!isSingle(post.role)) return undefined
  const long = vacanciesOf(post).filter(
    ({ from, until }) =>
      (!until || until > later(from, VACANT_TOO_LONG)) && (!post.toldOf || from > post.toldOf),
  )
  return earliest(...long.map(({ from }) => from))
}

function changed(post: StoredPost, what: string, now: Instant): PostOutcome {
  const { role, area } = post
  return {
    value: { ...post, status: statusAt(post, now) },
    what,
    events: [{ type: 'post.changed', data: { role, area } }],
  }
}

const statusAt = (post: Post, now: Instant): StoredPost['status'] => serving(post, now)[0]?.is ?? 'vacant'

function mustLast({ from, until }: { from: Instant; until?: Instant }) {
  if (until && until <= from) throw new Problem('dates-reversed')
}

function overlap(a: { from: Instant; until?: Instant }, b: { from: Instant; until?: Instant }): boolean {
  return (!b.until || a.from < b.until) && (!a.until || b.from < a.until)
}
