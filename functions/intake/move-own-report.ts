import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { seal } from '../../lib/platform/keys.ts'
import { ruleOf } from '../../lib/report/moves.ts'
import { make, type Report, type ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import { type Following, findOwn, followed } from './follow-report.ts'

export type OwnMoves = Following & {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  policy(version: string): Promise<Policy>
  calendar: Calendar
}

/** The resident answers a question, says it is not solved, or takes the report back: with the PIN, through the same door. */
export const moveOwnReport = (deps: OwnMoves) => {
  const find = findOwn(deps)
  const show = followed(deps)
  return async (
    { params: { number, move }, body: { pin, words } }: RequestOf<'moveOwnReport'>,
    { requestId }: Caller,
  ) => {
    const {
      value: { id, policy: version },
    } = await find(number, pin)
    const policy = await deps.policy(version)
    const said = seal(
      JSON.stringify({ [ruleOf(move)?.asks[0] ?? 'note']: words }),
      `reports|${id}|said`,
      deps.dataKeys,
    )
    const stored = await deps.ledger.change(
      id,
      { id: requestId, actor: 'resident', role: 'resident' },
      (report, now) =>
        make(report!, { move, mover: 'resident', said }, now, { policy, calendar: deps.calendar }),
    )
    return show(stored!)
  }
}
