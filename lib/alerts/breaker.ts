import { DAY, type Instant, isBefore, later, MINUTE } from '../kernel/instant.ts'

/** What an endpoint's last attempts came to; nothing of it is there while they succeed. */
export type Health = { failures?: number; failingSince?: Instant; probeAt?: Instant }

const OPENS_AFTER = 5
const PROBE_EVERY = MINUTE
const BROKEN_AFTER = 5 * DAY

/** After five failures in a row only one attempt a minute goes out, until one succeeds. */
export const isOpen = ({ failures = 0 }: Health): boolean => failures >= OPENS_AFTER

export const nextProbe = (now: Instant): Instant => later(now, PROBE_EVERY)

/** Five days without one success: nobody is there, and somebody has to look. */
export function isBroken(health: Health, now: Instant): boolean {
  const { failingSince } = health
  return isOpen(health) && !!failingSince && !isBefore(now, later(failingSince, BROKEN_AFTER))
}
