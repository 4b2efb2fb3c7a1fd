import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { directoryOf, type Grid, type Orient2d } from '../../lib/grid/directory.ts'
import { type Code, type Directory, findGrid, type ToWgs84 } from '../../lib/grid/route.ts'
import type { Atlas } from '../../lib/place/atlas.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type FindRungs, knowingRungs } from '../../lib/platform/rungs.ts'
import { route } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Routing = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  findCode(id: string): Promise<Code | undefined>
  /** As published; before that the grids as they stand in their table are indexed here. */
  atlas(): Promise<Atlas | undefined>
  allGrids(): Promise<Grid[]>
  orient2d: Orient2d
  toWgs84: ToWgs84
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  rungs: FindRungs
}

/** A report has come in: give it to the grid that owns the place, or to the county's duty desk. */
export const routeReport = (routing: Routing) => {
  const { ledger, findCode, policy, calendar, rungs, toWgs84 } = routing
  const directory = directoryFor(routing)

  return async ({ id: heard, subject, causedBy }: MessageOf<'report.received'>): Promise<void> => {
    await ledger.change(
      subject,
      { id: causedBy, actor: 'routing', role: 'system', heard },
      async (report, now) => {
        if (report?.status !== 'received') return undefined
        const { codeId } = report.whereabouts
        const found = findGrid(
          report,
          codeId ? await findCode(codeId) : undefined,
          await directory(),
          toWgs84,
        )
        const terms = { policy: await policy(report.policy), calendar: await calendar() }
        return knowingRungs(terms, now, rungs, (all) => route(report, found, now, all))
      },
    )
  }
}

function directoryFor({ atlas, allGrids, orient2d }: Pick<Routing, 'atlas' | 'allGrids' | 'orient2d'>) {
  let indexed: { grids: Grid[]; directory: Directory } | undefined
  return async (): Promise<Directory> => {
    const published = await atlas()
    if (published) return published.directory(orient2d)
    const grids = await allGrids()
    if (indexed?.grids !== grids) indexed = { grids, directory: directoryOf(grids, orient2d) }
    return indexed.directory
  }
}
