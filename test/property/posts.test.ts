import fc from 'fast-check'
import { type Instant, later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { isInForce, serving } from '../../lib/staff/holders.ts'
import {
  appoint,
  dismiss,
  dueOf,
  endLeave,
  grantLeave,
  type PostOutcome,
  peopleOf,
  rightsOf,
  type StoredPost,
  tick,
  VACANT_TOO_LONG,
} from '../../lib/staff/post.ts'

const START = shanghai('2026-01-01 00:00')
const HOURS = 60 * MINUTE
const at = (hours: number) => later(START, hours * HOURS)
const empty: StoredPost = {
  id: 'post',
  role: 'community_worker',
  area: '371724001005',
  place: '凤凰街道 凤凰社区',
  status: 'vacant',
  establishedAt: START,
  tenures: [],
  leaves: [],
}

const person = fc.constantFrom('a', 'b', 'c', 'd')
const hour = fc.integer({ min: 0, max: 400 })
const order = fc.record({
  what: fc.constantFrom('appoint', 'appoint', 'dismiss', 'leave', 'return', 'tick'),
  who: person,
  other: fc.option(person, { nil: undefined }),
  from: hour,
  until: fc.option(hour, { nil: undefined }),
})
type Order = { what: string; who: string; other: string | undefined; from: number; until: number | undefined }

/** A year of a post: every order as it was given, those that are refused left out. */
function lived(orders: readonly Order[]): StoredPost {
  return orders.reduce((post, { what, who, other, from, until }, index) => {
    const now = at(index * 10)
    const end = until === undefined ? undefined : at(until)
    const decide: Record<string, () => PostOutcome | undefined> = {
      appoint: () => appoint(post, { staffId: who, from: at(from), ...(end && { until: end }) }, now),
      dismiss: () => dismiss(post, who, at(from), now),
      leave: () =>
        grantLeave(
          post,
          { staffId: who, from: at(from), until: end ?? at(from + 30), ...(other && { substitute: other }) },
          now,
        ),
      return: () => endLeave(post, who, now),
      tick: () => tick(post, now),
    }
    try {
      return decide[what]!()?.value ?? post
    } catch (error) {
      if (error instanceof Problem) return post
      throw error
    }
  }, empty)
}

const everyHour = Array.from({ length: 480 }, (_, index): Instant => at(index))
const lives = fc.array(order, { maxLength: 25 })

test('at any moment at most one person holds a post of the three', () => {
  fc.assert(
    fc.property(lives, (orders) => {
      const { tenures } = lived(orders)
      for (const moment of everyHour)
        expect(tenures.filter((tenure) => isInForce(tenure, moment)).length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 200 },
  )
})

test('who serves at a moment has the rights of the post at that moment; who never did has none', () => {
  fc.assert(
    fc.property(lives, (orders) => {
      const post = lived(orders)
      const rights = new Map(peopleOf(post).map((who) => [who, rightsOf(post, who)]))
      for (const moment of everyHour) {
        const there = serving(post, moment)
        for (const [who, given] of rights) {
          const may = given.some((right) => isInForce(right, moment))
          const holds = post.tenures.some((tenure) => tenure.staffId === who && isInForce(tenure, moment))
          expect(may).toBe(holds || there.some(({ staffId }) => staffId === who))
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('the timer runs exactly while a whole day without anybody is still to be told', () => {
  fc.assert(
    fc.property(lives, (orders) => {
      const post = lived(orders)
      const dueAt = dueOf(post)
      if (!dueAt) return
      const since = later(dueAt, -VACANT_TOO_LONG)
      for (let n = 0; n <= 24; n++) expect(serving(post, later(since, n * HOURS))).toEqual([])
      expect(tick(post, later(dueAt, -1))).toBeUndefined()
      expect(tick(post, dueAt)?.events[0]?.data).toMatchObject({ since })
    }),
    { numRuns: 300 },
  )
})
