import { upgradePolicy, upgradeReport } from '../../lib/contracts/former.ts'
import { PolicyState, ReportState } from '../../lib/contracts/state.ts'
import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { make, tick } from '../../lib/report/decide.ts'
import type { Report, Terms } from '../../lib/report/report.ts'
import { contradictions } from '../../lib/sla/contradictions.ts'
import { FIRST_POLICY } from '../../lib/sla/defaults.ts'
import { drillPolicy, type Policy } from '../../lib/sla/policy.ts'
import { TERMS } from '../support/given.ts'

/** Items exactly as the version before the five rungs saved them (lib/contracts/state.ts of 4868a3e). */

const FORMER_REPORT = {
  id: '000000000000000000000000000abcde',
  number: '260302-ABCDE-7',
  status: 'in_progress',
  category: 'parking',
  whereabouts: { gridId: '371724001005002' },
  flags: [],
  wish: 'reply',
  fingerprint: 'f'.repeat(32),
  sealed: 'sealed',
  receivedAt: shanghai('2026-03-02 09:00'),
  policy: 'default-1',
  gridId: '371724001005002',
  trace: [{ by: 'picked', found: true, gridId: '371724001005002', why: '居民选的网格' }],
  clocks: {
    contact: { phase: 'stopped', level: 'community', at: shanghai('2026-03-02 10:00'), left: 3 * 3_600_000 },
    resolve: { phase: 'running', level: 'community', dueAt: shanghai('2026-03-11 09:00') },
  },
}
const FORMER_TERMS: Terms = { ...TERMS, policy: FIRST_POLICY }

const read = (clocks: object, about: object = {}): Report =>
  ReportState.parse(
    upgradeReport({ ...FORMER_REPORT, ...about, clocks: { ...FORMER_REPORT.clocks, ...clocks } }),
  )
const dueOf = ({ clocks: { resolve } }: Report) =>
  resolve?.phase === 'running' ? wallClock(resolve.dueAt) : resolve?.phase
const moved = (report: Report, move: string, when: string, until?: string) =>
  make(
    report,
    { move, mover: 'staff', levels: ['community'], ...(until && { until: shanghai(until) }) },
    shanghai(when),
    FORMER_TERMS,
  ).value

describe('a report that the former version stored', () => {
  test('keeps its deadline, and its lowest level is the assignee’s', () => {
    const report = read({})
    expect(dueOf(report)).toBe('2026-03-11 09:00')
    expect(report.clocks.resolve?.level).toBe('assignee')
    expect(report.level).toBeUndefined()
  })

  test('climbs from that deadline, to the first of the five rungs', () => {
    const { value } = tick(read({}), shanghai('2026-03-11 09:01'), FORMER_TERMS)!
    expect([value.level, dueOf(value)]).toEqual(['grid', '2026-03-16 14:30'])
  })

  test('stands still when somebody waits, and goes on with what was left', () => {
    const waiting = moved(read({}), 'wait', '2026-03-05 09:00', '2026-03-09 09:00')
    expect(dueOf(waiting)).toBe('paused')
    expect(dueOf(moved(waiting, 'continue', '2026-03-06 09:00'))).toBe('2026-03-12 09:00')
  })

  test('that waited has what was left, from the moment it goes on', () => {
    const waiting = read(
      { resolve: { phase: 'paused', level: 'community', left: 2 * 3_600_000 } },
      { status: 'awaiting_reporter' },
    )
    expect(dueOf(moved(waiting, 'continue', '2026-03-10 08:30'))).toBe('2026-03-10 10:30')
  })

  test('that was resolved comes back with what was left, or with half a rung', () => {
    const resolved = read(
      { resolve: { phase: 'stopped', level: 'community', at: shanghai('2026-03-06 17:30'), left: 0 } },
      { status: 'resolved', endedAt: shanghai('2026-03-06 17:30') },
    )
    expect(dueOf(moved(resolved, 'reopen', '2026-03-09 08:30'))).toBe('2026-03-10 15:45')
  })

  test('and was timed on the wall goes on with what was left on the wall, in a drill over lunch and at night', () => {
    const drill = { ...TERMS, policy: drillPolicy('drill', shanghai('2026-03-01'), 7, 95) }
    const goOn = (clock: object, move: string, status: string, when: string) => {
      const report = read({ resolve: { level: 'community', ...clock } }, { status, policy: 'drill' })
      return make(report, { move, mover: 'staff', levels: ['community'] }, shanghai(when), drill).value
    }
    const waited = { phase: 'paused', left: 40 * 60_000 }
    expect(dueOf(goOn(waited, 'continue', 'awaiting_reporter', '2026-03-10 11:50'))).toBe('2026-03-10 12:30')
    expect(dueOf(goOn(waited, 'continue', 'awaiting_reporter', '2026-03-10 22:00'))).toBe('2026-03-10 22:40')
    const resolved = { phase: 'stopped', at: shanghai('2026-03-06 17:00'), left: 60 * 60_000 }
    expect(dueOf(goOn(resolved, 'reopen', 'resolved', '2026-03-07 08:00'))).toBe('2026-03-07 09:00')
  })

  test('is held by the highest level one of its clocks had reached', () => {
    const street = { phase: 'running', level: 'street', dueAt: shanghai('2026-03-11 09:00') }
    expect(read({ resolve: street }).level).toBe('street')
    const county = { phase: 'exhausted', level: 'county', missedAt: shanghai('2026-03-05 09:00') }
    expect(read({ contact: county, resolve: street }).level).toBe('county')
  })

  test('read and saved is not upgraded again', () => {
    const report = read({})
    expect(upgradeReport(report)).toBe(report)
  })
})

describe('a policy that the former version stored', () => {
  const terms = (kind: string, amount: number) => ({
    within: { kind, amount },
    above: { kind: 'working', amount: 420 },
  })
  const ordinary = { contact: terms('working', 120), resolve: terms('working', 1260) }
  const FORMER_POLICY = {
    version: '2026-spring',
    effectiveAt: shanghai('2026-02-01 09:00'),
    classes: {
      dispute: ordinary,
      surroundings: ordinary,
      safety: ordinary,
      question: ordinary,
      visit: ordinary,
      suggestion: { contact: terms('working', 420), resolve: terms('statutory', 15) },
    },
  }
  const policy = PolicyState.parse(upgradePolicy(FORMER_POLICY)) as Policy

  test('keeps what it said, and takes what it did not know from the default', () => {
    expect(policy.classes.dispute.contact).toEqual(ordinary.contact)
    expect(policy.classes.dispute_red.contact?.from).toBe('street')
    expect(policy.common.supervise).toBeDefined()
    expect(policy.common.screening).toBeUndefined()
  })

  test('contradicts itself nowhere', () => {
    expect(contradictions(policy)).toEqual([])
  })

  test('read and saved is not upgraded again', () => {
    expect(upgradePolicy(policy)).toBe(policy)
  })
})
