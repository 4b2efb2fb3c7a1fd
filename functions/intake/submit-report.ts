import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Caller } from '../../lib/platform/http.ts'
import type { admitReport } from './admit-report.ts'
import { type Intake, receiveForm } from './receive-form.ts'

export type Submitting = Intake & { admit: ReturnType<typeof admitReport> }

/** A resident sends the form; the Idempotency-Key names the report. */
export const submitReport = ({ admit, ...intake }: Submitting) => {
  const receive = receiveForm(intake)
  return async ({ body }: RequestOf<'submitReport'>, caller: Caller) =>
    receive(body, caller.key, { ...RESIDENT, flags: await admit(body, caller) })
}
const RESIDENT = { actor: 'resident', role: 'resident' }
