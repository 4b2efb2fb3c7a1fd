import { HOUR } from '../../lib/kernel/instant.ts'
import type { Move } from '../../lib/report/moves.ts'
import { live } from '../support/world-life.ts'
import { seedsOf, summaryOf } from '../support/world-summary.ts'
import { checked } from '../support/world-waits.ts'

const [first, last] = seedsOf(process.env.YEARS ?? '1')
const REPORTS = process.env.YEARS ? 300 : 60
/** Somebody waits for the resident and is then forgotten; somebody grades a quarrel red, or asks for more time. */
const WALKS: readonly Move[][] = [
  ['assign', 'contact', 'start', 'wait', 'continue'],
  ['assign', 'contact', 'start', 'ask', 'continue', 'wait', 'continue'],
  ['assign', 'grade'],
  ['assign', 'contact', 'start', 'ask-extension', 'grant-extension'],
]
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** From New Year over the festivals of 2026 to a December whose deadlines reach into a year that nobody knows. */
const YEAR = { days: 365, walks: WALKS, start: '2026-01-01 08:00' }

describe('a county-year of storms, on the whole ladder', () => {
  const years = summaryOf('years')

  test.each(seeds)(
    'breaks no promise: every deadline fires once, none early, one rung at a time, waits kept, nothing red held (year %i)',
    async (seed) => {
      // More of them in a year that somebody asked for: YEARS=1-10 npm test -- test/simulation/year
      const lived = years.add(await live({ ...YEAR, seed, reports: REPORTS, campaigns: 3 }))
      expect({ seed, violations: lived.violations.slice(0, 5) }).toEqual({ seed, violations: [] })
      expect(lived.lateness.length).toBeGreaterThan(REPORTS)
      // Queues may be away for forty minutes; a deadline that passed while somebody waited would be days.
      expect(Math.max(...lived.lateness)).toBeLessThan(3 * HOUR)
    },
    600_000,
  )

  test('was one in which people waited, quarrels were red, and nights were quiet', () => {
    for (const times of Object.values(checked)) expect(times).toBeGreaterThan(0)
  })

  afterAll(() => process.stdout.write(`${years.line()}  checked ${JSON.stringify(checked)}\n`))
})
