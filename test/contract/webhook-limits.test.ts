import { LIMITS, type Limit } from '../../lib/alerts/limits.ts'
import { later, MINUTE, SECOND, shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { bucketsTable } from '../../lib/tables/buckets.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const NINE = shanghai('2026-11-23 09:00')
const buckets = async () => {
  const { db, names } = await fresh()
  return bucketsTable(db, names.BUCKETS_TABLE!)
}
/** How many of so many that ask at once may send. */
async function passed(table: Awaited<ReturnType<typeof buckets>>, limit: Limit, at = NINE, count = 200) {
  const answers = await Promise.all(Array.from({ length: count }, () => table.take('robot.1', limit, at)))
  return answers.filter((until) => until === undefined).length
}

describe('a robot’s limit on the engine', () => {
  test.each([
    ['wecom', 15],
    ['dingtalk', 15],
    ['feishu', 5],
  ] as const)('of 200 that ask at once for %s lets exactly %i through', async (kind, most) => {
    expect(await passed(await buckets(), LIMITS[kind]!)).toBe(most)
  })

  test('slides: a minute after each message one more may leave, and the others are told when', async () => {
    const [table, limit] = [await buckets(), LIMITS.wecom!]
    for (let second = 0; second < 15; second++)
      expect(await table.take('robot.1', limit, later(NINE, second * SECOND))).toBeUndefined()
    const full = await table.take('robot.1', limit, later(NINE, 59_999))
    expect(full && wallClock(full)).toBe('2026-11-23 09:01')
    expect(await passed(table, limit, later(NINE, MINUTE))).toBe(1)
    expect(await passed(table, limit, later(NINE, MINUTE + 4 * SECOND))).toBe(4)
    expect(await table.take('robot.2', limit, NINE)).toBeUndefined()
  })

  test('holds a Feishu robot to five a second and sixty a minute', async () => {
    const [table, limit] = [await buckets(), LIMITS.feishu!]
    const counts = []
    for (let second = 0; second < 14; second++)
      counts.push(await passed(table, limit, later(NINE, second * SECOND), 8))
    expect(counts).toEqual([...Array<number>(12).fill(5), 0, 0])
  })

  test('is nothing while the vendor has shut the robot, whoever asks', async () => {
    const [table, limit] = [await buckets(), LIMITS.dingtalk!]
    await table.take('robot.1', limit, NINE)
    await table.shut('robot.1', later(NINE, 10 * MINUTE))
    const until = await table.take('robot.1', limit, later(NINE, 9 * MINUTE))
    expect(until && wallClock(until)).toBe('2026-11-23 09:10')
    expect(await passed(table, limit, later(NINE, 10 * MINUTE))).toBe(15)
  })
})
