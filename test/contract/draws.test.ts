import { type Drawn, draw } from '../../lib/abuse/bucket.ts'
import { REPORTS } from '../../lib/abuse/limits.ts'
import { type Instant, later, shanghai } from '../../lib/kernel/instant.ts'
import { drawsTable } from '../../lib/tables/draws.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const NINE = shanghai('2026-11-23 09:00')
const draws = async () => {
  const { db, names } = await fresh()
  return drawsTable(db, names.BUCKETS_TABLE!)
}

describe('a token bucket on the engine', () => {
  test('gives 200 that draw at once exactly as many tokens as it has', async () => {
    const table = await draws()
    const all = await Promise.all(
      Array.from({ length: 200 }, () => table.draw('flood.a', REPORTS.address, NINE)),
    )
    expect(all.filter(({ isEmpty }) => !isEmpty)).toHaveLength(REPORTS.address.burst)
    expect((await table.draw('flood.b', REPORTS.address, NINE)).isEmpty).toBe(false)
  })

  test('does what the rule says, draw by draw', async () => {
    const table = await draws()
    const rate = REPORTS.phone
    let [now, restedAt] = [NINE, undefined as Instant | undefined]
    const pauses = [
      0,
      0,
      0,
      rate.everyMs,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      rate.everyMs - 1,
      rate.everyMs,
      0,
      20 * rate.everyMs,
      0,
    ]
    for (const pause of pauses) {
      now = later(now, pause)
      const expected: Drawn = draw(restedAt, rate, now)
      expect(await table.draw('flood.c', rate, now)).toEqual(expected)
      restedAt = expected.restedAt
    }
  })
})
