import { type Instant, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import { type Drawn, easesAt, gone, type Rate } from './bucket.ts'

/**
 * Whose doing is counted. A mobile carrier puts thousands of phones behind one address, and a code hangs at a door that a
 * whole building passes: the limits are for machines. Defaults of ours; no law or standard names numbers.
 */
export const REPORTS = {
  address: { burst: 60, free: 20, everyMs: 30 * SECOND },
  token: { burst: 80, free: 40, everyMs: 30 * SECOND },
  phone: { burst: 15, free: 5, everyMs: 5 * MINUTE },
} as const satisfies Record<string, Rate>

/** What one address may do besides, without work: beyond it waits. */
export const CALLS = {
  upload: plain(120, 3 * SECOND),
  follow: plain(60, 5 * SECOND),
  lookup: plain(240, SECOND),
} as const satisfies Record<string, Rate>
export type CallName = keyof typeof CALLS

function plain(burst: number, everyMs: number): Rate {
  return { burst, free: burst, everyMs }
}

/** 0: nothing is asked. 1 to 3: the further into what is not free, the more work. 4: the bucket is empty. */
export type Level = 0 | 1 | 2 | 3 | 4
export const WORK: Record<Level, number> = { 0: 0, 1: 60, 2: 120, 3: 240, 4: 400 }

export function levelOf(drawn: Drawn, rate: Rate, now: Instant): Level {
  if (drawn.isEmpty) return 4
  const asked = gone(drawn, rate, now) - rate.free
  return asked <= 0 ? 0 : ((1 + Math.min(2, Math.floor((3 * asked) / (rate.burst - rate.free + 1)))) as Level)
}

/** Whole seconds after which as much would be had for nothing. */
export const waitSeconds = (drawn: Drawn, rate: Rate, now: Instant): number =>
  Math.max(1, Math.ceil((msOf(easesAt(drawn, rate, rate.free)) - msOf(now)) / SECOND))
