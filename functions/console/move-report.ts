import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { seal } from '../../lib/platform/keys.ts'
import { postToMove, refuseUnsaid } from '../../lib/platform/moving.ts'
import { type FindRungs, knowingRungs } from '../../lib/platform/rungs.ts'
import { saidTo } from '../../lib/platform/said.ts'
import { make } from '../../lib/report/decide.ts'
import { nextGrid } from '../../lib/report/dispute.ts'
import { ruleOf } from '../../lib/report/moves.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import { type Reading, reportPage } from './read-report.ts'

export type Moving = Omit<Reading, 'find'> & {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  allGrids(): Promise<Grid[]>
  rungs: FindRungs
}

/** One move by one person on the version they looked at. A stale version is refused with the state as it is now. */
export const moveReport = ({ ledger, allGrids, rungs, ...reading }: Moving) => {
  const show = reportPage(reading)
  const { policy, calendar, dataKeys } = reading
  const gridsFor = async (move: string) =>
    move === 'return' || ruleOf(move)?.asks.includes('grid') ? allGrids() : []
  return async (
    { params: { id }, body: { move, version, said } }: RequestOf<'moveReport'>,
    staff: Staff,
    { requestId, language }: Caller,
  ) => {
    refuseUnsaid(move, said, language, '/said')
    const grids = await gridsFor(move)
    const isGrid = (id: string | undefined) => grids.some((grid) => grid.id === id)
    if (ruleOf(move)?.asks.includes('grid') && !isGrid(said.grid)) {
      throw new Problem('form-invalid', {
        errors: [{ pointer: '/said/grid', message: FIELD_WORDS['area-wrong'][language] }],
      })
    }
    const sealed = seal(JSON.stringify(said), `reports|${id}|said`, dataKeys)
    const stored = await ledger.change(
      id,
      { id: requestId, actor: staff.id, role: 'staff' },
      async (found, at, current) => {
        const { report, role, levels } = postToMove(staff, found)
        if (current !== version)
          throw new Problem('changed-meanwhile', { current: report.status, version: current })
        const next = move === 'return' && nextGrid(report, isGrid)
        const where = next ? { gridId: next } : {}
        const order = { move, mover: 'staff' as const, levels, said: sealed, ...saidTo(move, said), ...where }
        const terms = { policy: await policy(report.policy), calendar: await calendar() }
        return { ...(await knowingRungs(terms, at, rungs, (all) => make(report, order, at, all))), role }
      },
    )
    return show(stored!, staff)
  }
}
