import type { Area } from '../grid/area.ts'
import { type Day, dayOf, HOUR, type Instant, later } from '../kernel/instant.ts'
import { type Month, monthAfter, monthOf } from '../kernel/month.ts'

/** One night's counting: which streets are still to do. `countedAt`: when the last night was done with all of them. */
export type Round = { day: Day; left: readonly Area[]; countedAt?: Instant }

/** Counting begins at this hour of the night, when nobody works. */
const AT_NIGHT = 2 * HOUR

/** A month's cases go on being rated and coming back for weeks; after that the figures are left as they are. */
const MONTHS = 3

/** The night that a moment belongs to: before two o'clock it is still the one before. */
export const nightOf = (now: Instant): Day => dayOf(later(now, -AT_NIGHT))

/** The months that are counted anew each night: this one and the two before. */
export function monthsOf(now: Instant): Month[] {
  const last = monthOf(later(now, -AT_NIGHT))
  return Array.from({ length: MONTHS }, (_, index) => monthAfter(last, index - MONTHS + 1))
}

/** A street is done: the same from every run that may be at work beside this one. */
export function without(round: Round, street: Area, now: Instant): Round {
  const left = round.left.filter((one) => one !== street)
  return { ...round, left, ...(left.length === 0 && { countedAt: now }) }
}
