import fc from 'fast-check'
import { DAY, MINUTE } from '../../lib/kernel/instant.ts'
import { differences, minuteOracle, rotas, walkMinutes } from '../support/minute-oracle.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 })

test('every answer is that of somebody who counts the minutes, also beyond the years that are known', () => {
  fc.assert(
    fc.property(rotas, seeds, (rota, seed) => {
      expect(differences(rota, seed, 500)).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('who counted them once for all says the same as who counts them each time', () => {
  const moments = fc.integer({ min: 0, max: 600 * DAY })
  const parts = fc.integer({ min: 1, max: 1000 })
  fc.assert(
    fc.property(rotas, fc.array(fc.tuple(moments, parts), { maxLength: 8 }), (rota, questions) => {
      const oracle = minuteOracle(rota)
      const threeDays = 3 * MINUTE * rota.shifts.reduce((sum, [from, to]) => sum + to - from, 0)
      for (const [from, part] of questions) {
        const work = Math.ceil((threeDays * part) / 1000)
        const end = walkMinutes(rota, from, work)
        expect(oracle.plus(from, work)).toBe(end)
        expect(oracle.between(from, end)).toBe(work)
      }
    }),
    { numRuns: 10 },
  )
})
