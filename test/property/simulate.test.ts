import fc from 'fast-check'
import { DAY, later } from '../../lib/kernel/instant.ts'
import type { Terms } from '../../lib/report/report.ts'
import { arrivals, FLOW } from '../../lib/simulate/arrivals.ts'
import { courseOf, fateOf } from '../../lib/simulate/people.ts'
import { seeded } from '../../lib/simulate/random.ts'
import { type Run, replay } from '../../lib/simulate/replay.ts'
import { CLASSES, type ClassTerms, type Policy, rankOf } from '../../lib/sla/policy.ts'
import { at } from '../support/builders.ts'
import { TERMS } from '../support/given.ts'

const WEEK = [at('2026-02-09'), at('2026-02-16')] as const
const END = later(WEEK[1], 90 * DAY)
const seeds = fc.integer({ min: 1, max: 1_000_000 })
const FEW = { numRuns: 15 }

function runsOf(seed: number, terms: Terms): Run[] {
  const random = seeded(seed)
  return [...arrivals(random, ...WEEK, { ...FLOW, perYear: 3_000 })].map((arrival) =>
    replay(courseOf(fateOf(arrival, random), terms.calendar), terms, END),
  )
}

const climbsOf = ({ told }: Run) =>
  told.flatMap(({ at, event }) => (event.type === 'report.escalated' ? [{ at, ...event.data }] : []))

test('no deadline fires early, and every climb goes up', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const run of runsOf(seed, TERMS))
        for (const { at, missedAt, from, to } of climbsOf(run)) {
          expect(at >= missedAt).toBe(true)
          expect(to === 'nobody' || rankOf(to) > rankOf(from)).toBe(true)
        }
    }),
    FEW,
  )
})

/** Every contact clock with so many times its time, whoever holds it. */
function stretched(policy: Policy, times: number): Policy {
  const classes = CLASSES.map((name): [string, ClassTerms] => {
    const { contact, ...others } = policy.classes[name]
    const within = contact && { ...contact.within, amount: contact.within.amount * times }
    return [name, { ...others, ...(contact && within && { contact: { ...contact, within } }) }]
  })
  return { ...policy, classes: Object.fromEntries(classes) as Policy['classes'] }
}

test('more time for the first contact never makes more cases miss it', () => {
  const missing = (seed: number, policy: Policy) =>
    runsOf(seed, { ...TERMS, policy })
      .filter((run) => climbsOf(run).some(({ clock, why }) => clock === 'contact' && !why))
      .map(({ course }) => course.id)
  fc.assert(
    fc.property(seeds, fc.integer({ min: 2, max: 5 }), (seed, times) => {
      const before = missing(seed, TERMS.policy)
      for (const id of missing(seed, stretched(TERMS.policy, times))) expect(before).toContain(id)
    }),
    FEW,
  )
})
