import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Instant, later } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { contradictions, type Policy } from '../../lib/sla/policy.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import { POLICY_NOTICE, type Policies } from '../../lib/tables/policies.ts'

/** A new version of the clocks, for reports received ten seconds from now on; running reports keep theirs. A version name is used once. */
export const publishPolicy =
  ({ policies, now }: { policies: Policies; now(): Instant }) =>
  async ({ body: { version, classes } }: RequestOf<'publishPolicy'>, staff: Staff) => {
    if (!can(staff, 'policy.write')) throw new Problem('not-allowed')
    const wrong = contradictions({ classes })
    if (wrong.length > 0) throw new Problem('policy-invalid', { classes: wrong })
    const policy: Policy = { version, effectiveAt: later(now(), POLICY_NOTICE), classes }
    await policies.publish(policy)
    return policy
  }
