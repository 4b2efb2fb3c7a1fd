import * as z from 'zod/mini'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { RISKS } from '../report/moves.ts'
import { PRIORITIES } from '../report/report.ts'
import { TAGS } from '../routing/rule.ts'
import type { RuleSet } from '../routing/rule-set.ts'
import { ROLES } from '../staff/staff.ts'
import { Area, Quiet } from './forms.ts'
import { Moment } from './messages.ts'
import type { FieldWord } from './words.ts'

/** Rules are data: what may be said in them, as people write it and as it is stored. */

const say = (word: FieldWord) => word
const some = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.minLength(1), z.maxLength(200))
const short = z.string().check(z.minLength(1), z.maxLength(60))
const count = z.int().check(z.gte(0), z.lte(100_000))
const answers = z.record(short, short)
const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, say('rule-name-wrong')))

const When = z.strictObject({
  categories: z.optional(some(z.enum(CATEGORY_NAMES, say('category-unknown')))),
  tags: z.optional(some(z.enum(TAGS))),
  areas: z.optional(some(Area)),
  hours: z.optional(Quiet),
  workday: z.optional(z.boolean()),
  answers: z.optional(answers),
  risks: z.optional(some(z.enum(RISKS))),
  load: z.optional(count),
})
const Effects = z.strictObject({
  post: z.optional(z.enum(ROLES)),
  team: z.optional(z.string().check(z.regex(/^\d{15}$/, say('area-wrong')))),
  assist: z.optional(some(short)),
  priority: z.optional(z.enum(PRIORITIES)),
  hold: z.optional(z.literal(true)),
})
const Given = z.strictObject({
  category: z.enum(CATEGORY_NAMES, say('category-unknown')),
  tags: z.optional(z.array(z.enum(TAGS))),
  area: z.optional(Area),
  at: z
    .string()
    .check(z.regex(/^20\d\d-(0\d|1[0-2])-([0-2]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/, say('wall-clock-wrong'))),
  answers: z.optional(answers),
  risk: z.optional(z.enum(RISKS)),
  load: z.optional(count),
})
const Rules = {
  rules: z
    .array(
      z.strictObject({
        id,
        name: z.string().check(z.trim(), z.minLength(2), z.maxLength(40)),
        when: When,
        does: Effects,
      }),
    )
    .check(z.maxLength(200)),
  cases: z
    .array(
      z.strictObject({
        name: z.string().check(z.trim(), z.minLength(2), z.maxLength(60)),
        given: Given,
        expect: z.strictObject({ rule: z.nullable(id), does: z.optional(Effects) }),
      }),
    )
    .check(z.maxLength(500)),
}

export const TrialForm = z.strictObject(Rules)
/** `version`: the newest that the person has seen, 0 when there is none. */
export const RulesForm = z.strictObject({
  ...Rules,
  version: z.int(),
  note: z.string().check(z.trim(), z.minLength(2, say('why-missing')), z.maxLength(200, say('why-missing'))),
  /** A minute from now where it is left out. */
  effectiveAt: z.optional(Moment),
})

export const RuleSetState = z.object({
  version: z.int(),
  effectiveAt: Moment,
  publishedAt: Moment,
  by: z.string(),
  note: z.string(),
  ...Rules,
}) as unknown as z.ZodMiniType<RuleSet, RuleSet>

const Line = z.object({ zh: z.string(), en: z.string() })
export const TrialResult = z.object({
  results: z.array(
    z.object({ name: z.string(), passed: z.boolean(), rule: z.nullable(z.string()), why: Line }),
  ),
})
/** `gaps`: posts that a rule names where nobody serves now, or soon nobody will. */
export const RulesPage = z.object({
  /** The version in force; 0 when none is. */
  current: z.int(),
  /** The newest first. */
  items: z.array(RuleSetState),
  gaps: z.array(
    z.object({ rule: z.string(), role: z.enum(ROLES), area: z.string(), place: z.string(), since: Moment }),
  ),
})
