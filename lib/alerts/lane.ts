import { sequenceOf } from './alert.ts'
import type { Delivery } from './delivery.ts'
import { isUrgent } from './quiet.ts'

/**
 * What one endpoint hears about one report, campaign or channel. Known from the delivery's id alone, `<event>~<endpoint>`, where
 * the event of a report or campaign is `<subject>.<version>.<index>`.
 */
export function laneOf(deliveryId: string): string {
  const end = deliveryId.lastIndexOf('~')
  const [subject] = deliveryId.slice(0, end).split('.')
  return `${subject}${deliveryId.slice(end)}`
}

/** Its first attempt has not come to an end: it waits, is on its way, or died half-way. */
export const isUntried = ({ status, answeredAt }: Delivery) => status === 'pending' && !answeredAt

/**
 * Of a lane, what must not go now because an earlier one's first attempt has not been made, each with that one. An urgent alert
 * does not wait for one that sleeps through the quiet hours. `ready`: what is due; `lane`: everything of the lane.
 */
export function behind(ready: readonly Delivery[], lane: readonly Delivery[]): Map<Delivery, Delivery> {
  const away = lane.filter((one) => isUntried(one) && !ready.some(({ id }) => id === one.id))
  const found = ready.filter(isUntried).map((one) => {
    const earlier = away.filter((other) => sequenceOf(other.body) < sequenceOf(one.body))
    return [one, earlier.find((other) => !(other.crowded && isUrgent(one.body)))] as const
  })
  return new Map(found.filter((pair): pair is [Delivery, Delivery] => pair[1] !== undefined))
}
