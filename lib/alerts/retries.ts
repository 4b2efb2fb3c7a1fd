import { DAY, type Instant, later, SECOND } from '../kernel/instant.ts'

/** Seconds before each attempt, as Standard Webhooks advises: ten attempts over four days. */
export const RETRY_SECONDS = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** What a pause may be longer than the schedule says, so that what failed together does not come back together. */
const JITTER = 0.2
/** From an event to its last attempt, every pause at its longest: nothing that still waits is older. */
export const WHOLE_SCHEDULE =
  RETRY_SECONDS.reduce((sum: number, seconds) => sum + seconds, 0) * (1 + JITTER) * SECOND

/**
 * When to try again after so many attempts; undefined when that was the last. `jitter` from 0 to 1 adds up to a fifth.
 * A target that asks for more time gets it, up to a day.
 */
export function nextTry(
  attempts: number,
  now: Instant,
  jitter: number,
  afterSeconds = 0,
): Instant | undefined {
  const seconds = RETRY_SECONDS[attempts]
  if (seconds === undefined) return undefined
  const wait = Math.max(seconds * (1 + jitter * JITTER), afterSeconds) * SECOND
  return later(now, Math.round(Math.min(wait, DAY * (1 + JITTER))))
}
