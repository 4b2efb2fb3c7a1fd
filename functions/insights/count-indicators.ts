import { monthsOf, nightOf, type Round, without } from '../../lib/insights/round.ts'
import { streetsAmong } from '../../lib/insights/rows.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { TimeLeft } from '../../lib/platform/rounds.ts'
import type { Grids } from '../../lib/tables/directory.ts'
import type { Indicators } from '../../lib/tables/indicators.ts'
import { type CountingStreet, countStreet } from './count-street.ts'

export type Counting = Omit<CountingStreet, 'indicators'> & {
  indicators: Indicators
  grids: Pick<Grids, 'all'>
  now(): Instant
}

/** Another street is begun only with this much time left. */
const RESERVE_MS = 30_000

/**
 * Every minute, and once a night with something to do: the streets that tonight has not counted yet, as many as there is time
 * for. What is left stands in an item of its own, so a run that is killed, or two at once, only do a street again. One
 * street that fails does not hold up the others, and is tried again.
 */
export const countIndicators =
  ({ grids, now, ...deps }: Counting) =>
  async (timeLeft: TimeLeft): Promise<number> => {
    const { indicators } = deps
    const at = now()
    const stored = await indicators.round()
    let round: Round =
      stored?.day === nightOf(at)
        ? stored
        : { ...stored, day: nightOf(at), left: streetsAmong(await grids.all()) }
    const months = monthsOf(at)
    let count = 0
    let failure: unknown
    for (const street of round.left) {
      if (count > 0 && timeLeft() < RESERVE_MS) break
      try {
        await countStreet(deps, street, months[0]!, months.at(-1)!)
        round = without(round, street, now())
        await indicators.saveRound(round)
        count++
      } catch (error) {
        failure = error
      }
    }
    if (failure) throw failure
    return count
  }
