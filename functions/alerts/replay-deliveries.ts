import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Instant, instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Endpoints } from '../../lib/tables/endpoints.ts'
import { type Replaying, replay } from './replay.ts'

/** What an endpoint was sent is sent to it again, by id or by the time it happened; asking twice changes nothing. */
export const replayDeliveries =
  ({ endpoints, ...replaying }: Replaying & { endpoints: Pick<Endpoints, 'find'> }) =>
  async ({ params: { area, id }, body }: RequestOf<'replayDeliveries'>, staff: Staff) => {
    if (!can(staff, 'endpoint.write', area)) throw new Problem('not-allowed')
    if (!(await endpoints.find(area, id))) throw new Problem('not-found')
    const which = 'delivery' in body ? body : { since: at(body.since), until: at(body.until) }
    return { replayed: await replay(id, which, replaying) }
  }

const at = (moment: string): Instant => instant(Date.parse(moment))
