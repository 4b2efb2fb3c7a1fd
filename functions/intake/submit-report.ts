import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { numberOf } from '../../lib/kernel/number.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type KeyRing, pinOf, readToken, seal, sha256 } from '../../lib/platform/keys.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { type Report, type ReportEvent, receive } from '../../lib/report/report.ts'
import type { Policy } from '../../lib/sla/policy.ts'

export type Intake = {
  ledger: Pick<Ledger<Report, ReportEvent>, 'create'>
  policyAt(now: Instant): Promise<Policy>
  calendar: Calendar
  now(): Instant
  codeKeys: KeyRing
  pinKeys: KeyRing
  dataKeys: KeyRing
}

/**
 * A resident sends the form. The Idempotency-Key becomes the report's id, so a retry is a repeat: one put, no read, and
 * the answer follows from what is stored. Where the code points to is routing's question; here only a forgery shows.
 */
export const submitReport =
  ({ ledger, policyAt, calendar, now, codeKeys, pinKeys, dataKeys }: Intake) =>
  async ({ body: form }: RequestOf<'submitReport'>, { key }: Caller) => {
    const id = sha256(`report.${key}`).slice(0, 32)
    const fingerprint = sha256(JSON.stringify(form)).slice(0, 32)
    const policy = await policyAt(now())
    const codeId = form.token ? readToken(form.token, codeKeys) : undefined
    const { words, place, contact } = form

    const { stored } = await ledger.create(id, { id, actor: 'resident', role: 'resident' }, (at) =>
      receive(
        {
          id,
          fingerprint,
          number: numberOf(id, at),
          category: form.category,
          whereabouts: { ...(codeId && { codeId }), ...(form.point && { point: form.point }) },
          flags: form.token && !codeId ? ['code-forged'] : [],
          wish: form.wish,
          sealed: seal(JSON.stringify({ words, place, contact }), `reports|${id}|sealed`, dataKeys),
        },
        at,
        { policy, calendar },
      ),
    )
    const report = stored.value
    if (report.fingerprint !== fingerprint) throw new Problem('key-reused')
    const { number, receivedAt, flags } = report
    return { number, pin: pinOf(id, pinKeys), receivedAt, flags, ...deadlinesOf(report) }
  }
