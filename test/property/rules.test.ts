import fc from 'fast-check'
import { shanghai } from '../../lib/kernel/instant.ts'
import { firstMatch, type Matter, type Rule, type When } from '../../lib/routing/rule.ts'
import { faultsIn, tryCases } from '../../lib/routing/rule-set.ts'
import { TERMS } from '../support/given.ts'

const AREAS = ['371724', '371724001', '371724001005', '371724001005002', '371724002001001']
const CATEGORIES = ['noise', 'parking', 'fire'] as const
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const matter: fc.Arbitrary<Matter> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  tags: fc.subarray(['emergency', 'phone_call', 'visit'] as const),
  area: fc.constantFrom(...AREAS),
  at: time.map((clock) => shanghai(`2026-03-02 ${clock}`)),
  isWorkday: fc.boolean(),
  answers: fc.constantFrom<Record<string, string>>({}, { when: 'now' }, { when: 'now', hurt: 'yes' }),
  load: fc.nat(5),
})
const when: fc.Arbitrary<When> = fc.record(
  {
    categories: fc.subarray([...CATEGORIES], { minLength: 1 }),
    tags: fc.subarray(['emergency', 'visit'] as const, { minLength: 1 }),
    areas: fc.subarray(AREAS, { minLength: 1 }),
    hours: fc.record({ from: time, until: time }),
    workday: fc.boolean(),
    load: fc.nat(5),
  },
  { requiredKeys: [] },
)
const rules: fc.Arbitrary<Rule[]> = fc
  .array(when, { maxLength: 8 })
  .map((all) => all.map((one, index) => ({ id: `r${index}`, name: `规则${index}`, when: one, does: {} })))
const takes = (one: When, it: Matter) =>
  firstMatch([{ id: 'one', name: '一条', when: one, does: {} }], it) !== undefined

test('the first rule that holds decides: none before it holds, and what stands behind it does not matter', () => {
  fc.assert(
    fc.property(rules, rules, matter, (some, more, it) => {
      const met = firstMatch(some, it)
      const index = met ? some.indexOf(met) : some.length
      expect(some.slice(0, index).some((rule) => takes(rule.when, it))).toBe(false)
      if (met) expect(firstMatch([...some.slice(0, index + 1), ...more], it)).toBe(met)
    }),
  )
})

test('a rule holds exactly when each of its conditions holds alone', () => {
  fc.assert(
    fc.property(when, matter, (all, it) => {
      const alone = Object.entries(all).every(([name, wanted]) => takes({ [name]: wanted }, it))
      expect(takes(all, it)).toBe(alone)
    }),
  )
})

test('two spans that meet divide the day: at every minute exactly one of them holds', () => {
  fc.assert(
    fc.property(time, time, matter, (from, until, it) => {
      fc.pre(from !== until)
      const [one, other] = [
        takes({ hours: { from, until } }, it),
        takes({ hours: { from: until, until: from } }, it),
      ]
      expect([one, other].filter(Boolean)).toHaveLength(1)
    }),
  )
})

test('a set that says what its cases say passes them, and changing one expectation fails that one', () => {
  const given = fc.record({
    category: fc.constantFrom(...CATEGORIES),
    at: time.map((clock) => `2026-03-02 ${clock}`),
  })
  fc.assert(
    fc.property(rules, fc.array(given, { minLength: 1, maxLength: 5 }), (some, all) => {
      const asked = all.map((one, index) => ({ name: `用例${index}`, given: one, expect: { rule: null } }))
      const met = tryCases(some, asked, TERMS.calendar)
      const right = asked.map((one, index) => ({ ...one, expect: { rule: met[index]!.rule?.id ?? null } }))
      expect(tryCases(some, right, TERMS.calendar).every(({ passed }) => passed)).toBe(true)
      expect(faultsIn(some, right).filter(({ word }) => word === 'rule-unknown')).toEqual([])
      const wrong = right.map((one, index) =>
        index === 0 ? { ...one, expect: { rule: 'no-such-rule' } } : one,
      )
      expect(tryCases(some, wrong, TERMS.calendar).map(({ passed }) => passed)).toEqual(
        wrong.map((_, index) => index !== 0),
      )
    }),
  )
})
