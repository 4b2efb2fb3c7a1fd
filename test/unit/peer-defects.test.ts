import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { CATEGORY_NAMES, isConfidential } from '../../lib/report/categories.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { type MoveOrder, make, receive, recount, route, tick } from '../../lib/report/decide.ts'
import type { Move } from '../../lib/report/moves.ts'
import { deadlineOf, dueOf, levelOf, type Report, type Terms } from '../../lib/report/report.ts'
import { CLASSES, type Policy, termsFor } from '../../lib/sla/policy.ts'
import { aReportForm, idNumber, MONDAY, TERMS } from '../support/given.ts'
import { clockStarted } from '../support/given-clock.ts'
import { disputeOpened } from '../support/report.ts'

/** What went wrong with clocks in systems like this one, each with where it was told: none of it may happen here. */

const moved = (report: Report, move: Move, when: string, more: Partial<MoveOrder> = {}, terms = TERMS) =>
  make(report, { move, mover: 'staff', ...more }, shanghai(when), terms).value
const due = ({ clocks: { resolve } }: Report) =>
  resolve?.phase === 'running' ? wallClock(resolve.dueAt) : resolve?.phase

function atWork(): Report {
  const { value } = receive(aReportForm(), shanghai('2026-03-02 09:00'), TERMS)
  const { screening: _, ...clocks } = value.clocks
  const called = moved({ ...value, clocks, status: 'assigned' }, 'contact', '2026-03-02 09:30')
  return moved(called, 'start', '2026-03-02 09:40')
}
const waiting = () => moved(atWork(), 'wait', '2026-03-03 09:00', { until: shanghai('2026-03-05 09:00') })
const waited = () => moved(waiting(), 'continue', '2026-03-05 09:00')

test('glpi#15605, glpi#6902: a pause is not lost when the terms change', () => {
  const { policy } = TERMS
  const shorter: Policy = {
    ...policy,
    classes: { ...policy.classes, dispute: policy.classes.dispute_orange },
  }
  const terms: Terms = { ...TERMS, policy: shorter }
  expect(due(waited())).toBe('2026-03-13 17:30')
  // Two working days less than the seven it had: the two of the wait are still on top.
  expect(due(recount(waited(), shanghai('2026-03-05 10:00'), terms)!.value)).toBe('2026-03-11 17:30')
})

test('frappe/helpdesk#1554: what is shown as waiting has no timer but the end of the wait', () => {
  const report = waiting()
  expect(report.status).toBe('awaiting_third_party')
  expect([deadlineOf(report), deadlinesOf(report).resolveBy]).toEqual([undefined, undefined])
  expect(wallClock(dueOf(report)!)).toBe('2026-03-05 09:00')
})

test('frappe/helpdesk#2212, chatwoot#14009: the lunch break of a split shift does not count', () => {
  disputeOpened('2026-03-02 11:30').isDue('2026-03-02 17:30')
})

test('osTicket#3034, linear#1103: work can be put on hold, and goes on with what was left', () => {
  expect([due(waiting()), due(waited())]).toEqual(['paused', '2026-03-13 17:30'])
})

test('chatwoot PR#13392: what comes in on Friday evening is not overdue on Saturday', () => {
  disputeOpened('2026-03-06 17:00')
    .at('2026-03-08 12:00', 'tick')
    .hasClimbedTo('assignee')
    .isDue('2026-03-09 12:00')
})

test('zammad#4432: nobody is reminded at midnight', () => {
  const petition = TERMS.policy.classes.petition.resolve!
  clockStarted('2026-03-02 09:00', petition)
    .at('2026-04-30 23:00', 'tick')
    .hasWarned('2026-04-16 08:30', '2026-04-27 08:30')
})

test('DIGIT: what somebody writes or does on a report does not start its clock again', () => {
  const began = due(atWork())
  const report = moved(atWork(), 'ask-extension', '2026-03-03 09:00', { days: 2 })
  const refused = moved(report, 'refuse-extension', '2026-03-03 10:00', { levels: ['community'] })
  const helped = moved(refused, 'assist', '2026-03-04 10:00', { until: shanghai('2026-03-05 10:00') })
  expect(due(moved(helped, 'finish-assist', '2026-03-04 11:00'))).toBe(began)
  expect(
    due(moved(helped, 'assign', '2026-03-04 11:00', { gridId: '371724001005001', levels: ['grid'] })),
  ).toBe(began)
})

test('DIGIT: what nobody is assigned to climbs like anything else', () => {
  const { value } = receive(aReportForm(), shanghai('2026-03-02 09:00'), TERMS)
  const homeless = route(value, { trace: [], flags: [] }, shanghai('2026-03-02 09:00'), TERMS)!.value
  expect(homeless.status).toBe('screened')
  expect(levelOf(tick(homeless, shanghai('2026-03-02 10:00'), TERMS)!.value)).toBe('grid')
})

test('CCRS#1028: every kind of matter has a deadline, whoever sends it and wherever it is', () => {
  for (const category of CATEGORY_NAMES.filter((one) => !isConfidential({ category: one }))) {
    const { value } = receive(aReportForm({ category }), shanghai('2026-03-02 09:00'), TERMS)
    expect([category, deadlineOf(value)]).not.toContain(undefined)
  }
  for (const name of CLASSES)
    expect(termsFor(TERMS.policy, name, 'contact') ?? termsFor(TERMS.policy, name, 'resolve')).toBeDefined()
})

test('objectstack-ai/objectstack#1310: a matter that waits for others is not red', () => {
  const held = moved(atWork(), 'wait', '2026-03-03 09:00', {
    until: shanghai('2026-03-27 09:00'),
    levels: ['community'],
  })
  expect(tick(held, shanghai('2026-03-26 09:00'), TERMS)).toBeUndefined()
  expect(levelOf(held)).toBe('assignee')
})

test('DIGIT: what lies beyond the first page of a scan is found in the same minute', async () => {
  const due = Array.from({ length: 2_500 }, (_, n) => ({ id: idNumber(16 * n), at: MONDAY }))
  const found: string[] = []
  const pages = { asked: 0 }
  await sweep('report.due', {
    of: 'reports',
    due: async (shard, _, limit, after) => {
      pages.asked++
      const rest = due.filter(({ id }) => id.endsWith(shard) && (!after || id > after.id))
      return rest.slice(0, limit)
    },
    publish: async (messages) => {
      for (const message of messages) if (message.type === 'report.due') found.push(...message.data.ids)
    },
    now: () => MONDAY,
    measure: () => {},
  })(() => 60_000)
  expect(found.toSorted()).toEqual(due.map(({ id }) => id))
  // One page each would have been sixteen.
  expect(pages.asked).toBeGreaterThan(16)
})
