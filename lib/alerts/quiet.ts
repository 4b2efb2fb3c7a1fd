import { DAY, type Instant, later, shanghai, wallClock } from '../kernel/instant.ts'
import type { Alert } from './alert.ts'

/** Wall times in Shanghai, `22:00` to `07:00`; the span may cross midnight. */
export type Quiet = { from: string; until: string }

/** A hazard, a red dispute or an emergency never waits for the morning, nor does a channel that is out. */
export const isUrgent = ({ type, data }: Alert) => type === 'webhook.disabled' || 'urgent' in data

/** Until when an alert has to wait for an endpoint's quiet hours; undefined when it goes out now. */
export function quietUntil(alert: Alert, now: Instant, quiet: Quiet | undefined): Instant | undefined {
  if (!quiet || quiet.from === quiet.until || isUrgent(alert)) return undefined
  const [day, time] = wallClock(now).split(' ') as [string, string]
  const isOvernight = quiet.from > quiet.until
  const isQuiet = isOvernight
    ? time >= quiet.from || time < quiet.until
    : time >= quiet.from && time < quiet.until
  if (!isQuiet) return undefined
  const end = shanghai(`${day} ${quiet.until}`)
  return isOvernight && time >= quiet.from ? later(end, DAY) : end
}
