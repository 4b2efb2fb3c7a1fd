import type { Delivery } from '../../lib/alerts/delivery.ts'
import { eventOf } from '../../lib/alerts/events.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'

/** What an endpoint was sent and what came back. Somebody else's endpoint looks like one that was never sent anything. */
export const listDeliveries =
  ({ deliveries }: { deliveries: Pick<Deliveries, 'ofEndpoint'> }) =>
  async ({ query: { endpoint, cursor } }: RequestOf<'listDeliveries'>, staff: Staff) => {
    if (areasFor(staff, 'endpoint.write').length === 0) throw new Problem('not-allowed')
    const { items, next } = await deliveries.ofEndpoint(endpoint, cursor)
    const mine = items.filter(({ endpointArea }) => can(staff, 'endpoint.write', endpointArea))
    return { items: mine.map(deliveryRow), ...(next && mine.length > 0 && { next }) }
  }

function deliveryRow({ id, eventId, body, status, attempts, createdAt, answeredAt, answer }: Delivery) {
  return {
    id,
    eventId,
    type: eventOf(body),
    status,
    attempts,
    createdAt,
    ...(answeredAt && { answeredAt }),
    ...(answer && { answer }),
  }
}
