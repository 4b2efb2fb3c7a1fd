import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Language } from '../../lib/platform/http.ts'
import type { Rule } from '../../lib/routing/rule.ts'
import { faultsIn, type RuleCase, type Trial, tryCases } from '../../lib/routing/rule-set.ts'
import { ruleWords } from '../../lib/routing/words.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'

/** What each case would come to: read by whoever writes rules, before anybody is sent anywhere by them. */
export const tryRules =
  ({ calendar }: { calendar(): Promise<Calendar> }) =>
  async (
    { body: { rules, cases } }: RequestOf<'tryRules'>,
    staff: Staff,
    { language }: { language: Language },
  ) => {
    if (!can(staff, 'rule.write')) throw new Problem('not-allowed')
    refuseFaulty(rules as Rule[], cases as RuleCase[], language)
    return { results: tryCases(rules as Rule[], cases as RuleCase[], await calendar()).map(resultOf) }
  }

/** A set that contradicts itself is refused at the field, whether it is tried or published. */
export function refuseFaulty(rules: readonly Rule[], cases: readonly RuleCase[], language: Language): void {
  const faults = faultsIn(rules, cases)
  if (faults.length === 0) return
  throw new Problem('form-invalid', {
    errors: faults.map(({ pointer, word }) => ({ pointer, message: FIELD_WORDS[word][language] })),
  })
}

export function resultOf({ case: { name }, passed, rule }: Trial) {
  const why = rule
    ? ruleWords(rule)
    : { zh: '没有规则适用，按地点派', en: 'no rule applies; its place decides' }
  return { name, passed, rule: rule?.id ?? null, why }
}
