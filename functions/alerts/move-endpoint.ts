import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { endpointRow } from './list-endpoints.ts'

type Moving = { endpoints: Pick<Endpoints, 'find' | 'change'>; now(): Instant }

/** Pause, resume, edit; what was broken is tried again. What happens while it is paused is not kept for it. */
export const moveEndpoint =
  ({ endpoints, now }: Moving) =>
  async ({ params: { area, id }, body }: RequestOf<'moveEndpoint'>, staff: Staff) => {
    const { version, quiet, ...settings } = body
    const endpoint = await endpointOf(endpoints, staff, area, id)
    if (version !== undefined && version !== (endpoint.version ?? 0)) throw new Conflict()
    const patch = { ...settings, ...('quiet' in body && { quiet: quiet ?? undefined }) }
    const what = Object.keys(patch).sort().join(' ')
    if (!what) return endpointRow(endpoint)
    return endpointRow(await endpoints.change(endpoint, patch, { at: now(), by: staff.id, what }))
  }

/** The endpoint, for those who may configure its area. */
export async function endpointOf(
  endpoints: Pick<Endpoints, 'find'>,
  staff: Staff,
  area: string,
  id: string,
): Promise<Endpoint> {
  if (!can(staff, 'endpoint.write', area)) throw new Problem('not-allowed')
  const endpoint = await endpoints.find(area, id)
  if (!endpoint) throw new Problem('not-found')
  return endpoint
}
