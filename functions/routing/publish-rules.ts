import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { type Instant, later } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import type { Language } from '../../lib/platform/http.ts'
import type { Rule } from '../../lib/routing/rule.ts'
import { RULES_NOTICE, type RuleCase, type RuleSet, tryCases } from '../../lib/routing/rule-set.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { RuleSets } from '../../lib/tables/rule-sets.ts'
import { refuseFaulty, resultOf } from './try-rules.ts'

export type Publishing = {
  ruleSets: Pick<RuleSets, 'list' | 'publish'>
  calendar(): Promise<Calendar>
  now(): Instant
}

/** A new version, for reports routed from its day on. It is stored with its cases, and only when all of them pass. */
export const publishRules =
  ({ ruleSets, calendar, now }: Publishing) =>
  async ({ body }: RequestOf<'publishRules'>, staff: Staff, { language }: { language: Language }) => {
    if (!can(staff, 'rule.write')) throw new Problem('not-allowed')
    const [rules, cases] = [body.rules as Rule[], body.cases as RuleCase[]]
    refuseFaulty(rules, cases, language)
    const failing = tryCases(rules, cases, await calendar()).filter(({ passed }) => !passed)
    if (failing.length > 0) throw new Problem('cases-failed', { failing: failing.map(resultOf) })

    const [newest] = await ruleSets.list()
    if ((newest?.version ?? 0) !== body.version) throw changed(newest)
    const publishedAt = now()
    const soonest = later(publishedAt, RULES_NOTICE)
    const effectiveAt = body.effectiveAt ?? soonest
    if (effectiveAt < soonest || (newest && effectiveAt < newest.effectiveAt))
      throw new Problem('form-invalid', {
        errors: [{ pointer: '/effectiveAt', message: FIELD_WORDS['rules-early'][language] }],
      })
    const { note } = body
    const set: RuleSet = {
      version: body.version + 1,
      effectiveAt,
      publishedAt,
      by: staff.id,
      note,
      rules,
      cases,
    }
    await ruleSets.publish(set).catch((error: unknown) => {
      throw error instanceof Conflict ? changed(set) : error
    })
    return set
  }

const changed = (newest: Pick<RuleSet, 'version'> | undefined) =>
  new Problem('changed-meanwhile', { version: newest?.version ?? 0 })
