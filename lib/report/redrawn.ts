import { movedEvent } from './decide.ts'
import type { Report, ReportOutcome } from './report.ts'

/** The grids were redrawn and it belongs to another one, or to nobody yet: its clocks and whoever waits for it notice nothing. */
export function rezone(report: Report, to: { gridId?: string; why: string }): ReportOutcome {
  const { gridId: _, endedAt: _ended, ...homeless } = report
  const value: Report = to.gridId ? inGrid(report, to.gridId) : { ...homeless, status: 'screened' }
  const moved = movedEvent(report, value, to.gridId ? 'assign' : 'screen')
  return { value, what: 'rezone', why: to.why, events: [moved] }
}

/** What found the place finds it in the new grid from now on; what a person decided otherwise stays their decision. */
function inGrid(report: Report, gridId: string): Report {
  const trace = report.trace.map((step) =>
    step.found && step.gridId === report.gridId ? { ...step, gridId } : step,
  )
  return { ...report, gridId, trace }
}
