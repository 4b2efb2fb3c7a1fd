import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS, type FieldWord } from '../../lib/contracts/words.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { seal } from '../../lib/platform/keys.ts'
import { make } from '../../lib/report/decide.ts'
import { ruleOf } from '../../lib/report/moves.ts'
import { rate } from '../../lib/report/rating.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { type Following, findOwn, followed } from './follow-report.ts'

export type OwnMoves = Following & {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
}

/** The resident answers a question, rates, says it is not solved, or takes it back: with the PIN, through the same door. */
export const moveOwnReport = (deps: OwnMoves) => {
  const find = findOwn(deps)
  const show = followed(deps)
  return async (
    { params: { number, move }, body: { pin, words, level } }: RequestOf<'moveOwnReport'>,
    { requestId, language }: Pick<Caller, 'requestId' | 'language'>,
  ) => {
    const refuse = (pointer: string, word: FieldWord) =>
      new Problem('form-invalid', { errors: [{ pointer, message: FIELD_WORDS[word][language] }] })
    const isRating = move === 'rate'
    if (isRating && !level) throw refuse('/level', 'level-missing')
    if (!isRating && !words) throw refuse('/words', 'said-missing')
    const own = await find(number, pin)
    if (own.isSupporter) throw new Problem('move-not-allowed', { current: own.value.status, open: [] })
    const { id, policy: version } = own.value
    const [policy, calendar] = await Promise.all([deps.policy(version), deps.calendar()])
    const said = words && seal(saidOf(move, words), `reports|${id}|said`, deps.dataKeys)
    const stored = await deps.ledger.change(
      id,
      { id: requestId, actor: 'resident', role: 'resident' },
      (report, now) =>
        isRating
          ? rate(report!, level!, said, now, calendar)
          : make(report!, { move, mover: 'resident', ...(said && { said }) }, now, {
              policy,
              calendar,
            }),
    )
    return show({ ...stored!, isSupporter: false })
  }
}

const saidOf = (move: string, words: string) => JSON.stringify({ [ruleOf(move)?.asks[0] ?? 'note']: words })
