import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Policies } from '../../lib/tables/policies.ts'

/** Every clock policy ever published, and the one in force. */
export const listPolicies =
  ({ policies, now }: { policies: Policies; now(): Instant }) =>
  async (_: RequestOf<'listPolicies'>, staff: Staff) => {
    if (!can(staff, 'policy.write')) throw new Problem('not-allowed')
    const [current, items] = await Promise.all([policies.current(now()), policies.list()])
    return { current: current.version, items }
  }
