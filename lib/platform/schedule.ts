import middy from '@middy/core'
import type { Log } from './log.ts'

/** A run every minute. What it could not do it does the next time; it throws so that the platform counts the failure. */
export function schedule(run: () => Promise<number>, log: Log) {
  return middy().handler(async () => {
    try {
      const count = await run()
      if (count > 0) log.info('ran', { count })
    } catch (error) {
      log.error('run failed', { error: error as Error })
      throw error
    }
  })
}
