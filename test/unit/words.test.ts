import type * as z from 'zod/mini'
import { ROUTES, type Route } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { PROBLEMS } from '../../lib/kernel/problem.ts'

const problems = Object.entries(PROBLEMS)

describe.each(problems)('the refusal %s', (_, { status, zh, en }) => {
  test('is said in Chinese and in English, in whole sentences', () => {
    expect(zh).toMatch(/\p{Script=Han}.*[。!]$/u)
    expect(en).toMatch(/^[A-Z].*[.)]$/)
    expect(en).not.toMatch(/\p{Script=Han}/u)
  })

  test('has a status of a refusal, or says to try later', () => {
    expect(status === 503 || (status >= 400 && status < 500)).toBe(true)
  })
})

test('no two refusals of one status have the same words', () => {
  for (const language of ['zh', 'en'] as const) {
    const said = problems.map(([, words]) => `${words.status} ${words[language]}`)
    expect(new Set(said).size).toBe(said.length)
  }
})

describe.each(Object.entries(FIELD_WORDS))('what is said about a field that is %s', (_, { zh, en }) => {
  test('is Chinese in one language and English in the other', () => {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
  })
})

/** What `http` says itself, without a word of a schema, and what use cases say. */
const SAID_ELSEWHERE = ['field-missing', 'field-unknown', 'field-wrong', 'phone-missing', 'period-wrong']
  // What a day is in the calendar, only the calendar knows (functions/sla/decide-calendar.ts).
  // Found when a set of rules is looked at as a whole (lib/routing/rule-set.ts).
  .concat('rule-twice', 'rule-unknown', 'rule-unreached', 'rules-early')
  .concat('day-over', 'year-published', 'year-over', 'not-weekday', 'not-weekend', 'hours-late', 'hours-none')

test('every word about a field is said by some route, and every word said is known', () => {
  const said = new Set<string>()
  for (const { params, query, body } of Object.values(ROUTES) as Route[])
    for (const schema of [params, query, body]) if (schema) collect(schema, said)
  const own = [...said].filter((word) => /^[a-z]+-[a-z]+$/.test(word))
  expect(own.filter((word) => !(word in FIELD_WORDS))).toEqual([])
  expect(
    Object.keys(FIELD_WORDS).filter((word) => !said.has(word) && !SAID_ELSEWHERE.includes(word)),
  ).toEqual([])
})

/** Every error text in a schema: of the types themselves and of their checks. */
function collect(schema: z.core.$ZodType, said: Set<string>, seen = new Set<unknown>()): void {
  const visit = (value: unknown): void => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value))
      return
    seen.add(value)
    const { error } = value as { error?: unknown }
    if (typeof error === 'function') said.add(String((error as (issue: object) => unknown)({})))
    for (const part of Object.values(value)) visit(part)
    if ('_zod' in value) visit((value as z.core.$ZodType)._zod.def)
  }
  visit(schema)
}
