import type { Drawn, Rate } from '../abuse/bucket.ts'
import { CALLS, type CallName, type Level, levelOf, REPORTS, waitSeconds } from '../abuse/limits.ts'
import { sourceOf } from '../abuse/source.ts'
import { dayOf, type Instant } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import type { Draws } from '../tables/draws.ts'
import type { Caller } from './http.ts'
import { type KeyRing, standInFor } from './keys.ts'
import type { Log } from './log.ts'

export type Guarding = { draws: Draws; floodKeys: KeyRing; now(): Instant; log: Log }
export type By = { address: string; token: string | undefined; phone: string | undefined }
export type Weighed = { level: Level; retryAfter: number }

export type Guard = {
  /** One more report by these; how much work it should cost, and in how many seconds it would cost none. */
  weigh(by: By): Promise<Weighed>
  /** The same use case for an address that still has a token; the others are told when to come back. */
  limited<Request, Answer>(
    name: CallName,
    handle: (request: Request, caller: Caller) => Promise<Answer>,
  ): (request: Request, caller: Caller) => Promise<Answer>
}

/**
 * Counts by whom: addresses, codes and telephone numbers only as keyed hashes that another day's cannot be compared with,
 * gone a few hours later. A store that does not answer stops nobody.
 */
export const guard = ({ draws, floodKeys, now, log }: Guarding): Guard => {
  const drawOne = async (kind: string, rate: Rate, value: string | undefined): Promise<Weighed> => {
    if (!value) return NOTHING
    const at = now()
    const id = `flood.${standInFor(`${dayOf(at)}.${kind}.${value}`, 'flood', floodKeys)}`
    const drawn = await draws.draw(id, rate, at).catch((error: Error): Drawn => {
      log.warn('not counted', { error })
      return { restedAt: at, isEmpty: false }
    })
    return { level: levelOf(drawn, rate, at), retryAfter: waitSeconds(drawn, rate, at) }
  }
  return {
    async weigh({ address, ...by }) {
      const source = sourceOf(address)
      if (!source) return NOTHING
      const all = await Promise.all([
        drawOne('address', REPORTS.address, source),
        drawOne('token', REPORTS.token, by.token),
        drawOne('phone', REPORTS.phone, by.phone),
      ])
      return all.reduce((worst, one) => (one.level > worst.level ? one : worst))
    },
    limited: (name, handle) => async (request, caller) => {
      const { level, retryAfter } = await drawOne(name, CALLS[name], sourceOf(caller.address))
      if (level > 0) throw new Problem('too-many', { retryAfter })
      return handle(request, caller)
    },
  }
}

const NOTHING: Weighed = { level: 0, retryAfter: 0 }
