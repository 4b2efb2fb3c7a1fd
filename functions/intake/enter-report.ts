import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import { areasFor, postFor, type Staff } from '../../lib/staff/staff.ts'
import { type Intake, receiveForm } from './receive-form.ts'

/**
 * Staff write down what a caller or a visitor says. What is about an official is not theirs to write: the person is to
 * use the form or call 12388 (纪检监察机关处理检举控告工作规则 art. 47).
 */
export const enterReport = (intake: Intake) => {
  const receive = receiveForm(intake)
  return async ({ body: { source, ...form } }: RequestOf<'enterReport'>, staff: Staff, { key }: Caller) => {
    const [held] = areasFor(staff, 'report.move')
    if (!held || isConfidential(form)) throw new Problem('not-allowed')
    const role = postFor(staff, 'report.move', held) ?? postFor(staff, 'report.move', COUNTY)
    // One person's key is not another's: two desks may make up the same one.
    return receive(form, `${staff.id}.${key}`, { actor: staff.id, role: role ?? 'staff', source })
  }
}
