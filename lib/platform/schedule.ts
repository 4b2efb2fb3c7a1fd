import middy from '@middy/core'
import type { Log } from './log.ts'
import type { TimeLeft } from './rounds.ts'

/** A run every minute. What it could not do it does the next time; it throws so that the platform counts the failure. */
export function schedule(run: (timeLeft: TimeLeft) => Promise<number>, log: Log) {
  return middy().handler(async (_, context) => {
    try {
      const count = await run(() => context.getRemainingTimeInMillis())
      if (count > 0) log.info('ran', { count })
    } catch (error) {
      log.error('run failed', { error: error as Error })
      throw error
    }
  })
}
