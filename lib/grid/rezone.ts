import type { Report } from '../report/report.ts'
import type { Area } from './area.ts'
import type { Grid } from './directory.ts'
import type { Code, Directory } from './route.ts'

export type Rezoned = { gridId?: Area; why: string }

/**
 * Where a report belongs on a new map of grids (网格调整), or undefined when it stays. A place (where the code hangs, where the
 * resident stood) decides. What a person assigned by hand stays while its grid exists. Without a place, a grid that went up in one
 * other takes its reports along; one that was divided leaves them to a person, for nobody can know which part.
 */
export function rezone(
  report: Pick<Report, 'gridId' | 'trace' | 'whereabouts'>,
  code: Code | undefined,
  grids: readonly Grid[],
  { grid, at }: Directory,
): Rezoned | undefined {
  const { gridId } = report
  if (!gridId) return undefined
  const isThere = grid(gridId) !== undefined
  const wasPlaced = report.trace.find((step) => step.found)?.gridId === gridId
  if (isThere && !wasPlaced) return undefined

  const successors = isThere ? [] : grids.filter(({ replaces }) => replaces?.includes(gridId))
  const placed = wasPlaced ? placeOf(report, code, at) : undefined
  const next = placed ?? (successors.length === 1 ? successors[0] : undefined)
  if (!next) return isThere ? undefined : { why: '网格调整：原网格已撤销，需人工派单' }
  return next.id === gridId ? undefined : { gridId: next.id, why: `网格调整：现属${next.name}` }
}

function placeOf(
  { whereabouts: { point } }: Pick<Report, 'whereabouts'>,
  code: Code | undefined,
  at: Directory['at'],
) {
  if (code && !code.revokedAt) return at(code.lng, code.lat)
  return point && at(point.lng, point.lat)
}
