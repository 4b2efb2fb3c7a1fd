import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'

export type Listing = {
  endpoints: Pick<Endpoints, 'ofArea'>
  deliveries: Pick<Deliveries, 'lastOf'>
}

/** The endpoints of exactly one area: the one asked for, else those the person's posts are held for; each with its last answer. */
export const listEndpoints =
  ({ endpoints, deliveries }: Listing) =>
  async ({ query: { area } }: RequestOf<'listEndpoints'>, staff: Staff) => {
    const areas = area ? [area] : areasFor(staff, 'endpoint.write')
    if (areas.length === 0 || !areas.every((one) => can(staff, 'endpoint.write', one)))
      throw new Problem('not-allowed')
    const found = await Promise.all(areas.map(endpoints.ofArea))
    const withLast = async (endpoint: Endpoint) => {
      const last = await deliveries.lastOf(endpoint.id)
      if (!last?.answeredAt) return endpointRow(endpoint)
      const { status, answer = '', answeredAt } = last
      return { ...endpointRow(endpoint), last: { status, answer, at: answeredAt } }
    }
    return { items: await Promise.all(found.flat().map(withLast)) }
  }

const CHANGES = 20

/** What may be shown: neither the address nor a secret, only whether new ones wait for their test. */
export function endpointRow(endpoint: Endpoint) {
  const { id, kind, area, name, events, target, status, brokenAt, brokenWhy, oldSecretUntil } = endpoint
  const { language = 'zh', envelope = 'standard', format = 'markdown', quiet, changes = [] } = endpoint
  return {
    ...{ id, kind, area, name, events: [...events], target, status, language, envelope, format },
    version: endpoint.version ?? 0,
    changes: changes.slice(-CHANGES),
    ...(quiet && { quiet }),
    ...(status === 'broken' && brokenAt && { brokenAt, ...(brokenWhy && { brokenWhy }) }),
    ...(oldSecretUntil && { oldSecretUntil }),
    ...((endpoint.sealedNextUrl || endpoint.sealedNextSecret) && { awaitsTest: true as const }),
  }
}
