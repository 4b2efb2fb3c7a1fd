import type { Routing } from '../report/decide.ts'
import type { Flag, Report, RouteStep } from '../report/report.ts'
import type { Grid, PointInGrid } from './directory.ts'

/** A QR code (二维码) as posted. A revoked one still opens the form, and its place is not believed. */
export type Code = {
  id: string
  kind: 'building' | 'shop' | 'pole' | 'office' | 'card' | 'campaign'
  gridId: string
  place: string
  lat: number
  lng: number
  issuedAt: string
  revokedAt?: string
}

export type Directory = { grid(id: string): Grid | undefined; at: PointInGrid }

/**
 * Where a report belongs, by precedence: code > picked grid > point (domain.md §6.2). Every clue is tried and written
 * down, also those after the first answer, so that staff can see why it went where it went.
 */
export function findGrid(
  { whereabouts }: Pick<Report, 'whereabouts'>,
  code: Code | undefined,
  directory: Directory,
): Routing {
  const flags: Flag[] = []
  const trace: RouteStep[] = []
  const add = (by: RouteStep['by'], grid: Grid | undefined, found: string, missing: string) =>
    trace.push(grid ? { by, found: true, gridId: grid.id, why: found } : { by, found: false, why: missing })

  if (whereabouts.codeId) {
    if (!code) flags.push('code-unknown')
    if (code?.revokedAt) flags.push('code-revoked')
    const grid = code && !code.revokedAt ? directory.grid(code.gridId) : undefined
    add('code', grid, `因为二维码贴在「${code?.place}」`, code?.revokedAt ? '二维码已停用' : '二维码没有登记')
  }
  if (whereabouts.gridId)
    add('picked', directory.grid(whereabouts.gridId), '因为报告人选了这个网格', '所选网格不存在')
  if (whereabouts.point) {
    const { lat, lng } = whereabouts.point
    const grid = directory.at(lng, lat)
    if (!grid) flags.push('outside-county')
    add('point', grid, '因为定位落在这个网格内', '定位不在本县范围内')
  }
  const gridId = trace.find((step) => step.found)?.gridId
  const known = code && !code.revokedAt ? code : whereabouts.point
  const spot = gridId && known && { lat: known.lat, lng: known.lng }
  return { trace, flags, ...(gridId && { gridId }), ...(spot && { spot }) }
}
