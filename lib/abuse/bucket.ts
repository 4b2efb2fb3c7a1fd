import { type Instant, instant, later, msOf } from '../kernel/instant.ts'

/**
 * A token bucket: `burst` tokens when it has rested, one more each `everyMs`. The first `free` of them are anybody's; who
 * takes one of the others does some work for it.
 */
export type Rate = { burst: number; free: number; everyMs: number }

/** When a bucket will have all its tokens again, and whether there was none left to draw. */
export type Drawn = { restedAt: Instant; isEmpty: boolean }

/** One token less, if there is one (GCRA, ITU-T I.371 annex A). The table holds each draw to the same two conditions. */
export function draw(restedAt: Instant | undefined, rate: Rate, now: Instant): Drawn {
  if (!restedAt || restedAt <= now) return { restedAt: later(now, rate.everyMs), isEmpty: false }
  if (restedAt > lastDraw(rate, now)) return { restedAt, isEmpty: true }
  return { restedAt: later(restedAt, rate.everyMs), isEmpty: false }
}

/** A bucket that has not rested by then has no token now. */
export const lastDraw = ({ burst, everyMs }: Rate, now: Instant): Instant => later(now, (burst - 1) * everyMs)

/** Tokens that are gone now. */
export const gone = ({ restedAt }: Pick<Drawn, 'restedAt'>, { everyMs }: Rate, now: Instant): number =>
  Math.max(0, Math.ceil((msOf(restedAt) - msOf(now)) / everyMs))

/** The earliest moment at which a draw leaves no more than so many tokens gone. */
export const easesAt = ({ restedAt }: Pick<Drawn, 'restedAt'>, { everyMs }: Rate, tokens: number): Instant =>
  instant(msOf(restedAt) - (tokens - 1) * everyMs)
