import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { open, seal } from '../../lib/platform/keys.ts'
import { type Answers, answerLines } from '../../lib/report/questions.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { type Following, findOwn, followed } from './follow-report.ts'

export type OwnData = Following & { ledger: Pick<Ledger<Report, ReportEvent>, 'change'> }

type Written = {
  words: string
  place?: string
  contact?: { phone?: string; name?: string }
  answers?: Answers
}

/**
 * A person's own data (PIPL art. 45–47): read with the PIN, the contact corrected, or erased with `null`. What was reported
 * stays as it was said, because others have acted on it; taking it back is the move `withdraw`.
 */
export const ownData = (deps: OwnData) => {
  const find = findOwn(deps)
  const show = followed(deps)
  const placeOf = (id: string) => `reports|${id}|sealed`
  return async (
    { params: { number }, body: { pin, contact } }: RequestOf<'ownData'>,
    { requestId }: Pick<Caller, 'requestId'>,
  ) => {
    const found = await find(number, pin)
    if (found.isSupporter) throw new Problem('report-not-found')
    const read = ({ id, sealed }: Report) => JSON.parse(open(sealed, placeOf(id), deps.dataKeys)) as Written
    const { id } = found.value
    const stored =
      contact === undefined
        ? found
        : await deps.ledger.change(id, { id: requestId, actor: 'resident', role: 'resident' }, (report) => {
            const { contact: _, ...rest } = read(report!)
            const sealed = seal(
              JSON.stringify({ ...rest, ...(contact && { contact }) }),
              placeOf(id),
              deps.dataKeys,
            )
            return { value: { ...report!, sealed }, what: contact ? 'correct' : 'erase', events: [] }
          })
    const { value } = stored!
    const { words, place, contact: kept, answers = {} } = read(value)
    const { steps } = await show({ ...stored!, isSupporter: false })
    return {
      number: value.number,
      receivedAt: value.receivedAt,
      category: value.category,
      words,
      ...(place && { place }),
      answers: answerLines(value.category, answers),
      ...(kept && { contact: kept }),
      wish: value.wish,
      ...(value.consent && { consent: value.consent }),
      ...(value.source && { source: value.source }),
      steps,
    }
  }
}
