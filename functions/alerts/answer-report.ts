import { type AnswerMove, type LineSince, standingOf } from '../../lib/alerts/links.ts'
import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Said } from '../../lib/contracts/forms.ts'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, seal } from '../../lib/platform/keys.ts'
import { postToMove, refuseUnsaid } from '../../lib/platform/moving.ts'
import { saidTo } from '../../lib/platform/said.ts'
import { make } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import { mergeHistory } from '../../lib/tables/history.ts'

export type Answering = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'change'>
  find(id: string): Promise<Stored<Report> | undefined>
  historyOf(id: string): Promise<HistoryEntry[]>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  dataKeys: KeyRing
}

/** `via` names the link or chat message; `version` is what a link was made for, and a message people type has none. */
export type Order = { reportId: string; version?: number; via: string; move: AnswerMove; said: Said }

export type Answered = { report: Report; at: Instant; role: string; isRepeat: boolean }

/**
 * One answer from a chat, by the same door and with the same rights as at the console. The line of history it writes names
 * the link or message, in the one put that has the effect: a second use finds that line and changes nothing, however many
 * come at once and wherever the first one died.
 */
export const answerReport =
  ({ ledger, find, historyOf, policy, calendar, dataKeys }: Answering) =>
  async (
    { reportId, version, via, move, said }: Order,
    staff: Staff,
    { requestId, language }: Pick<Caller, 'requestId' | 'language'>,
  ): Promise<Answered> => {
    refuseUnsaid(move, said, language, '')
    const sealed =
      Object.keys(said).length > 0 ? seal(JSON.stringify(said), `reports|${reportId}|said`, dataKeys) : ''
    let answered: Omit<Answered, 'report'> | undefined
    const cause = { id: requestId, actor: staff.id, role: 'staff' }
    const stored = await ledger.change(reportId, cause, async (found, at, current) => {
      const { report, role, levels } = postToMove(staff, found)
      const history = current === version ? [] : await historyAt(current, reportId, { find, historyOf })
      const standing = standingOf({ version: version ?? 0 }, via, history)
      if (typeof standing === 'object') {
        answered = { at: standing.done.at, role: standing.done.role, isRepeat: true }
        return undefined
      }
      if (version !== undefined && standing === 'overtaken')
        throw new Problem('changed-meanwhile', { current: report.status, version: current })
      answered = { at, role, isRepeat: false }
      const order = {
        move,
        mover: 'staff' as const,
        levels,
        ...saidTo(move, said),
        ...(sealed && { said: sealed }),
      }
      const terms = { policy: await policy(report.policy), calendar: await calendar() }
      return { ...make(report, order, at, terms), role, via }
    })
    return { report: stored!.value, ...answered! }
  }

/** Every line up to this version; when somebody wrote meanwhile, the decision starts again. */
async function historyAt(
  version: number,
  id: string,
  { find, historyOf }: Pick<Answering, 'find' | 'historyOf'>,
): Promise<(LineSince & Pick<HistoryEntry, 'at' | 'role'>)[]> {
  const found = await find(id)
  if (found?.version !== version) throw new Conflict()
  return mergeHistory(await historyOf(id), found.owed.history)
}
