import type { RequestOf } from '../../lib/contracts/http.ts'
import { readNumber } from '../../lib/kernel/number.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, pinOf, sha256 } from '../../lib/platform/keys.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { support } from '../../lib/report/support.ts'
import type { Reports } from '../../lib/tables/reports.ts'

export type Supporting = {
  findByNumber: Reports['findByNumber']
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  pinKeys: KeyRing
}

/** What a supporter's PIN is made of. */
export const supporterPin = (reportId: string, supporter: string) => `${reportId}.${supporter}`

/** "+1": the key names the supporter, so that pressing twice is one neighbour. */
export const supportReport =
  ({ findByNumber, ledger, pinKeys }: Supporting) =>
  async (
    { params }: Pick<RequestOf<'supportReport'>, 'params'>,
    { key, requestId }: Pick<Caller, 'key' | 'requestId'>,
  ) => {
    const number = readNumber(params.number)
    // Numbers of one day may meet; nobody who supports can tell them apart, and what is confidential is never supported.
    const [found] = number ? (await findByNumber(number)).filter(({ value }) => !isConfidential(value)) : []
    if (!found) throw new Problem('report-not-found')
    const { id } = found.value
    const supporter = sha256(`supporter.${key}`).slice(0, 16)
    await ledger.change(id, { id: requestId, actor: 'resident', role: 'resident' }, (report) =>
      support(report!, supporter),
    )
    return { number: found.value.number, pin: pinOf(supporterPin(id, supporter), pinKeys) }
  }
