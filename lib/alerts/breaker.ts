import { DAY, type Instant, isBefore, later, SECOND } from '../kernel/instant.ts'

/**
 * What an endpoint's last attempts came to; nothing of it is there while they succeed. `lineEnd`: the last turn that was given
 * to one that waits, in ms since 1970.
 */
export type Health = { failures?: number; failingSince?: Instant; probeAt?: Instant; lineEnd?: number }

const OPENS_AFTER = 5
/** Turns lie a minute apart and come up some seconds early or late; one that finds no probe free goes to the end of the line. */
const PROBE_EVERY = 50 * SECOND
const BROKEN_AFTER = 5 * DAY

/** After five failures in a row only one attempt goes out at a time, about one a minute, until one succeeds. */
export const isOpen = ({ failures = 0 }: Health): boolean => failures >= OPENS_AFTER

/** `leftAt`: when the last attempt left, however long it hung. */
export const nextProbe = (leftAt: Instant): Instant => later(leftAt, PROBE_EVERY)

/** Five days without one success: nobody is there, and somebody has to look. */
export function isBroken(health: Health, now: Instant): boolean {
  const { failingSince } = health
  return isOpen(health) && !!failingSince && !isBefore(now, later(failingSince, BROKEN_AFTER))
}
