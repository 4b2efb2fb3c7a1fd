import { DAY, type Instant, later, SECOND } from '../kernel/instant.ts'

/** Seconds before each attempt, as Standard Webhooks advises: ten attempts over four days. */
export const RETRY_SECONDS = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/**
 * When to try again after so many attempts; undefined when that was the last. `jitter` from 0 to 1 adds up to a fifth, so
 * that what failed together does not come back together. A target that asks for more time gets it, up to a day.
 */
export function nextTry(
  attempts: number,
  now: Instant,
  jitter: number,
  afterSeconds = 0,
): Instant | undefined {
  const seconds = RETRY_SECONDS[attempts]
  if (seconds === undefined) return undefined
  const wait = Math.max(seconds * (1 + jitter / 5), afterSeconds) * SECOND
  return later(now, Math.round(Math.min(wait, DAY * 1.2)))
}
