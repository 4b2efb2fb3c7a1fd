import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SECOND } from '../kernel/instant.ts'

/** How far our own clock may be off before the table's is believed instead: a slow answer must not look like a wrong clock. */
const TOLERANCE = 2.5 * SECOND

export type Clock = {
  /** ms since 1970: our own clock while it agrees with the table's, else the table's. */
  now(): number
  /** The `Date` of an answer that has just arrived. */
  hear(date: string | undefined): void
}

/**
 * A host whose clock is ahead would let deadlines pass early. Every answer of the table says what time it is there, cut to
 * the second: going by it we are up to a second late, never early.
 */
export function agreedClock(own: () => number, tell: (offBySeconds: number) => void): Clock {
  let correction = 0
  return {
    now: () => own() + correction,
    hear(date) {
      const difference = date ? Date.parse(date) - own() : Number.NaN
      if (Number.isNaN(difference)) return
      const isOff = Math.abs(difference) > TOLERANCE
      if (isOff && correction === 0) tell(-Math.round(difference / SECOND))
      correction = isOff ? difference : 0
    },
  }
}

/** Lets the clock hear every answer of the client. */
export function listening(client: DynamoDBClient, clock: Clock): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request)
      clock.hear((result.response as { headers?: Record<string, string> }).headers?.date)
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'hearClock' },
  )
  return client
}
