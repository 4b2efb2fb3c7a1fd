import { later, MINUTE, wallClock } from '../../lib/kernel/instant.ts'
import { make, route } from '../../lib/report/decide.ts'
import type { Report } from '../../lib/report/report.ts'
import { countShifts, shiftsOf } from '../../lib/simulate/what-if.ts'
import { LEVELS, type Policy } from '../../lib/sla/policy.ts'
import type { Span } from '../../lib/sla/span.ts'
import { at } from '../support/builders.ts'
import { aReport, PHOENIX, TERMS } from '../support/given.ts'

/** Of a quarrel, received Monday at 9:00: contact is due at 15:00, settling on the 11th at 17:30. */
const quarrel = (): Report =>
  route(aReport(), { gridId: PHOENIX, trace: [], flags: [] }, at('2026-03-02 09:00'), TERMS)!.value

/** The policy in force with these spans for quarrels; null: no such clock. */
function draft(contact: Span | null, resolve: Span): Policy {
  const { classes } = TERMS.policy
  const { contact: _, ...dispute } = classes.dispute
  const first = contact ? { contact: { within: contact } } : {}
  return {
    ...TERMS.policy,
    classes: { ...classes, dispute: { ...dispute, ...first, resolve: { within: resolve } } },
  }
}
const working = (amount: number): Span => ({ kind: 'working', amount })
const days = (amount: number): Span => ({ kind: 'days', amount })

const NOW = at('2026-03-02 11:00')
const shifts = (policy: Policy, report = quarrel(), now = NOW) => shiftsOf(report, now, { ...TERMS, policy })
const said = (policy: Policy, report = quarrel()) =>
  shifts(policy, report).map(
    ({ clock, was, is }) => `${clock} ${was ? wallClock(was) : '—'} → ${is ? wallClock(is) : '—'}`,
  )
const CONTACT = 'contact 2026-03-02 15:00'
const RESOLVE = 'resolve 2026-03-11 17:30'

test.each<[string, Policy, string[]]>([
  ['in force', TERMS.policy, [`${CONTACT} → 2026-03-02 15:00`, `${RESOLVE} → 2026-03-11 17:30`]],
  [
    'with less time',
    draft(working(180), days(5)),
    [`${CONTACT} → 2026-03-02 12:00`, `${RESOLVE} → 2026-03-09 17:30`],
  ],
  [
    'with more time',
    draft(working(480), days(10)),
    [`${CONTACT} → 2026-03-03 10:00`, `${RESOLVE} → 2026-03-16 17:30`],
  ],
  [
    'with so little that it is over',
    draft(working(60), days(7)),
    [`${CONTACT} → 2026-03-02 11:00`, `${RESOLVE} → 2026-03-11 17:30`],
  ],
  ['without a first contact', draft(null, days(7)), [`${CONTACT} → —`, `${RESOLVE} → 2026-03-11 17:30`]],
])('a policy %s would move the deadlines of an open case', (_, policy, expected) => {
  expect(said(policy)).toEqual(expected)
})

test('what was paused stays paused, what was granted stays granted', () => {
  const order = { mover: 'staff', levels: LEVELS } as const
  const called = make(quarrel(), { ...order, move: 'contact' }, at('2026-03-02 10:00'), TERMS).value
  const asked = make(
    called,
    { ...order, move: 'ask-extension', days: 2 },
    at('2026-03-02 10:30'),
    TERMS,
  ).value
  const granted = make(asked, { ...order, move: 'grant-extension' }, at('2026-03-02 10:40'), TERMS).value
  expect(said(draft(working(60), days(5)), granted)).toEqual(['resolve 2026-03-13 17:30 → 2026-03-11 17:30'])
})

test('they are counted by clock, with those that would be overdue at once', () => {
  const some = [
    ...shifts(draft(working(60), days(5))),
    ...shifts(draft(working(180), days(10))),
    ...shifts(draft(null, days(7))),
  ]
  const [contact, resolve] = countShifts(some, NOW).filter(
    ({ clock }) => clock === 'contact' || clock === 'resolve',
  )
  expect(contact).toEqual({
    clock: 'contact',
    earlier: 2,
    later: 0,
    same: 0,
    begun: 0,
    ended: 1,
    breached: 1,
  })
  expect(resolve).toEqual({
    clock: 'resolve',
    earlier: 1,
    later: 1,
    same: 1,
    begun: 0,
    ended: 0,
    breached: 0,
  })
})

test('what is overdue already is no new breach', () => {
  const now = later(at('2026-03-02 15:00'), MINUTE)
  const [contact] = countShifts(shifts(draft(working(60), days(7)), quarrel(), now), now).slice(1)
  expect(contact).toMatchObject({ clock: 'contact', breached: 0 })
})
