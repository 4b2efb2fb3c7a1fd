import type { ReportForm } from '../../lib/contracts/forms.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Guard } from '../../lib/platform/guard.ts'
import type { Caller } from '../../lib/platform/http.ts'
import type { Proofs } from '../../lib/platform/proof.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import type { Flag } from '../../lib/report/report.ts'

export type Admitting = { guard: Pick<Guard, 'weigh'>; proofs: Proofs }

/**
 * Lets a report in, when many come from one place only against some work, and says what staff should know about it. Nobody
 * is turned away for good: whoever did the work is taken in even in the middle of a flood, marked for triage. What is said in
 * confidence is never asked for anything.
 */
export const admitReport =
  ({ guard, proofs }: Admitting) =>
  async (
    form: ReportForm,
    { key, address, header }: Pick<Caller, 'key' | 'address' | 'header'>,
  ): Promise<Flag[]> => {
    const { level, retryAfter } = await guard.weigh({
      address,
      token: form.token,
      phone: form.contact?.phone,
    })
    const flags: Flag[] = level === 4 ? ['flood-suspected'] : []
    if (level === 0 || isConfidential(form)) return flags
    if (await proofs.holds(header('x-proof'), level, key)) return flags
    throw new Problem('proof-needed', { retryAfter, challenge: await proofs.ask(level, key) })
  }
