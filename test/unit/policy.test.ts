import { HOUR, instant, later, MINUTE, msOf, shanghai } from '../../lib/kernel/instant.ts'
import { CATEGORIES, CLASS_OF } from '../../lib/report/categories.ts'
import { startClock } from '../../lib/sla/clock.ts'
import { CLASSES, CLOCKS, contradictions, DEFAULT_POLICY, drillPolicy } from '../../lib/sla/policy.ts'
import { MONDAY, TERMS } from '../support/given.ts'

const WORKDAY = 7 * 60
const terms = CLASSES.flatMap((matter) =>
  CLOCKS.map((clock) => [matter, clock, DEFAULT_POLICY.classes[matter][clock]] as const),
)

test('every kind of matter a resident can report has its clocks', () => {
  expect(new Set(Object.values(CLASS_OF))).toEqual(new Set(CLASSES))
  expect(Object.keys(DEFAULT_POLICY.classes).sort()).toEqual([...CLASSES].sort())
  for (const { zh, en } of Object.values(CATEGORIES)) {
    expect(zh).toMatch(/^\p{Script=Han}{2,4}$/u)
    expect(en).toMatch(/^[A-Z][a-z ]+$/)
  }
})

describe.each(terms)('for a %s, the %s clock by default', (matter, clock, { within, above }) => {
  test('gives time, and each level above half of it or at least one working day', () => {
    expect(within.amount).toBeGreaterThan(0)
    expect(above.kind).toBe('working')
    expect(above.amount).toBeGreaterThanOrEqual(WORKDAY)
    if (within.kind === 'working') expect(above.amount).toBe(Math.max(WORKDAY, within.amount / 2))
  })

  test('lets nobody solve before somebody has called', () => {
    const due = CLOCKS.map((name) => {
      const started = startClock(MONDAY, DEFAULT_POLICY.classes[matter][name], TERMS.calendar)
      return started.phase === 'running' ? msOf(started.dueAt) : 0
    })
    expect(due[CLOCKS.indexOf('contact')]).toBeLessThanOrEqual(due[CLOCKS.indexOf('resolve')]!)
    expect(due[CLOCKS.indexOf(clock)]).toBeGreaterThan(msOf(MONDAY) + HOUR)
  })
})

test.each([
  ['fire', '2026-03-02 11:00'],
  ['parking', '2026-03-02 15:00'],
  ['sanitation', '2026-03-02 15:00'],
  ['question', '2026-03-03 09:00'],
] as const)('somebody calls about %s reported on Monday at nine by %s', (category, due) => {
  const started = startClock(MONDAY, DEFAULT_POLICY.classes[CLASS_OF[category]].contact, TERMS.calendar)
  expect(started).toEqual({ phase: 'running', level: 'assignee', dueAt: shanghai(due) })
})

test('a suggestion is answered in fifteen days as the law counts them', () => {
  expect(DEFAULT_POLICY.classes.suggestion.resolve.within).toEqual({ kind: 'statutory', amount: 15 })
})

test('a drill puts every clock on the wall, in minutes', () => {
  const drill = drillPolicy('drill', instant(0), 1, 3)
  for (const matter of CLASSES) {
    const started = startClock(MONDAY, drill.classes[matter].resolve, TERMS.calendar)
    expect(started).toEqual({ phase: 'running', level: 'assignee', dueAt: later(MONDAY, 3 * MINUTE) })
    expect(drill.classes[matter].contact.within).toEqual({ kind: 'wall', amount: 1 })
  }
})

describe('a policy that gives more time to call than to settle', () => {
  const { question, ...others } = DEFAULT_POLICY.classes
  const within = { ...question.contact, within: { kind: 'working', amount: 2 * WORKDAY } } as const

  test('contradicts itself, and says for which matters', () => {
    expect(contradictions({ classes: { ...others, question: { ...question, contact: within } } })).toEqual([
      'question',
    ])
  })

  test('is not the default one, nor a drill', () => {
    expect(contradictions(DEFAULT_POLICY)).toEqual([])
    expect(contradictions(drillPolicy('drill', MONDAY, 1, 60))).toEqual([])
  })
})
