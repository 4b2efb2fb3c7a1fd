import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Policies } from '../../lib/tables/policies.ts'

/** A new version of the clocks, for reports received from now on; running reports keep theirs. A version name is used once. */
export const publishPolicy =
  ({ policies, now }: { policies: Policies; now(): Instant }) =>
  async ({ body: { version, classes } }: RequestOf<'publishPolicy'>, staff: Staff) => {
    if (!can(staff, 'policy.write')) throw new Problem('not-allowed')
    const policy: Policy = { version, effectiveAt: now(), classes }
    await policies.publish(policy)
    return policy
  }
