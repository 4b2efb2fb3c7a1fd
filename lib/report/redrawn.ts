import type { Instant } from '../kernel/instant.ts'
import { movedEvent } from './decide.ts'
import { communityOf, inNoGrid } from './dispute.ts'
import { stopIn } from './keeping.ts'
import type { Report, ReportOutcome, Terms } from './report.ts'

/**
 * The grids were redrawn and it belongs to another one, or to nobody yet: its deadlines notice nothing. Whose it was among the
 * old grids is no longer a question.
 */
export function rezone(
  report: Report,
  to: { gridId?: string; why: string },
  now: Instant,
  terms: Terms,
): ReportOutcome {
  const { dispute: _, ...certain } = stopIn(report, 'dispute', now)
  const value = to.gridId ? onNewMap(certain, to.gridId) : homeless(certain, now, terms)
  const moved = movedEvent(report, value, to.gridId ? 'assign' : 'screen')
  return { value, what: 'rezone', why: to.why, events: [moved] }
}

function homeless({ endedAt: _, ...report }: Report, now: Instant, terms: Terms): Report {
  const community = report.gridId && communityOf(report.gridId)
  return { ...inNoGrid(report, community, now, terms), status: 'screened' }
}

/** What found the place finds it in the new grid from now on; what a person decided otherwise stays their decision. */
function onNewMap({ returnBy: _, ...report }: Report, gridId: string): Report {
  const trace = report.trace.map((step) =>
    step.found && step.gridId === report.gridId ? { ...step, gridId } : step,
  )
  return { ...report, gridId, trace }
}
