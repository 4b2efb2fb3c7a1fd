import type { Area } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Alert, AlertType } from './alert.ts'
import { nextTry } from './retries.ts'
import type { Verdict } from './verdicts.ts'

/** One event for one endpoint. `dueAt` is its timer, there only while it is pending; `attempts` counts those begun. */
export type Delivery = {
  id: string
  endpointArea: Area
  endpointId: string
  eventId: string
  type: AlertType
  /** The report or campaign it is about. */
  subject: string
  status: 'pending' | 'delivered' | 'parked'
  attempts: number
  createdAt: Instant
  dueAt?: Instant
  /** Its robot was at the limit: it may go out in a digest. */
  crowded?: boolean
  /** Its endpoint's breaker was open: it waits for its turn, or for the endpoint to mend. */
  held?: boolean
  body: Alert
  answer?: string
  answeredAt?: Instant
}

/** How an attempt ended. */
export type Attempt = { answer: string; answeredAt: Instant } & (
  | { status: 'delivered' | 'parked' }
  | { status: 'pending'; dueAt: Instant }
)

/** What cannot succeed, and what has not after the last attempt, is parked: kept for a person to look at. */
export function outcomeOf(verdict: Verdict, attempts: number, answeredAt: Instant, jitter: number): Attempt {
  if (verdict === 'delivered') return { status: 'delivered', answer: 'ok', answeredAt }
  if ('final' in verdict) return { status: 'parked', answer: verdict.final, answeredAt }
  const dueAt = nextTry(attempts, answeredAt, jitter, verdict.afterSeconds)
  const answer = verdict.retry
  return dueAt ? { status: 'pending', answer, answeredAt, dueAt } : { status: 'parked', answer, answeredAt }
}
