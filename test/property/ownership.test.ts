import fc from 'fast-check'
import { type Area, contains } from '../../lib/grid/area.ts'
import { msOf, wallClock } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { openTo, tick } from '../../lib/report/decide.ts'
import type { Move } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import { FINISHED } from '../../lib/report/statuses.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { TERMS } from '../support/given.ts'
import { BESIDE, FAR, FIRST, movedBy, routedAt, SECOND } from '../support/given-owner.ts'

const GRIDS = [FIRST, SECOND, BESIDE, FAR] as const
const MOVES = [
  'return',
  'dispute-grid',
  'decide-grid',
  'assign',
  'contact',
  'start',
  'assist',
  'reclassify',
  'hand-down',
  'resolve',
  'reopen',
] as const satisfies readonly Move[]

type Step = { after: number; move: Move; levels: (typeof LEVELS)[number][]; gridId: string }
const step: fc.Arbitrary<Step> = fc.record({
  after: fc.integer({ min: 0, max: 600 }),
  move: fc.constantFrom(...MOVES),
  levels: fc.subarray([...LEVELS], { minLength: 1 }),
  gridId: fc.constantFrom(...GRIDS),
})
const clues = fc.subarray([...GRIDS])
const minutesAfter = (when: string, minutes: number) => {
  const at = Date.parse(`${when.replace(' ', 'T')}:00+08:00`) + minutes * 60_000
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** The report after every step; what was refused changes nothing. */
function livesOf(grids: Area[], steps: readonly Step[]): { report: Report; when: string; made: Move[] }[] {
  let when = '2026-03-02 09:00'
  let { report } = routedAt(when, grids)
  const made: Move[] = []
  const lives = [{ report, when, made: [...made] }]
  for (const { after, move, ...order } of steps) {
    when = minutesAfter(when, after)
    try {
      report = movedBy(report, move, when, order).value
      made.push(move)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
    lives.push({ report, when, made: [...made] })
  }
  return lives
}

test('at any moment a report has exactly one owner or is nobody’s, with a clock that counts how long', () => {
  fc.assert(
    fc.property(clues, fc.array(step, { maxLength: 12 }), (grids, steps) => {
      for (const { report } of livesOf(grids, steps)) {
        const isUnrouted = report.status === 'screened'
        expect(isUnrouted).toBe(report.gridId === undefined)
        expect(isUnrouted).toBe(report.clocks.unrouted !== undefined)
        if (report.gridId) expect(report).not.toHaveProperty('community')
        const { openIn, raisedTo } = REPORT.keysOf(report)
        // Somebody's list has it as long as it is open.
        if (!FINISHED.includes(report.status)) expect(openIn ?? raisedTo).toBeDefined()
        if (raisedTo && report.gridId) expect(contains(String(raisedTo), report.gridId)).toBe(true)
      }
    }),
  )
})

test('a dispute ends: it is returned once, disputed once, decided once, and meanwhile a level above is counted', () => {
  fc.assert(
    fc.property(clues, fc.array(step, { maxLength: 20 }), (grids, steps) => {
      const lives = livesOf(grids, steps)
      const { made } = lives.at(-1)!
      for (const move of ['return', 'dispute-grid', 'decide-grid'] as const)
        expect(made.filter((one) => one === move).length).toBeLessThanOrEqual(1)
      for (const { report, when } of lives) {
        const isAtWork = !FINISHED.includes(report.status) && report.status !== 'resolved'
        if (report.dispute?.is !== 'open' || !isAtWork) continue
        expect(report.clocks.dispute).toBeDefined()
        const now = new Date(`${when.replace(' ', 'T')}:00+08:00`).toISOString()
        expect(openTo(report, 'staff', now as never, TERMS, ['county'])).toContain('decide-grid')
      }
    }),
  )
})

test('whoever helps has a day that is never after the lead’s when they are asked, whatever happens to the lead’s', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      for (const { report, made } of livesOf([FIRST], steps)) {
        const { assist, resolve } = report.clocks
        if (made.at(-1) === undefined || assist?.phase !== 'running' || resolve?.phase !== 'running') continue
        if (assist.level !== 'assignee') continue // those above the help have a time of their own
        expect([wallClock(assist.dueAt), msOf(assist.dueAt) <= msOf(resolve.dueAt)]).toEqual([
          wallClock(assist.dueAt),
          true,
        ])
      }
    }),
  )
})

test('nobody’s report is told of however late somebody looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 20_000 }), (late) => {
      const { report } = routedAt('2026-03-02 09:00', [])
      const when = minutesAfter('2026-03-02 09:00', late)
      const now = new Date(`${when.replace(' ', 'T')}:00+08:00`).toISOString()
      const events = tick(report, now as never, TERMS)!.events
      expect(events).toContainEqual(
        expect.objectContaining({
          type: 'report.escalated',
          data: expect.objectContaining({ clock: 'unrouted', from: 'assignee', to: 'grid' }),
        }),
      )
    }),
  )
})
