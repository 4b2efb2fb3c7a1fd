import type { AnswerOf } from '../../lib/contracts/http.ts'
import { type Instant, wallClock } from '../../lib/kernel/instant.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import type { ClassTerms } from '../../lib/sla/policy.ts'
import { withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, submit, stored } = withCounty()

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
const { common, classes } = DEFAULT_POLICY
/** Quarrels are called about within an hour of work; all else as it is. */
const quick: ClassTerms = {
  ...classes.dispute,
  contact: { ...classes.dispute.contact!, within: { kind: 'working', amount: 60 } },
}
const draft = { common, classes: { ...classes, dispute: quick } }

type Answer = AnswerOf<'simulatePolicy'>
const ask = (who: string, body: object) => stack().ask('simulatePolicy', { ...as(who), body })
/** Every page, added up. */
async function tried(who: string) {
  const pages: Answer[] = []
  let cursor: string | undefined
  do {
    const { body } = await ask(who, { ...draft, ...(cursor && { cursor }) })
    pages.push(body)
    cursor = body.next
  } while (cursor)
  const contact = pages.map(({ shifts }) => shifts.find(({ clock }) => clock === 'contact')!)
  const sum = (of: (one: Answer['shifts'][number]) => number) =>
    contact.reduce((total, one) => total + of(one), 0)
  return {
    pages: pages.length,
    looked: pages.reduce((total, { looked }) => total + looked, 0),
    contact: [sum((one) => one.earlier), sum((one) => one.same), sum((one) => one.breached)],
    cases: pages.flatMap(({ cases }) => cases),
  }
}

beforeAll(async () => {
  stack().at('2026-03-02 09:00')
  await routed('a-quarrel')
  await routed('a-lamp', { category: 'facilities' })
  await submit('about-an-official', { category: 'conduct' })
})

test('every open report is looked at once, and nothing is changed', async () => {
  const before = (await stored('a-quarrel')).version
  expect(await tried('county')).toMatchObject({ pages: 16, looked: 2, contact: [1, 1, 0] })
  stack().at('2026-03-02 11:00')
  expect((await tried('county')).contact).toEqual([1, 1, 1])
  expect((await stored('a-quarrel')).version).toBe(before)
})

test('whoever works on reports sees which would move, the administrator only how many', async () => {
  const { cases } = await tried('county')
  const { number } = (await stored('a-quarrel')).value
  expect(
    cases.map(({ was, is, ...one }) => ({
      ...one,
      was: wallClock(was as Instant),
      is: wallClock(is as Instant),
    })),
  ).toEqual([
    {
      id: (await stored('a-quarrel')).value.id,
      number,
      clock: 'contact',
      was: '2026-03-02 15:00',
      is: '2026-03-02 10:00',
    },
  ])
  const admin = await tried('admin')
  expect([admin.contact, admin.cases]).toEqual([[1, 1, 0], []])
})

const broken = (terms: object) => ({ ...draft, classes: { ...classes, ...terms } })
test.each<[string, string, object, string, string]>([
  ['from somebody who may not publish it', 'ann', draft, 'not-allowed', ''],
  ['that contradicts itself', 'county', broken({ question: {} }), 'policy-invalid', 'question'],
  [
    'with a span of nothing',
    'county',
    broken({ dispute: { contact: { within: { kind: 'working', amount: 0 } } } }),
    'form-invalid',
    '/classes/dispute/contact/within/amount',
  ],
  ['with a page of another list', 'county', { ...draft, cursor: '0eyJpZCI6ImEifQ' }, 'cursor-foreign', ''],
])('a draft %s is refused, and where it is wrong is said', async (_, who, body, code, where) => {
  const refused = await ask(who, body)
  expect(refused.body.code).toBe(code)
  expect(JSON.stringify(refused.body)).toContain(where)
})
