import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { type MoveOrder, make, openTo, receive, route, tick } from '../../lib/report/decide.ts'
import { nextGrid } from '../../lib/report/dispute.ts'
import type { Move } from '../../lib/report/moves.ts'
import { type Report, type ReportOutcome, type RouteStep, termsOf } from '../../lib/report/report.ts'
import type { ClockName, Level } from '../../lib/sla/policy.ts'
import { aReportForm, TERMS } from './given.ts'

/** Two grids of one community, one of its neighbour in the same street, one of another street. */
export const [FIRST, SECOND, BESIDE, FAR] = [
  '371724001005001',
  '371724001005002',
  '371724001006001',
  '371724002001001',
] as const
export const COMMUNITY = FIRST.slice(0, 12)

export const clue = (gridId: string): RouteStep => ({
  by: 'point',
  found: true,
  gridId,
  score: 1,
  why: '定位',
})

type Said = Pick<MoveOrder, 'levels' | 'gridId' | 'as'> & { until?: string }

/** Whose a report was so far, told in wall-clock strings. */
export type Owning = {
  report: Report
  at(when: string, what: 'tick' | Move, said?: Said): Owning
  isDue(when: string | undefined, clock: ClockName): Owning
  open(when: string, levels?: readonly Level[]): Move[]
}

/** Received and routed at that moment; the clues lead to these grids, the first one decides. */
export function routedAt(when: string, grids: readonly string[], community?: string): Owning {
  const now = shanghai(when)
  const [gridId] = grids
  const found = {
    trace: grids.map(clue),
    flags: [],
    ...(gridId && { gridId }),
    ...(community && { community }),
  }
  return owning(route(receive(aReportForm(), now, TERMS).value, found, now, TERMS)!.value)
}

/** The move as the console makes it: what is sent back goes to the next candidate. */
export function movedBy(report: Report, move: Move, when: string, said: Said = {}): ReportOutcome {
  const { until, ...rest } = said
  const next = move === 'return' ? nextGrid(report, () => true) : undefined
  const order = { mover: 'staff' as const, levels: ['assignee'] as const, ...rest, move }
  const where = next ? { gridId: next } : {}
  return make(report, { ...order, ...where, ...(until && { until: shanghai(until) }) }, shanghai(when), TERMS)
}

function owning(report: Report): Owning {
  const told: Owning = {
    report,
    at(when, what, said) {
      const done = what === 'tick' ? tick(report, shanghai(when), TERMS) : movedBy(report, what, when, said)
      return done ? owning(done.value) : told
    },
    isDue(when, clock) {
      const running = report.clocks[clock]
      expect(running?.phase === 'running' ? wallClock(running.dueAt) : undefined).toBe(when)
      if (when) expect(termsOf(report, clock, TERMS.policy)).toBeDefined()
      return told
    },
    open: (when, levels = ['assignee']) => openTo(report, 'staff', shanghai(when), TERMS, levels),
  }
  return told
}
