import { type Instant, instant, later, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import type { EndpointKind } from './channels.ts'

/** At most `most` in any `inMs`; `burst` likewise, for a shorter time. */
export type Limit = { most: number; inMs: number; burst?: { most: number; inMs: number } }

/** Below what each vendor lets one robot send: 20 a minute; Feishu 100 a minute and 5 a second. */
export const LIMITS: Partial<Record<EndpointKind, Limit>> = {
  wecom: { most: 15, inMs: MINUTE },
  dingtalk: { most: 15, inMs: MINUTE },
  feishu: { most: 60, inMs: MINUTE, burst: { most: 5, inMs: SECOND } },
}

/** When the last `most` messages left, oldest first, and until when the vendor has shut the robot. */
export type Sent = { sent: readonly Instant[]; shutUntil?: Instant }

const LONG_AGO = instant(0)
export const noneSent = ({ most }: Limit): Instant[] => Array<Instant>(most).fill(LONG_AGO)

/** What must lie as far back as it says before the next one may leave. The table holds a send to the same. */
export function oldestOf({ most, inMs, burst }: Limit): readonly { index: number; inMs: number }[] {
  return [{ index: 0, inMs }, ...(burst ? [{ index: most - burst.most, inMs: burst.inMs }] : [])]
}

/** The earliest moment at which the next message may leave. */
export function freeAt({ sent, shutUntil = LONG_AGO }: Sent, limit: Limit): Instant {
  const free = oldestOf(limit).map(({ index, inMs }) => later(sent[index] ?? LONG_AGO, inMs))
  return instant(Math.max(...[...free, shutUntil].map(msOf)))
}
