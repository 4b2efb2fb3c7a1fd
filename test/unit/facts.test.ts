import { HistoryEntry } from '../../lib/contracts/state.ts'
import { storyOf } from '../../lib/insights/story.ts'
import { hashOf, ledger } from '../../lib/platform/change.ts'
import { make, receive, route, tick } from '../../lib/report/decide.ts'
import { factsOf } from '../../lib/report/facts.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { at, SILENT } from '../support/builders.ts'
import { aReportForm, MONDAY, PHOENIX, TERMS } from '../support/given.ts'
import { memoryHistory } from '../support/memory-history.ts'
import { memoryTable } from '../support/memory-table.ts'

const CAUSE = { id: 'request', actor: 'ann', role: 'community_worker' }

/** Received from a posted code, sent to its grid, missed by whoever should call, graded and given its own class back. */
async function history(form = aReportForm({ whereabouts: { codeId: 'c-0031' } })) {
  const clock = { now: MONDAY }
  const [table, filed] = [memoryTable(REPORT), memoryHistory()]
  const { create, change } = ledger<Report, ReportEvent>({
    table,
    history: filed,
    factsOf,
    publish: async () => {},
    now: () => clock.now,
    log: SILENT,
  })
  const staff = { mover: 'staff', levels: LEVELS } as const
  await create(form.id, CAUSE, (now) => receive(form, now, TERMS))
  const found = { gridId: PHOENIX, trace: [], flags: [] }
  await change(form.id, CAUSE, (report, now) => route(report!, found, now, TERMS))
  clock.now = at('2026-03-02 14:00')
  const accept = { ...staff, move: 'accept' } as const
  await change(form.id, CAUSE, (report, now) => make(report!, accept, now, TERMS))
  clock.now = at('2026-03-02 15:00')
  await change(form.id, CAUSE, (report, now) => tick(report!, now, TERMS))
  const grade = { ...staff, move: 'grade', as: { class: 'dispute_orange' } } as const
  await change(form.id, CAUSE, (report, now) => make(report!, grade, now, TERMS))
  const again = { ...staff, move: 'reclassify', as: { category: 'noise' } } as const
  await change(form.id, CAUSE, (report, now) => make(report!, again, now, TERMS))
  return (await table.find(form.id))!.owed.history
}

test('a line says what changed since the line before, and most lines say nothing', async () => {
  const lines = await history()
  expect(lines.map(({ what, facts }) => [what, facts])).toEqual([
    ['receive', { category: 'parking', code: 'c-0031' }],
    ['route', { grid: PHOENIX }],
    ['accept', undefined],
    ['escalate', { level: 'grid', late: 'contact' }],
    ['grade', { class: 'dispute_orange' }],
    ['reclassify', { category: 'noise', class: '' }],
  ])
})

test('facts cost what the ledger’s docstring says: at most sixty bytes a line', async () => {
  const bytes = (await history()).map(({ facts }) => (facts ? JSON.stringify({ facts }).length : 0))
  expect(Math.max(...bytes)).toBeLessThanOrEqual(60)
})

test('facts are under the hash, in whatever order a table gives them back', async () => {
  const lines = await history()
  const { hash, ...line } = lines[0]!
  const turned = { code: 'c-0031', category: 'parking' }
  expect(hashOf({ ...line, facts: turned })).toBe(hash)
  expect(hashOf({ ...line, facts: { ...turned, code: 'c-0032' } })).not.toBe(hash)
})

test('what is said about an official leaves no fact behind', () => {
  const { value, events } = receive(aReportForm({ category: 'conduct' }), MONDAY, TERMS)
  expect(factsOf(value, events)).toEqual({})
})

test('a line from before facts were kept is read, its hash holds, and its case is in no figure', () => {
  const stored = {
    v: 1,
    id: '000000000000000000000000000abcde',
    seq: 1,
    at: '2026-03-02T01:00:00.000Z',
    actor: 'resident',
    role: 'resident',
    what: 'receive',
    to: 'received',
    prevHash: '',
    hash: 'ec6ae2cf5e481a8ff89306b1a6359ddb06132885a79127c2e2bd341df63b3f33',
  }
  const { hash, ...line } = HistoryEntry.parse(stored)
  expect(hashOf(line)).toBe(hash)
  expect(storyOf([line])).toBeUndefined()
})
