import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { directoryOf, type Grid, type Orient2d } from '../../lib/grid/directory.ts'
import { advance, type Directory, type DirectoryEvent } from '../../lib/grid/editions.ts'
import { rezone } from '../../lib/grid/rezone.ts'
import type { Code, Directory as Lookup } from '../../lib/grid/route.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { rezone as moveTo } from '../../lib/report/redrawn.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'
import type { Reports } from '../../lib/tables/reports.ts'

export type Moving = {
  ledger: Pick<Ledger<Directory, DirectoryEvent>, 'change'>
  ledgerOfReports: Pick<Ledger<Report, ReportEvent>, 'change'>
  reports: Pick<Reports, 'openIn'>
  maps: Pick<GridMaps, 'of'>
  findCode(id: string): Promise<Code | undefined>
  orient2d: Orient2d
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
}

/** One page of a community's open reports, at most fifty: each goes where the new map says, then the next page's turn comes. */
export const moveReports = ({ ledger, ledgerOfReports, maps, orient2d, ...moving }: Moving) => {
  const { reports, findCode, policy, calendar } = moving
  let opened: { key: string; grids: Grid[]; lookup: Lookup } | undefined
  const mapOf = async (key: string) => {
    if (opened?.key !== key) {
      const grids = await maps.of(key)
      opened = { key, grids, lookup: directoryOf(grids, orient2d) }
    }
    return opened
  }

  return async ({ id: heard, subject, causedBy, data }: MessageOf<'areas.moving'>): Promise<void> => {
    const cause = { id: causedBy, actor: 'directory', role: 'system' }
    await ledger.change(subject, { ...cause, heard }, async (directory) => {
      const { edition, left, cursor } = data
      const at = { edition, left, ...(cursor && { cursor }) }
      if (!directory?.moving || !advance(directory, at, undefined)) return undefined
      const { grids, lookup } = await mapOf(directory.editions[edition - 1]!.key)
      const page = await reports.openIn(directory.moving.communities[0]!, cursor)
      for (const { value } of page.items)
        await ledgerOfReports.change(value.id, cause, async (report, now) => {
          const codeId = report?.whereabouts.codeId
          const to = report && rezone(report, codeId ? await findCode(codeId) : undefined, grids, lookup)
          if (!report || !to) return undefined
          return moveTo(report, to, now, { policy: await policy(report.policy), calendar: await calendar() })
        })
      return advance(directory, at, page.next)
    })
  }
}
