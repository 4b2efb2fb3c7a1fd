import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Area } from '../../lib/grid/area.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoints } from '../../lib/tables/endpoints.ts'
import type { Identities } from '../../lib/tables/identities.ts'

export type Mapping = {
  endpoints: Pick<Endpoints, 'find'>
  identities: Pick<Identities, 'map' | 'unmap' | 'ofEndpoint'>
  person(id: string): Promise<Staff | undefined>
  now(): Instant
}

/** Which chat accounts of an endpoint speak for whom. */
export const listIdentities =
  (deps: Pick<Mapping, 'endpoints' | 'identities'>) =>
  async ({ params: { area, id } }: RequestOf<'listIdentities'>, staff: Staff) => {
    await refuseOthers(area, id, staff, deps)
    return rowsOf(id, deps)
  }

/**
 * Links an account of an endpoint to a member of staff, or unlinks it. Nobody can lend out more than they answer for: every
 * post of that person must lie in an area whose endpoints the one who links may manage.
 */
export const mapIdentity =
  (deps: Mapping) =>
  async ({ params: { area, id }, body }: RequestOf<'mapIdentity'>, staff: Staff) => {
    await refuseOthers(area, id, staff, deps)
    const { account, staff: staffId } = body
    const at = deps.now()
    if (!staffId) {
      await deps.identities.unmap(id, account, at)
      return rowsOf(id, deps)
    }
    const person = await deps.person(staffId)
    if (!person) throw new Problem('not-found')
    if (!person.assignments.every((held) => can(staff, 'endpoint.write', held.area)))
      throw new Problem('not-allowed')
    await deps.identities.map({ endpointId: id, account, staffId, mappedAt: at }).catch((error: unknown) => {
      throw error instanceof Conflict ? new Problem('identity-taken') : error
    })
    return rowsOf(id, deps)
  }

async function refuseOthers(
  area: Area,
  id: string,
  staff: Staff,
  { endpoints }: Pick<Mapping, 'endpoints'>,
): Promise<void> {
  if (!can(staff, 'endpoint.write', area)) throw new Problem('not-allowed')
  if (!(await endpoints.find(area, id))) throw new Problem('not-found')
}

async function rowsOf(id: string, { identities }: { identities: Pick<Identities, 'ofEndpoint'> }) {
  const rows = await identities.ofEndpoint(id)
  return { items: rows.map(({ account, staffId, mappedAt }) => ({ account, staff: staffId, mappedAt })) }
}
