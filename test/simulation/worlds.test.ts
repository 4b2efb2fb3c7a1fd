import { live } from '../support/world-life.ts'
import { seedsOf, summaryOf } from '../support/world-summary.ts'
import { CALM } from '../support/world-weather.ts'

const [first, last] = seedsOf(process.env.SEEDS ?? '1-40')
const TENTH = Math.ceil((last - first + 1) / 10)
const groups = Array.from(
  { length: 10 },
  (_, n) => [first + n * TENTH, Math.min(last, first + (n + 1) * TENTH - 1)] as const,
)
const storms = summaryOf('storms')

describe('a month of lost, repeated and late messages, and of functions that die at any step', () => {
  test.each(groups.filter(([from, to]) => from <= to))(
    'breaks no promise in the worlds %i to %i',
    async (from, to) => {
      for (let seed = from; seed <= to; seed++) {
        const lived = storms.add(await live({ seed }))
        // The seed is the world: SEEDS=7 npm test -- test/simulation/worlds lives it again.
        expect({ seed, violations: lived.violations.slice(0, 5) }).toEqual({ seed, violations: [] })
      }
    },
    120_000,
  )

  test('was as bad as it says', () => {
    const { kills, 'wipe calls': wiped, 'message lost': lost, timeouts } = storms.counts()
    for (const count of [kills, wiped, lost, timeouts]) expect(count).toBeGreaterThan(0)
  })
})

describe('an ordinary month', () => {
  const calm = summaryOf('calm')

  test.each([101, 102, 103])('acts on every deadline within two minutes (world %i)', async (seed) => {
    const { violations, lateness } = calm.add(await live({ seed, weather: CALM }))
    expect(violations).toEqual([])
    expect(lateness.length).toBeGreaterThan(20)
    expect(Math.max(...lateness)).toBeLessThan(120_000)
  })

  afterAll(() => process.stdout.write(calm.line()))
})

test('a seed lives the same world again', async () => {
  const [once, again] = [await live({ seed: 7, days: 10 }), await live({ seed: 7, days: 10 })]
  expect(again).toEqual(once)
})

afterAll(() => process.stdout.write(storms.line()))
