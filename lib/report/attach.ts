import { fitting } from '../media/kinds.ts'
import type { Report, ReportOutcome } from './report.ts'

/** Photos and voice that came later; undefined when nothing of it fits. */
export function attach(report: Report, uploads: readonly string[]): ReportOutcome | undefined {
  const has = report.uploads ?? []
  const added = fitting(has, uploads)
  if (added.length === 0) return undefined
  return { value: { ...report, uploads: [...has, ...added] }, what: 'attach', events: [] }
}
