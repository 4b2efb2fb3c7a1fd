import fc from 'fast-check'
import { draw, gone, type Rate } from '../../lib/abuse/bucket.ts'
import { CALLS, levelOf, REPORTS, WORK, waitSeconds } from '../../lib/abuse/limits.ts'
import { type Instant, later, msOf, SECOND, shanghai } from '../../lib/kernel/instant.ts'

const NINE = shanghai('2026-11-23 09:00')
const RATES = Object.entries<Rate>({ ...REPORTS, ...CALLS })

/** When draws that come after these pauses got a token, each asking once. */
function drawn(pauses: readonly number[], rate: Rate): Instant[] {
  const got: Instant[] = []
  let [now, restedAt] = [NINE, undefined as Instant | undefined]
  for (const pause of pauses) {
    now = later(now, pause)
    const next = draw(restedAt, rate, now)
    restedAt = next.restedAt
    if (!next.isEmpty) got.push(now)
  }
  return got
}

/** Pauses around what a bucket takes for a token, and long rests. */
const pausesFor = ({ everyMs, burst }: Rate) =>
  fc.array(fc.oneof(fc.constant(0), fc.nat(everyMs), fc.constant(everyMs), fc.nat(everyMs * burst * 2)), {
    minLength: 1,
    maxLength: 300,
  })

describe.each(RATES)('a bucket for %s', (_, rate) => {
  test('gives no more than its burst and what came back meanwhile, in any span of time', () => {
    fc.assert(
      fc.property(pausesFor(rate), (pauses) => {
        const got = drawn(pauses, rate).map(msOf)
        for (const [first, from] of got.entries())
          for (const [last, to] of got.entries())
            if (last >= first)
              expect(last - first + 1).toBeLessThanOrEqual(rate.burst + (to - from) / rate.everyMs)
      }),
      { numRuns: 60 },
    )
  })

  test('gives to whoever asks no faster than tokens come back, for ever', () => {
    expect(drawn(Array<number>(500).fill(rate.everyMs), rate)).toHaveLength(500)
  })

  test('says after how many seconds there is something for nothing again, and that is so', () => {
    fc.assert(
      fc.property(pausesFor(rate), (pauses) => {
        let [now, restedAt] = [NINE, undefined as Instant | undefined]
        for (const pause of pauses) {
          now = later(now, pause)
          const next = draw(restedAt, rate, now)
          restedAt = next.restedAt
          if (levelOf(next, rate, now) === 0) continue
          const back = later(now, waitSeconds(next, rate, now) * SECOND)
          expect(levelOf(draw(restedAt, rate, back), rate, back)).toBe(0)
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('what is asked for grows with every report that comes at once, and never stops growing before the bucket is empty', () => {
  for (const rate of Object.values<Rate>(REPORTS)) {
    const levels = Array.from({ length: rate.burst + 5 }).reduce<{ at?: Instant; levels: number[] }>(
      ({ at, levels }) => {
        const next = draw(at, rate, NINE)
        return { at: next.restedAt, levels: [...levels, levelOf(next, rate, NINE)] }
      },
      { levels: [] },
    ).levels
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    expect(levels.filter((level) => level === 0)).toHaveLength(rate.free)
    expect([...new Set(levels)]).toEqual([0, 1, 2, 3, 4])
    expect(levels.filter((level) => level === 4)).toHaveLength(5)
  }
  const work = Object.values(WORK)
  expect(work).toEqual([...work].sort((a, b) => a - b))
})

test('a rested bucket has lost nothing', () => {
  expect(gone({ restedAt: NINE }, REPORTS.phone, later(NINE, SECOND))).toBe(0)
})
