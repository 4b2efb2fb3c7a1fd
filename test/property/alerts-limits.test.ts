import fc from 'fast-check'
import { freeAt, LIMITS, type Limit, noneSent, type Sent } from '../../lib/alerts/limits.ts'
import { type Instant, later, MINUTE, msOf, SECOND, shanghai } from '../../lib/kernel/instant.ts'

const NINE = shanghai('2026-11-23 09:00')

/** What leaves when messages arrive after these pauses, each asking once, and those in `shutsAfter` shut the robot for ten minutes. */
function left(pauses: readonly number[], limit: Limit, shutsAfter: readonly number[] = []): Instant[] {
  const passed: Instant[] = []
  let [now, state] = [NINE, { sent: noneSent(limit) } as Sent]
  for (const [index, pause] of pauses.entries()) {
    now = later(now, pause)
    if (now >= freeAt(state, limit)) {
      passed.push(now)
      state = { ...state, sent: [...state.sent.slice(1), now] }
      if (shutsAfter.includes(index)) state = { ...state, shutUntil: later(now, 10 * MINUTE) }
    }
  }
  return passed
}

/** The most in any window: each window that could hold the most begins at a message. */
const mostIn = (passed: readonly Instant[], inMs: number) =>
  Math.max(
    0,
    ...passed.map((from) => passed.filter((at) => at >= from && msOf(at) < msOf(from) + inMs).length),
  )

const pauses = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.nat(300),
    fc.nat(8 * SECOND),
    fc.nat(2 * MINUTE),
    fc.constantFrom(999, 1_000, 59_999, MINUTE),
  ),
  { minLength: 1, maxLength: 250 },
)

describe.each(Object.entries(LIMITS))('a %s robot', (_, limit) => {
  test('never gets more than its limit in any window, whatever the pattern of arrivals', () => {
    fc.assert(
      fc.property(pauses, fc.array(fc.nat(250), { maxLength: 3 }), (arrivals, shuts) => {
        const passed = left(arrivals, limit, shuts)
        expect(mostIn(passed, limit.inMs)).toBeLessThanOrEqual(limit.most)
        const { burst } = limit
        if (burst) expect(mostIn(passed, burst.inMs)).toBeLessThanOrEqual(burst.most)
      }),
      { numRuns: 300 },
    )
  })

  test('gets every message that keeps within the limit by itself', () => {
    const pause = Math.ceil(limit.inMs / limit.most)
    expect(left(Array<number>(200).fill(pause), limit)).toHaveLength(200)
  })

  test('gets exactly the limit of what arrives at once, and as much again a window later', () => {
    const most = limit.burst?.most ?? limit.most
    const inMs = limit.burst?.inMs ?? limit.inMs
    const wave = [inMs, ...Array<number>(199).fill(0)]
    expect(left([...wave, ...wave], limit)).toHaveLength(2 * most)
  })
})
