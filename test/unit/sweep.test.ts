import type { Message, MessageOf } from '../../lib/contracts/messages.ts'
import { Message as Readable } from '../../lib/contracts/messages.ts'
import { type Instant, later, MINUTE, msOf, SECOND, shanghai } from '../../lib/kernel/instant.ts'
import { untilDue } from '../../lib/platform/due.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { SHARDS } from '../../lib/stack/stack.ts'
import type { DueRow } from '../../lib/tables/aggregate.ts'
import { idNumber, MONDAY } from '../support/given.ts'

type Sent = { message: MessageOf<'report.due'>; delay: number }

const inOrder = (a: DueRow, b: DueRow) => (a.at + a.id < b.at + b.id ? -1 : 1)

async function swept(rows: readonly DueRow[], now = MONDAY, timeLeft = () => 60_000) {
  const sent: Sent[] = []
  const measured: Record<string, number> = {}
  const count = await sweep('report.due', {
    of: 'reports',
    due: async (shard, before, limit, after) =>
      rows
        .filter((row) => row.id.endsWith(shard) && row.at < before && (!after || inOrder(after, row) < 0))
        .sort(inOrder)
        .slice(0, limit),
    publish: async (messages: readonly Message[], delaySeconds) => {
      for (const message of messages as Sent['message'][])
        sent.push({ message, delay: delaySeconds!(message) })
    },
    now: () => now,
    measure: (metric, value, of) => {
      measured[`${metric} of ${of}`] = value
    },
  })(timeLeft)
  return { sent, count, measured }
}

const dueIn = (...seconds: number[]) =>
  seconds.map((second, n): DueRow => ({ id: idNumber(n), at: later(MONDAY, second * SECOND) }))

describe('the sweep', () => {
  test('finds what falls due before the next one comes, in every shard, and leaves the rest', async () => {
    const rows = SHARDS.map((_, n) => ({ id: idNumber(n), at: later(MONDAY, 10 * SECOND) }))
    const tomorrow = { id: idNumber(99), at: later(MONDAY, 24 * 60 * MINUTE) }
    const { sent, count } = await swept([...rows, tomorrow])
    expect(count).toBe(SHARDS.length)
    expect(sent.flatMap(({ message }) => message.data.ids).sort()).toEqual(rows.map(({ id }) => id).sort())
  })

  test('looks a little further than a minute, so that a late start leaves no gap', async () => {
    expect((await swept(dueIn(60, 74))).count).toBe(2)
    expect((await swept(dueIn(75))).count).toBe(0)
  })

  test('sends what falls due in one second together, fifty at most', async () => {
    const { sent } = await swept(dueIn(...Array.from({ length: 120 }, () => 7.2), 8.1, 8.9))
    expect(sent.map(({ message }) => message.data.ids.length)).toEqual([50, 50, 20, 2])
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(4)
    for (const { message } of sent) expect(Readable.safeParse(message).success).toBe(true)
  })

  test('names a nudge the same when it is sent twice in one minute', async () => {
    const [once, again] = [await swept(dueIn(7)), await swept(dueIn(7), later(MONDAY, 20 * SECOND))]
    expect(again.sent[0]!.message.id).toBe(once.sent[0]!.message.id)
  })

  test.each([0.001, 0.999, 1, 1.001, 30.5, 74.9])(
    'brings a nudge due in %d seconds no later than due, and early by no more than its hearer waits',
    async (seconds) => {
      const [{ delay, message }] = (await swept(dueIn(seconds))).sent as [Sent]
      const waits: number[] = []
      const arrives = later(MONDAY, delay * SECOND)
      expect(msOf(arrives)).toBeLessThanOrEqual(msOf(message.data.dueAt))
      await untilDue(message.data.dueAt, arrives, async (ms) => void waits.push(ms))
      expect(msOf(arrives) + (waits[0] ?? 0)).toBe(msOf(message.data.dueAt))
    },
  )

  test('brings what is overdue at once, and says how long it has been waiting', async () => {
    const { sent, measured } = await swept(dueIn(-90, -30))
    expect(sent.map(({ delay }) => delay)).toEqual([0, 0])
    expect(measured['OldestOverdueSeconds of reports']).toBe(90)
  })

  test('puts neighbours in time into one message, so that nobody waits long for the last of his', async () => {
    const { sent } = await swept(dueIn(...Array.from({ length: 150 }, (_, n) => 7 + ((n * 7) % 150) / 150)))
    for (const { message } of sent) {
      const ats = message.data.ids.map((id) => 7 + ((Number.parseInt(id, 16) * 7) % 150) / 150)
      expect(Math.max(...ats) - Math.min(...ats)).toBeLessThan(0.34)
    }
  })

  test('finishes a minute in which five thousand fall together, in one shard too', async () => {
    const half = shanghai('2026-03-02 17:30')
    const rows = Array.from({ length: 5_000 }, (_, n) => ({ id: idNumber(16 * n), at: half }))
    const { sent, count } = await swept(rows, half)
    expect(count).toBe(5_000)
    expect(new Set(sent.flatMap(({ message }) => message.data.ids)).size).toBe(5_000)
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(100)
  })

  test('begins nothing it has no time for; the next one begins with what is oldest', async () => {
    const half = shanghai('2026-03-02 17:30')
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ id: idNumber(16 * n), at: later(half, -n) }))
    const { sent, count } = await swept(rows, half, () => 9_000)
    expect(count).toBe(1_000)
    expect(sent.flatMap(({ message }) => message.data.ids)).toContain(idNumber(16 * 2_499))
    expect(sent.flatMap(({ message }) => message.data.ids)).not.toContain(idNumber(0))
  })

  test('with nothing due sends nothing and measures zero', async () => {
    expect(await swept([])).toEqual({
      sent: [],
      count: 0,
      measured: { 'OldestOverdueSeconds of reports': 0 },
    })
  })
})

describe('whoever hears a nudge', () => {
  test.each([
    ['waits out the fraction of a second', 400, [400]],
    ['does not wait for what is due', 0, []],
    ['does not wait for what is overdue', -400, []],
    ['does not sit on the queue for minutes', 5_000, []],
  ])('%s', async (_, ms, expected) => {
    const waits: number[] = []
    await untilDue(later(MONDAY, ms) as Instant, MONDAY, async (wait) => void waits.push(wait))
    expect(waits).toEqual(expected)
  })
})
