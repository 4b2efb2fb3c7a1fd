import { type Debtor, payDebts } from '../../functions/relay/pay-debts.ts'
import type { Message } from '../../lib/contracts/messages.ts'
import { HOUR, type Instant, later, MINUTE, msOf } from '../../lib/kernel/instant.ts'
import { GRACE, ledger } from '../../lib/platform/change.ts'
import { receive } from '../../lib/report/decide.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { SILENT } from '../support/builders.ts'
import { aReportForm, idNumber, MONDAY, TERMS } from '../support/given.ts'
import { memoryHistory } from '../support/memory-history.ts'
import { memoryTable } from '../support/memory-table.ts'

/** A report whose first message went into a queue that forgot it, and the relay that comes by. */
async function forgotten() {
  const clock = { now: MONDAY }
  const sent: { at: Instant; message: Message }[] = []
  const queue = { isBroken: false }
  const table = memoryTable(REPORT)
  const parts = ledger<Report, ReportEvent>({
    table,
    history: memoryHistory(),
    publish: async (messages) => {
      if (queue.isBroken) throw new Error('the queue does not answer')
      for (const message of messages) sent.push({ at: clock.now, message })
    },
    now: () => clock.now,
    log: SILENT,
  })
  const cause = { id: 'request', actor: 'resident', role: 'resident' }
  const form = aReportForm({ id: idNumber(1) })
  await parts.create(form.id, cause, (now) => receive(form, now, TERMS))
  const measured: Record<string, number> = {}
  const debtor: Debtor = { of: 'reports', debts: table.debts, pay: parts.pay }
  const relay = payDebts({
    debtors: [debtor],
    now: () => clock.now,
    measure: (metric, value) => {
      measured[metric] = value
    },
  })
  const comesBy = (at: Instant) => {
    clock.now = at
    return relay(ENOUGH)
  }
  return { table, sent, queue, measured, comesBy, debtor }
}

const ENOUGH = () => 60_000
const afterMinutes = (minutes: number) => later(MONDAY, minutes * MINUTE)

describe('a message that nobody heard', () => {
  test('is left alone for a minute', async () => {
    const { sent, comesBy, measured } = await forgotten()
    expect(await comesBy(later(MONDAY, GRACE))).toBe(0)
    expect(sent).toHaveLength(1)
    expect(measured).toEqual({ OldestDebtSeconds: 0, ReconcilerFixed: 0 })
  })

  test('is sent again as it was, and the alarm hears how old it is', async () => {
    const { sent, comesBy, measured } = await forgotten()
    expect(await comesBy(afterMinutes(2))).toBe(1)
    expect(sent.map(({ message }) => message)).toEqual([sent[0]!.message, sent[0]!.message])
    expect(measured).toEqual({ OldestDebtSeconds: 120, ReconcilerFixed: 1 })
  })

  test('is sent again after 2, 4, 8, 16 and 32 minutes more, and then every hour', async () => {
    const { sent, comesBy } = await forgotten()
    // A little later every minute, as schedules are.
    for (let minute = 1; minute <= 30 * 60; minute++) await comesBy(later(afterMinutes(minute), minute))
    const tries = sent.slice(1).map(({ at }) => msOf(at))
    const pauses = tries.slice(1).map((at, index) => Math.round((at - tries[index]!) / MINUTE))
    expect(pauses.slice(0, 5)).toEqual([2, 4, 8, 16, 32])
    expect(new Set(pauses.slice(5))).toEqual(new Set([HOUR / MINUTE]))
  })

  test('waits for a queue that does not answer, and is tried every minute until it does', async () => {
    const { sent, queue, comesBy } = await forgotten()
    queue.isBroken = true
    await expect(comesBy(afterMinutes(2))).rejects.toThrow('does not answer')
    await expect(comesBy(afterMinutes(3))).rejects.toThrow('does not answer')
    queue.isBroken = false
    expect(await comesBy(afterMinutes(4))).toBe(1)
    expect(sent).toHaveLength(2)
  })
})

test('one debtor that fails does not hold up the others, and the failure is counted', async () => {
  const paid: string[] = []
  const row = (n: number) => ({ id: idNumber(n), at: MONDAY })
  const relay = payDebts({
    debtors: [
      {
        of: 'reports',
        debts: async (shard) => (shard === '0' ? [row(16), row(32), row(48)] : []),
        pay: async (id) => {
          if (id === idNumber(32)) throw new Error('the item is too large')
          paid.push(id)
          return MONDAY
        },
      },
    ],
    now: () => afterMinutes(2),
    measure: () => {},
  })
  await expect(relay(ENOUGH)).rejects.toThrow('too large')
  expect(paid).toEqual([idNumber(16), idNumber(48)])
})

test('a report that owes nothing is not touched', async () => {
  const { table, debtor, sent } = await forgotten()
  const stored = (await table.find(idNumber(1)))!
  await table.settle(stored, { messages: [], history: [] })
  expect(await debtor.pay(idNumber(1))).toBeUndefined()
  expect(await debtor.pay(idNumber(2))).toBeUndefined()
  expect(sent).toHaveLength(1)
})

test('a whole queue that was lost is sent again in one run, however many reports it told about', async () => {
  const rows = Array.from({ length: 333 }, (_, n) => ({ id: idNumber(16 * n), at: MONDAY }))
  const paid = new Set<string>()
  const relay = payDebts({
    debtors: [
      {
        of: 'reports',
        debts: async (shard, _, limit, after) => {
          const from = after ? rows.findIndex(({ id }) => id === after.id) + 1 : 0
          return shard === '0' ? rows.slice(from, from + limit) : []
        },
        pay: async (id) => {
          paid.add(id)
          return MONDAY
        },
      },
    ],
    now: () => afterMinutes(2),
    measure: () => {},
  })
  expect(await relay(ENOUGH)).toBe(333)
  expect(paid.size).toBe(333)
})
