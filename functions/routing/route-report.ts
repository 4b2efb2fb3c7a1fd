import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import { type Area, communityOf } from '../../lib/grid/area.ts'
import { directoryOf, type Grid, type Orient2d } from '../../lib/grid/directory.ts'
import { type Code, type Directory, findGrid, type ToWgs84 } from '../../lib/grid/route.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Atlas } from '../../lib/place/atlas.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type FindRungs, knowingRungs } from '../../lib/platform/rungs.ts'
import { type Routing as Found, route } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { byRule, matterOf } from '../../lib/routing/apply.ts'
import type { RuleSet } from '../../lib/routing/rule-set.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Routing = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  findCode(id: string): Promise<Code | undefined>
  /** As published; before that the grids as they stand in their table are indexed here. */
  atlas(): Promise<Atlas | undefined>
  allGrids(): Promise<Grid[]>
  orient2d: Orient2d
  toWgs84: ToWgs84
  rulesAt(now: Instant): Promise<Pick<RuleSet, 'version' | 'rules'>>
  /** How many reports a community has open. */
  openCount(community: Area): Promise<number>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  rungs: FindRungs
}

/** A report has come in: its place says which grid it belongs to, and then the rules in force say who takes it there. */
export const routeReport = (routing: Routing) => {
  const { ledger, findCode, policy, calendar, rungs, toWgs84, rulesAt } = routing
  const loadOf = loadFor(routing)
  const directory = directoryFor(routing)

  return async ({ id: heard, subject, causedBy }: MessageOf<'report.received'>): Promise<void> => {
    await ledger.change(
      subject,
      { id: causedBy, actor: 'routing', role: 'system', heard },
      async (report, now) => {
        if (report?.status !== 'received') return undefined
        const { codeId } = report.whereabouts
        const [known, days, rules] = [await directory(), await calendar(), await rulesAt(now)]
        const code = codeId ? await findCode(codeId) : undefined
        const found = findGrid(report, code, known, toWgs84)
        const load = await loadOf(found, rules)
        const ruled = byRule(rules, matterOf(report, found, load, days), found, known.grid)
        const terms = { policy: await policy(report.policy), calendar: days }
        return knowingRungs(terms, now, rungs, (all) => route(report, ruled, now, all))
      },
    )
  }
}

/** Counted only where a rule asks for it. */
const loadFor =
  ({ openCount }: Pick<Routing, 'openCount'>) =>
  async ({ gridId, community = gridId && communityOf(gridId) }: Found, { rules }: Pick<RuleSet, 'rules'>) =>
    community && rules.some(({ when }) => when.load !== undefined) ? openCount(community) : 0

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
