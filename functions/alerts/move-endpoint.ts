import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoints } from '../../lib/tables/endpoints.ts'
import { endpointRow } from './list-endpoints.ts'

/** Pause or resume; what was broken is tried again. What happens while it is paused is not kept for it. */
export const moveEndpoint =
  ({ endpoints }: { endpoints: Pick<Endpoints, 'find' | 'setStatus'> }) =>
  async ({ params: { area, id }, body: { status } }: RequestOf<'moveEndpoint'>, staff: Staff) => {
    if (!can(staff, 'endpoint.write', area)) throw new Problem('not-allowed')
    const endpoint = await endpoints.find(area, id)
    if (!endpoint) throw new Problem('not-found')
    await endpoints.setStatus(area, id, status)
    return endpointRow({ ...endpoint, status })
  }
