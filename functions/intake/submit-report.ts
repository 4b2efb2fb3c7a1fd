import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type Intake, receiveForm } from './receive-form.ts'

/** A resident sends the form; the Idempotency-Key names the report. */
export const submitReport = (intake: Intake) => {
  const receive = receiveForm(intake)
  return ({ body }: RequestOf<'submitReport'>, { key }: Caller) => receive(body, key)
}
