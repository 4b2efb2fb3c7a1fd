import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { ReportForm } from '../../lib/contracts/forms.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { numberOf } from '../../lib/kernel/number.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { clueOf } from '../../lib/place/clue.ts'
import type { PlaceIndex } from '../../lib/place/place-index.ts'
import type { Cause, Ledger } from '../../lib/platform/change.ts'
import { type KeyRing, pinOf, readToken, seal, sha256 } from '../../lib/platform/keys.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import type { Source } from '../../lib/report/consent.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { receive } from '../../lib/report/decide.ts'
import { emergencyIn } from '../../lib/report/emergency.ts'
import { isDangerAnswered, knownAnswers } from '../../lib/report/questions.ts'
import type { Flag, Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import type { Takes } from './take-uploads.ts'

export type Intake = Takes & {
  /** Names of the published areas; undefined before the first are published. */
  places(): Promise<PlaceIndex | undefined>
  ledger: Pick<Ledger<Report, ReportEvent>, 'create'>
  policyAt(now: Instant): Promise<Policy>
  calendar(): Promise<Calendar>
  now(): Instant
  codeKeys: KeyRing
  pinKeys: KeyRing
  dataKeys: KeyRing
}

/** Who sends it; `source` is how it reached them, `flags` what was noticed on the way in. */
export type Sender = Pick<Cause, 'actor' | 'role'> & { source?: Source; flags?: readonly Flag[] }

/**
 * The key becomes the report's id, so a retry is a repeat: one put, no read, and the answer follows from what is stored.
 * Where the code points to is routing's question; here only a forgery shows.
 */
export const receiveForm =
  ({ ledger, policyAt, calendar, now, places, codeKeys, pinKeys, dataKeys, take, settle }: Intake) =>
  async (form: ReportForm, key: string, { source, flags: noticed = [], ...by }: Sender) => {
    const id = sha256(`report.${key}`).slice(0, 32)
    const fingerprint = sha256(JSON.stringify(form)).slice(0, 32)
    const [policy, days] = await Promise.all([policyAt(now()), calendar()])
    const codeId = form.token ? readToken(form.token, codeKeys) : undefined
    const { category, words, place, contact, point, grid, wish, consent } = form
    const uploads = form.uploads && (await take(form.uploads, id))
    const answers = knownAnswers(category, form.answers)
    const clues = await cluesOf(form, places)

    const { stored } = await ledger.create(id, { id, ...by }, (at) =>
      receive(
        {
          id,
          fingerprint,
          number: numberOf(id, at),
          category,
          whereabouts: {
            ...(codeId && { codeId }),
            ...(point && { point }),
            ...(grid && { gridId: grid }),
            ...clues,
          },
          flags: [...flagsOf(form, codeId), ...noticed],
          wish,
          ...(uploads && { uploads }),
          ...(consent && { consent }),
          ...(source && { source }),
          ...(Object.keys(answers).length > 0 && { answers }),
          sealed: seal(JSON.stringify({ words, place, contact, answers }), `reports|${id}|sealed`, dataKeys),
        },
        at,
        { policy, calendar: days },
      ),
    )
    const report = stored.value
    if (report.fingerprint !== fingerprint) throw new Problem('key-reused')
    const { number, receivedAt, flags, uploads: held = [] } = report
    if (uploads) await settle(uploads, held, id)
    return {
      number,
      pin: pinOf(id, pinKeys),
      receivedAt,
      flags,
      ...(form.uploads && { uploads: held.length }),
      ...deadlinesOf(report),
    }
  }

function flagsOf(form: ReportForm, codeId: string | undefined): Flag[] {
  const isUrgent = emergencyIn(form.words).length > 0 || isDangerAnswered(form.answers ?? {})
  return [
    ...(form.token && !codeId ? (['code-forged'] as const) : []),
    ...(isUrgent && !isConfidential(form) ? (['emergency'] as const) : []),
  ]
}

/** Read before it is sealed: routing gets names of public places and never the words. Nobody is refused for want of an index. */
async function cluesOf({ place, placeId }: ReportForm, places: Intake['places']) {
  if (!place && !placeId) return {}
  const index = await places().catch(() => undefined)
  return index ? clueOf(index, { place, placeId }) : {}
}
