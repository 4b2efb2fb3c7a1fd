import { type ActionLink, type AnswerMove, isExpired, readLink, standingOf } from '../../lib/alerts/links.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, sha256 } from '../../lib/platform/keys.ts'
import { readActionToken } from '../../lib/platform/links.ts'
import { postToMove } from '../../lib/platform/moving.ts'
import { refuseForeignForm } from '../../lib/platform/session.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import { openTo } from '../../lib/report/decide.ts'
import type { Report } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { levelsFor, type Staff } from '../../lib/staff/staff.ts'
import { mergeHistory } from '../../lib/tables/history.ts'
import { answerPage } from './answer-page.ts'
import { type Answering, answerReport } from './answer-report.ts'

export type Looking = Pick<Answering, 'find' | 'historyOf' | 'policy'> & {
  dataKeys: KeyRing
  findGrid(id: string): Promise<Grid | undefined>
  /** The member of staff with the posts held now. */
  person(id: string): Promise<Staff | undefined>
  whose(caller: Pick<Caller, 'cookies'>): Promise<Staff | undefined>
  now(): Instant
  publicUrl: string
}

/** The link a token stands for and the name under which its use is written down; refused when it is forged or over. */
export function linkOf(token: string, dataKeys: KeyRing, now: Instant): ActionLink & { via: string } {
  const claims = readActionToken(token, dataKeys)
  const link = claims && readLink(claims)
  if (!link) throw new Problem('link-unknown')
  if (isExpired(link, now)) throw new Problem('link-expired')
  return { ...link, via: `link.${sha256(claims).slice(0, 16)}` }
}

/**
 * Who acts: the person the link was sent to, or whoever is signed in where it was posted to a group. A browser that is
 * somebody else's has got hold of a link that is not theirs.
 */
async function actorOf({ staffId }: ActionLink, caller: Caller, { person, whose }: Looking) {
  const visitor = await whose(caller)
  if (!staffId) return visitor
  if (visitor && visitor.id !== staffId) throw new Problem('link-not-yours')
  const staff = await person(staffId)
  if (!staff) throw new Problem('not-allowed')
  return staff
}

const placeOf = async ({ gridId }: Report, { findGrid }: Looking): Promise<string | undefined> => {
  const grid = gridId ? await findGrid(gridId) : undefined
  return grid && `${grid.street} ${grid.name}`
}

/** A link in a group is shown to whoever opens it; who signs in later may still stand too low. */
async function mayAnswer({ policy, now }: Looking, report: Report, move: AnswerMove, staff?: Staff) {
  const levels = staff ? levelsFor(staff, report.gridId ?? COUNTY) : LEVELS
  return openTo(report, 'staff', now(), { policy: await policy(report.policy) }, levels).includes(move)
}

/** What the link asks, to be confirmed. Whatever reads a link before its person does, a preview or a scanner, changes nothing. */
export const showAnswer =
  (deps: Looking) =>
  async ({ params: { token } }: RequestOf<'showAnswer'>, caller: Caller) => {
    const link = linkOf(token, deps.dataKeys, deps.now())
    const staff = await actorOf(link, caller, deps)
    const found = await deps.find(link.reportId)
    // Nobody who is not known is told that a confidential report exists.
    if (!found || (!staff && isConfidential(found.value))) throw new Problem('report-not-found')
    const report = staff ? postToMove(staff, found.value).report : found.value
    const history = mergeHistory(await deps.historyOf(report.id), found.owed.history)
    const standing = standingOf(link, link.via, history)
    const isOpen = standing === 'open' && (await mayAnswer(deps, report, link.move, staff))
    const view = { report, place: await placeOf(report, deps), move: link.move }
    if (typeof standing === 'object') {
      const { at, role } = standing.done
      return answerPage({ ...view, state: 'done', at, role }, caller)
    }
    if (!isOpen) return answerPage({ ...view, state: 'overtaken' }, caller)
    return answerPage({ ...view, state: staff ? 'open' : 'signed-out', token }, caller)
  }

/** Does what the link asks, once; a second tap is told what the first one did. */
export const confirmAnswer = (deps: Looking & Answering) => {
  const answer = answerReport(deps)
  return async ({ params, body: { token, ...said } }: RequestOf<'confirmAnswer'>, caller: Caller) => {
    refuseForeignForm(caller, deps.publicUrl)
    if (token !== params.token) throw new Problem('link-unknown')
    const link = linkOf(token, deps.dataKeys, deps.now())
    const staff = await actorOf(link, caller, deps)
    if (!staff) throw new Problem('signed-out')
    const { report, ...done } = await answer({ ...link, said }, staff, caller)
    const view = { report, place: await placeOf(report, deps), move: link.move }
    return answerPage({ ...view, state: 'done', ...done }, caller)
  }
}
