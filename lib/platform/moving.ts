import type { Said } from '../contracts/forms.ts'
import { FIELD_WORDS } from '../contracts/words.ts'
import { type Area, COUNTY, whereOf } from '../grid/area.ts'
import { Problem } from '../kernel/problem.ts'
import { isConfidential } from '../report/categories.ts'
import { ruleOf } from '../report/moves.ts'
import type { Report } from '../report/report.ts'
import type { Level } from '../sla/policy.ts'
import { type Action, can, levelsFor, postFor, type Role, type Staff } from '../staff/staff.ts'
import type { Language } from './http.ts'
import { faultsIn } from './said.ts'

/** What a person of the staff must say and may do, wherever they do it from: the console, a link, a chat. */

export function maySee(staff: Staff, report: Report): boolean {
  const { read, area } = rightsOn(report)
  return can(staff, read, area)
}

/** What somebody must be allowed, and where, to see and move this report: what is confidential is the inspector's alone. */
export function rightsOn(report: Report): { read: Action; move: Action; area: Area } {
  if (isConfidential(report)) return { read: 'confidential.read', move: 'confidential.move', area: COUNTY }
  return { read: 'report.read', move: 'report.move', area: whereOf(report) }
}

/** The post in which this person moves this report, and the levels they stand on. A report they may not see is answered like one that does not exist. */
export function postToMove(
  staff: Staff,
  report: Report | undefined,
): { report: Report; role: Role; levels: Level[] } {
  if (!report || !maySee(staff, report)) throw new Problem('report-not-found')
  const { move, area } = rightsOn(report)
  const role = postFor(staff, move, area)
  if (!role) throw new Problem('not-allowed')
  return { report, role, levels: levelsFor(staff, area) }
}

/** Refuses a move whose questions were not all answered as they must be; `folder` is where the fields lie in what was sent. */
export function refuseUnsaid(move: string, said: Said, language: Language, folder: string): void {
  const faults = faultsIn(ruleOf(move)?.asks ?? [], said)
  if (faults.length === 0) return
  throw new Problem('form-invalid', {
    errors: faults.map(({ ask, word }) => ({
      pointer: `${folder}/${ask}`,
      message: FIELD_WORDS[word][language],
    })),
  })
}
