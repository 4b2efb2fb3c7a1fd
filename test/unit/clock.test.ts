import { SECOND } from '../../lib/kernel/instant.ts'
import { agreedClock } from '../../lib/platform/clock.ts'

const NOON = Date.parse('2026-03-02T04:00:00.000Z')
const dateOf = (ms: number) => new Date(ms).toUTCString()

/** A host whose clock is off by so many seconds, and what it was told about it. */
function aHost(offBySeconds: number) {
  let passed = 0
  const told: number[] = []
  const own = () => NOON + passed + offBySeconds * SECOND
  const clock = agreedClock(own, (seconds) => told.push(seconds))
  return { clock, own, told, wait: (ms: number) => (passed += ms), trueTime: () => NOON + passed }
}

describe('a host whose clock', () => {
  test.each([0, 2, -2])('is off by %s seconds goes by its own', (seconds) => {
    const { clock, own, told, trueTime } = aHost(seconds)
    clock.hear(dateOf(trueTime()))
    expect(clock.now()).toBe(own())
    expect(told).toEqual([])
  })

  test.each([30, -30, 3600])(
    'is off by %s seconds goes by the table’s, says so once, and is never early',
    (seconds) => {
      const { clock, told, wait, trueTime } = aHost(seconds)
      for (const ms of [0, 400, 999, 5_000, 61_500]) {
        wait(ms)
        clock.hear(dateOf(trueTime()))
        expect(clock.now()).toBeLessThanOrEqual(trueTime())
        expect(clock.now()).toBeGreaterThan(trueTime() - SECOND)
      }
      expect(told).toHaveLength(1)
      expect(Math.abs(told[0]! - seconds)).toBeLessThanOrEqual(1)
    },
  )

  test('was off and is set right goes by its own again', () => {
    let off = 30 * SECOND
    const clock = agreedClock(
      () => NOON + off,
      () => {},
    )
    clock.hear(dateOf(NOON))
    off = 0
    clock.hear(dateOf(NOON))
    expect(clock.now()).toBe(NOON)
  })

  test.each([undefined, '', 'yesterday'])('hears %p instead of a date goes by its own', (date) => {
    const { clock, own } = aHost(0)
    clock.hear(date)
    expect(clock.now()).toBe(own())
  })
})
