import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { type KeyRing, seal } from '../../lib/platform/keys.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Endpoints } from '../../lib/tables/endpoints.ts'
import { endpointOf } from './move-endpoint.ts'
import { placeOf } from './sign.ts'

export type SettingCallback = {
  endpoints: Pick<Endpoints, 'find' | 'change'>
  dataKeys: KeyRing
  publicUrl: string
  now(): Instant
}

/** Keys of an endpoint's callback: sealed before they are stored, never answered. Given anew they replace the old ones. */
export const setCallback =
  ({ endpoints, dataKeys, publicUrl, now }: SettingCallback) =>
  async ({ params: { area, id }, body }: RequestOf<'setCallback'>, staff: Staff) => {
    const endpoint = await endpointOf(endpoints, staff, area, id)
    if (endpoint.kind !== body.kind) throw new Problem('form-invalid', { errors: [{ pointer: '/kind' }] })
    const sealedCallback = seal(JSON.stringify(body), placeOf(id, 'callback'), dataKeys)
    await endpoints.change(endpoint, { sealedCallback }, { at: now(), by: staff.id, what: 'callback' })
    return { url: `${publicUrl}/hooks/${body.kind}/${area}-${id}` }
  }
