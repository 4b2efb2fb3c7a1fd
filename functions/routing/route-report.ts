import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { type Grid, type Orient2d, pointInGrid } from '../../lib/grid/directory.ts'
import { type Code, findGrid } from '../../lib/grid/route.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { route } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Routing = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  findCode(id: string): Promise<Code | undefined>
  allGrids(): Promise<Grid[]>
  orient2d: Orient2d
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
}

/** A report has come in: give it to the grid that owns the place, or to the county's duty desk. */
export const routeReport = ({ ledger, findCode, allGrids, orient2d, policy, calendar }: Routing) => {
  let indexed: { grids: Grid[]; directory: Parameters<typeof findGrid>[2] } | undefined
  const directory = async () => {
    const grids = await allGrids()
    if (indexed?.grids !== grids) {
      const byId = new Map(grids.map((grid) => [grid.id, grid]))
      indexed = { grids, directory: { grid: (id) => byId.get(id), at: pointInGrid(grids, orient2d) } }
    }
    return indexed!.directory
  }

  return async ({ id: heard, subject, causedBy }: MessageOf<'report.received'>): Promise<void> => {
    await ledger.change(
      subject,
      { id: causedBy, actor: 'routing', role: 'system', heard },
      async (report, now) => {
        if (report?.status !== 'received') return undefined
        const { codeId } = report.whereabouts
        const found = findGrid(report, codeId ? await findCode(codeId) : undefined, await directory())
        return route(report, found, now, {
          policy: await policy(report.policy),
          calendar: await calendar(),
        })
      },
    )
  }
}
