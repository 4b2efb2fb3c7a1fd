import { type Area, contains } from '../grid/area.ts'
import { type Instant, wallClock } from '../kernel/instant.ts'
import type { Category } from '../report/categories.ts'
import { SOURCES } from '../report/consent.ts'
import type { RISKS } from '../report/moves.ts'
import { FLAGS, type Priority } from '../report/report.ts'
import type { Role } from '../staff/staff.ts'

/** What was noted of a report on its way in: what a person should look at twice, and how it came. */
export const TAGS = [...FLAGS, ...SOURCES] as const
export type Tag = (typeof TAGS)[number]
export type Risk = (typeof RISKS)[number]

/** A report as a rule sees it: nothing in here says who sent it or what they wrote. */
export type Matter = {
  category: Category
  tags: readonly Tag[]
  /** As far as is known: grid, community or the whole county. */
  area: Area
  /** When it was received. */
  at: Instant
  isWorkday: boolean
  /** To the category's own questions, by the options' ids. */
  answers: Readonly<Record<string, string>>
  risk?: Risk
  /** Open reports of the community before this one. */
  load: number
}

/** All that is named must hold; in a list, one of it. A rule that names nothing takes whatever comes to it. */
export type When = {
  categories?: readonly Category[]
  tags?: readonly Tag[]
  areas?: readonly Area[]
  /** On the wall in Shanghai, [from, until); over midnight where it ends before it begins. */
  hours?: { from: string; until: string }
  workday?: boolean
  answers?: Readonly<Record<string, string>>
  risks?: readonly Risk[]
  /** At least so many open reports. */
  load?: number
}

/** `team`: another grid's team than the place's; `hold`: nobody gets it before a person has looked. */
export type Effects = {
  post?: Role
  team?: Area
  assist?: readonly string[]
  priority?: Priority
  hold?: true
}

/** 派单规则. `id` stays the same over the versions, `name` is what people call it. */
export type Rule = { id: string; name: string; when: When; does: Effects }

const HOLDS: { [Name in keyof When]-?: (wanted: NonNullable<When[Name]>, matter: Matter) => boolean } = {
  categories: (wanted, { category }) => wanted.includes(category),
  tags: (wanted, { tags }) => wanted.some((tag) => tags.includes(tag)),
  areas: (wanted, { area }) => wanted.some((one) => contains(one, area)),
  hours: ({ from, until }, { at }) => isBetween(wallClock(at).slice(11), from, until),
  workday: (wanted, { isWorkday }) => wanted === isWorkday,
  answers: (wanted, { answers }) =>
    Object.entries(wanted).every(([question, option]) => answers[question] === option),
  risks: (wanted, { risk }) => risk !== undefined && wanted.includes(risk),
  load: (wanted, { load }) => load >= wanted,
}

/** The rule that decides: the first whose conditions all hold. */
export function firstMatch(rules: readonly Rule[], matter: Matter): Rule | undefined {
  return rules.find(({ when }) =>
    Object.entries(when).every(([name, wanted]) => HOLDS[name as keyof When](wanted as never, matter)),
  )
}

function isBetween(time: string, from: string, until: string): boolean {
  return from <= until ? from <= time && time < until : from <= time || time < until
}
