import type { Instant } from '../kernel/instant.ts'
import type { ProblemCode } from '../kernel/problem.ts'
import { startClock } from '../sla/clock.ts'
import type { Level } from '../sla/policy.ts'
import { reckon, type Span } from '../sla/span.ts'
import { withClock } from './keeping.ts'
import type { Move } from './moves.ts'
import { type Report, type Terms, termsIn, termsOf } from './report.ts'

/** A grid that got what is not its own says so within two working hours, once (domain.md §6.2 rule 5; 潍坊 §22). */
const RETURN_WITHIN: Span = { kind: 'working', amount: 120 }

/** It is this grid's from now on, until the grid says within its time that it is not. */
export function inGrid(
  { community: _, ...report }: Report,
  gridId: string,
  now: Instant,
  terms: Terms,
): Report {
  return { ...report, gridId, returnBy: reckon(now, RETURN_WITHIN, termsIn({ gridId }, terms).calendar).at }
}

/** 无人认领. At most the community is known, and how long nobody takes it is counted. */
export function inNoGrid(report: Report, community: string | undefined, now: Instant, terms: Terms): Report {
  const { gridId: _grid, returnBy: _until, community: _before, ...others } = report
  const homeless: Report = { ...others, ...(community && { community }) }
  const own = termsOf(report, 'unrouted', terms.policy)
  return own
    ? withClock(homeless, 'unrouted', startClock(now, own, termsIn(homeless, terms).calendar))
    : homeless
}

/** Why a move that the table opens is shut for this report, by what was said about whose it is; undefined when it is not. */
export function whyShut({ dispute, returnBy }: Report, move: Move, now: Instant): ProblemCode | undefined {
  const isDecided = dispute?.is === 'decided'
  const isLate = !returnBy || returnBy < now
  switch (move) {
    case 'return':
      if (isDecided) return 'grid-decided'
      if (dispute) return 'returned-before'
      return isLate ? 'return-late' : undefined
    case 'dispute-grid':
      if (isDecided) return 'grid-decided'
      if (dispute?.is !== 'returned') return 'move-not-allowed'
      return isLate ? 'return-late' : undefined
    case 'decide-grid':
      if (isDecided) return 'grid-decided'
      return dispute?.is === 'open' ? undefined : 'move-not-allowed'
    case 'assign':
      if (isDecided) return 'grid-decided'
      return dispute?.is === 'open' ? 'move-not-allowed' : undefined
    default:
      return undefined
  }
}

/** The first grid that another clue leads to, if any: what its grid sends back goes there. `isGrid`: whether it still exists. */
export function nextGrid({ trace, gridId }: Report, isGrid: (id: string) => boolean): string | undefined {
  return trace.find((step) => step.found && step.gridId && step.gridId !== gridId && isGrid(step.gridId))
    ?.gridId
}

/** 退回. To the next candidate, or to nobody: then those of the community look for its place. */
export function returned(report: Report, gridId: string | undefined, now: Instant, terms: Terms): Report {
  const by = report.gridId ? [report.gridId] : []
  const doubted: Report = { ...report, dispute: { by, is: 'returned' } }
  return gridId
    ? inGrid(doubted, gridId, now, terms)
    : inNoGrid(doubted, by[0] && communityOf(by[0]), now, terms)
}

/** 提请裁定. The grid that has it says, too, that it is not theirs; it stays responsible until somebody has decided. */
export function disputed(report: Report): Report {
  const by = [...(report.dispute?.by ?? []), ...(report.gridId ? [report.gridId] : [])]
  return { ...report, dispute: { by, is: 'open' } }
}

/** 裁定. Final. Whoever settles the matter before has decided it as well. */
export function decided(report: Report, gridId: string | undefined, now: Instant, terms: Terms): Report {
  const { dispute } = report
  if (dispute?.is !== 'open') return report
  const settled: Report = { ...report, dispute: { ...dispute, is: 'decided' } }
  return gridId ? inGrid(settled, gridId, now, terms) : settled
}

/** The lowest level above all the grids that do not want it. */
export function levelAbove({ dispute }: Pick<Report, 'dispute'>): Level {
  const [first = '', ...others] = dispute?.by ?? []
  const isShared = (digits: number) => others.every((other) => other.startsWith(first.slice(0, digits)))
  if (isShared(12)) return 'community'
  return isShared(9) ? 'street' : 'county'
}

/** The codes of areas contain one another: the first twelve of a grid's digits are its community's. */
export const communityOf = (gridId: string) => gridId.slice(0, 12)
