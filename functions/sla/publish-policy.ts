import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Instant, later } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { contradictions } from '../../lib/sla/contradictions.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import { POLICY_NOTICE, type Policies } from '../../lib/tables/policies.ts'

/** A new version of the clocks, for reports received ten seconds from now on; running reports keep theirs. A version name is used once. */
export const publishPolicy =
  ({ policies, now }: { policies: Policies; now(): Instant }) =>
  async ({ body: { version, common, classes } }: RequestOf<'publishPolicy'>, staff: Staff) => {
    if (!can(staff, 'policy.write')) throw new Problem('not-allowed')
    const wrong = contradictions({ common, classes })
    if (wrong.length > 0) throw new Problem('policy-invalid', { contradictions: wrong })
    const policy: Policy = { version, effectiveAt: later(now(), POLICY_NOTICE), common, classes }
    await policies.publish(policy)
    return policy
  }
