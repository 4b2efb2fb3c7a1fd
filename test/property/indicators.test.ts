import fc from 'fast-check'
import { COUNTY } from '../../lib/grid/area.ts'
import { indicatorsOf } from '../../lib/insights/count.ts'
import { INDICATORS } from '../../lib/insights/indicators.ts'
import type { Story } from '../../lib/insights/story.ts'
import { HOUR, later } from '../../lib/kernel/instant.ts'
import { CATEGORY_NAMES } from '../../lib/report/categories.ts'
import { STATUSES } from '../../lib/report/statuses.ts'
import { CLASSES, CLOCKS, LEVELS } from '../../lib/sla/policy.ts'
import { idNumber, MONDAY } from '../support/given.ts'

const HOURS = 24 * 60
const afterHours = (hours: number) => later(MONDAY, hours * HOUR)
const hours = fc.integer({ min: 0, max: HOURS }).map(afterHours)
const STREETS = ['371724001', '371724002']
const story: fc.Arbitrary<Omit<Story, 'id'>> = fc.record(
  {
    receivedAt: hours,
    category: fc.constantFrom(...CATEGORY_NAMES),
    class: fc.constantFrom(...CLASSES),
    grid: fc.constantFrom(...STREETS.map((street) => `${street}001001`)),
    code: fc.constantFrom('c-1', 'c-2'),
    status: fc.constantFrom(...STATUSES),
    level: fc.constantFrom(...LEVELS),
    highest: fc.constantFrom(...LEVELS),
    late: fc.subarray([...CLOCKS]),
    rating: fc.integer({ min: 1, max: 5 }),
    contactedAt: hours,
    settled: fc.record({ at: hours, level: fc.constantFrom(...LEVELS) }),
    reopenedAt: hours,
    calledBackAt: hours,
  },
  { requiredKeys: ['receivedAt', 'category', 'class', 'grid', 'status', 'level', 'highest', 'late'] },
)
const stories = fc
  .array(story, { maxLength: 60 })
  .map((all) => all.map((one, index): Story => ({ ...one, id: idNumber(index) })))
const WHOLE = { area: COUNTY, from: MONDAY, to: afterHours(HOURS + 1) }

const added = (parts: ReturnType<typeof indicatorsOf>[]) =>
  Object.fromEntries(
    INDICATORS.map(({ name }) => [
      name,
      {
        numerator: parts.reduce((sum, part) => sum + part[name].numerator, 0),
        denominator: parts.reduce((sum, part) => sum + part[name].denominator, 0),
      },
    ]),
  )

test('no figure counts more than it asks about', () => {
  fc.assert(
    fc.property(stories, (all) => {
      for (const { numerator, denominator } of Object.values(indicatorsOf(all, WHOLE)))
        expect(numerator <= denominator && denominator <= all.length).toBe(true)
    }),
  )
})

test('streets add up to their county, and parts of a period to the whole', () => {
  fc.assert(
    fc.property(stories, hours, (all, cut) => {
      const whole = indicatorsOf(all, WHOLE)
      expect(added(STREETS.map((area) => indicatorsOf(all, { ...WHOLE, area })))).toEqual(whole)
      const [before, after] = [
        { ...WHOLE, to: cut },
        { ...WHOLE, from: cut },
      ]
      expect(added([indicatorsOf(all, before), indicatorsOf(all, after)])).toEqual(whole)
    }),
  )
})

test('who is counted first changes nothing', () => {
  const shuffled = stories.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([all, mixed]) => {
      expect(indicatorsOf(mixed, WHOLE)).toEqual(indicatorsOf(all, WHOLE))
    }),
  )
})
