import type { Calendar } from '../calendar/calendar.ts'
import { COUNTY } from '../grid/area.ts'
import { dayOf, type Instant, MINUTE, shanghai } from '../kernel/instant.ts'
import { type Effects, firstMatch, type Matter, type Rule } from './rule.ts'

/** What happened, as people write it down: `at` is `2026-03-02 22:30` on the wall; what is left out is the usual. */
export type Given = Pick<Matter, 'category'> &
  Partial<Omit<Matter, 'category' | 'at' | 'isWorkday'>> & { at: string }

/** A case (用例) and the rule it must meet, none: null. `does`: also exactly these effects. */
export type RuleCase = { name: string; given: Given; expect: { rule: string | null; does?: Effects } }

/** A version of all rules with the cases that it passed. Never edited; one takes effect at a time. */
export type RuleSet = {
  version: number
  effectiveAt: Instant
  publishedAt: Instant
  by: string
  note: string
  rules: readonly Rule[]
  cases: readonly RuleCase[]
}

/** Before the first version is published no rule decides anything. */
export const NO_RULES: Pick<RuleSet, 'version' | 'rules'> = { version: 0, rules: [] }

/** Every function asks at least this often which version holds, so one takes effect no sooner after it was published. */
export const RULES_NOTICE = MINUTE

/** What a case came to: the rule it met, and whether that was the one expected. */
export type Trial = { case: RuleCase; rule?: Rule; passed: boolean }

/** Each case against the rules as they stand. Working days are the calendar's. */
export function tryCases(
  rules: readonly Rule[],
  cases: readonly RuleCase[],
  calendar: Pick<Calendar, 'isWorkday'>,
): Trial[] {
  return cases.map((one) => {
    const rule = firstMatch(rules, matterOf(one.given, calendar))
    const isRight = (rule?.id ?? null) === one.expect.rule
    const passed = isRight && (!one.expect.does || isSame(one.expect.does, rule?.does ?? {}))
    return { case: one, passed, ...(rule && { rule }) }
  })
}

function matterOf({ at: when, ...given }: Given, calendar: Pick<Calendar, 'isWorkday'>): Matter {
  const at = shanghai(when)
  const usual = { tags: [], area: COUNTY, answers: {}, load: 0 }
  return { ...usual, ...given, at, isWorkday: calendar.isWorkday(dayOf(at)) }
}

/** The order in which effects are written means nothing; that of the units does. */
function isSame(one: Effects, other: Effects): boolean {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof Effects)[]
  return names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]))
}

/** Where something is wrong with a set, by its JSON pointer. */
export type Fault = { pointer: string; word: 'rule-twice' | 'rule-unknown' | 'rule-unreached' }

/** What no version may say: two rules of one name, a rule behind one that takes everything, a case of no rule. */
export function faultsIn(rules: readonly Rule[], cases: readonly RuleCase[]): Fault[] {
  const ids = rules.map(({ id }) => id)
  const last = rules.findIndex(({ when }) => Object.keys(when).length === 0)
  return [
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [{ pointer: `/rules/${index}/id`, word: 'rule-twice' as const }] : [],
    ),
    ...(last >= 0 && last < rules.length - 1
      ? [{ pointer: `/rules/${last + 1}`, word: 'rule-unreached' as const }]
      : []),
    ...cases.flatMap(({ expect: { rule } }, index) =>
      rule !== null && !ids.includes(rule)
        ? [{ pointer: `/cases/${index}/expect/rule`, word: 'rule-unknown' as const }]
        : [],
    ),
  ]
}
