import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { attach } from '../../lib/report/attach.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { type Following, findOwn, followed } from './follow-report.ts'
import type { Takes } from './take-uploads.ts'

export type Adding = Following &
  Takes & {
    ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  }

/** Photos that did not make it with the report, or that somebody asked for: added with number and PIN. */
export const addUploads = (deps: Adding) => {
  const find = findOwn(deps)
  const show = followed(deps)
  return async (
    { params: { number }, body: { pin, uploads } }: RequestOf<'addUploads'>,
    { requestId }: Caller,
  ) => {
    const { value, isSupporter } = await find(number, pin)
    if (isSupporter) throw new Problem('not-allowed')
    const taken = await deps.take(uploads, value.id, value.uploads)
    const cause = { id: requestId, actor: 'resident', role: 'resident' }
    const stored = await deps.ledger.change(value.id, cause, (report) => attach(report!, taken))
    await deps.settle(taken, stored!.value.uploads ?? [], value.id)
    return show({ ...stored!, isSupporter })
  }
}
