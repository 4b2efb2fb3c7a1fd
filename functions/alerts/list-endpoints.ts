import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'

/** The endpoints of exactly one area: the one asked for, else those the person's posts are held for. */
export const listEndpoints =
  ({ endpoints }: { endpoints: Pick<Endpoints, 'ofArea'> }) =>
  async ({ query: { area } }: RequestOf<'listEndpoints'>, staff: Staff) => {
    const areas = area ? [area] : areasFor(staff, 'endpoint.write')
    if (areas.length === 0 || !areas.every((one) => can(staff, 'endpoint.write', one)))
      throw new Problem('not-allowed')
    const found = await Promise.all(areas.map(endpoints.ofArea))
    return { items: found.flat().map(endpointRow) }
  }

/** What may be shown: neither the address nor the secret. */
export function endpointRow({ id, kind, area, name, events, target, status, brokenAt }: Endpoint) {
  const row = { id, kind, area, name, events: [...events], target, status }
  return { ...row, ...(status === 'broken' && brokenAt && { brokenAt }) }
}
