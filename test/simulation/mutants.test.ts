import { MUTANTS } from '../support/mutants.ts'
import { live } from '../support/world-life.ts'

/** Enough for the shyest of them; most are found in the first world. */
const WORLDS = 12

describe('the simulation notices when', () => {
  test.each(Object.entries(MUTANTS))(
    '%s',
    async (_, vary) => {
      const found: string[] = []
      for (let seed = 1; seed <= WORLDS && found.length === 0; seed++)
        found.push(...(await live({ seed, vary, days: 5 })).violations)
      expect(found).not.toEqual([])
    },
    // A slow machine may take its time; what counts is what is found.
    300_000,
  )
})
