import { Conflict } from '../../lib/kernel/problem.ts'
import type { Report } from '../../lib/report/report.ts'
import type { AggregateTable } from '../../lib/tables/aggregate.ts'
import { aReport, idNumber, MONDAY } from '../support/given.ts'
import { afterMinutes, aLine, aStored, NOTHING, owing } from '../support/given-stored.ts'
import { twoTables } from '../support/given-tables.ts'

/** One list of promises; what only one of the two keeps would be found out in life. */
describe.each(twoTables())('a table in %s', (_, make) => {
  const id = aReport().id
  let table: AggregateTable<Report>
  beforeEach(async () => {
    table = await make()
  })
  const found = async () => (await table.find(id))!

  describe('a report', () => {
    test('that was never saved is not found', async () => {
      expect(await table.find(id)).toBeUndefined()
    })

    test.each<[string, Partial<Report>]>([
      ['as it came in', {}],
      [
        'with everything it can have',
        {
          whereabouts: {
            codeId: 'c1',
            picked: { placeId: 'p1', name: '凤凰花园', gridId: '371724001005002' },
            words: { verdict: 'ask', places: [{ placeId: 'p1', name: '凤凰花园', score: 0.7 }] },
            point: { lat: 35.4, lng: 116.1, datum: 'gcj02' },
          },
          flags: ['code-forged', 'outside-county'],
          trace: [{ by: 'code', found: false, why: '二维码没有登记', score: 0.5 }],
          endedAt: MONDAY,
          gridId: '371724001005002',
          clocks: {
            contact: { phase: 'stopped', level: 'street', start: MONDAY, at: MONDAY },
            resolve: {
              phase: 'running',
              level: 'county',
              start: MONDAY,
              dueAt: afterMinutes(7),
              warnAt: afterMinutes(5),
              provisional: true,
              warned: 1,
              granted: [2],
              fixed: afterMinutes(7),
              span: { kind: 'days', amount: 1 },
            },
          },
        },
      ],
      [
        'with its clocks paused and exhausted',
        {
          clocks: {
            contact: { phase: 'exhausted', level: 'county', start: MONDAY, missedAt: MONDAY },
            resolve: {
              phase: 'paused',
              level: 'assignee',
              start: MONDAY,
              since: afterMinutes(1),
              why: 'awaiting_reporter',
              until: afterMinutes(9),
              pauses: [{ from: MONDAY, to: MONDAY, why: 'resolved' }],
            },
          },
        },
      ],
    ])('comes back %s', async (_, about) => {
      const stored = aStored(about)
      await table.save(stored, 0)
      expect(await found()).toEqual(stored)
    })

    test('comes back newest and to each who asks, of many that are looked up at the same time', async () => {
      const ids = [1, 2, 3].map(idNumber)
      await Promise.all(ids.map((id) => table.save(aStored({ id }), 0)))
      await table.save(aStored({ id: idNumber(2), status: 'assigned' }, { version: 2 }), 1)
      const all = await Promise.all([...ids, idNumber(9), idNumber(2)].map((id) => table.find(id)))
      expect(all.map((one) => one && [one.value.id, one.value.status])).toEqual([
        [idNumber(1), 'received'],
        [idNumber(2), 'assigned'],
        [idNumber(3), 'received'],
        undefined,
        [idNumber(2), 'assigned'],
      ])
      all[1]!.value.flags.push('code-forged')
      expect(all[4]!.value.flags).toEqual([])
    })

    test('is not changed by whoever keeps a hold on what was saved', async () => {
      const stored = aStored()
      await table.save(stored, 0)
      stored.value.flags.push('code-forged')
      expect((await found()).value.flags).toEqual([])
    })
  })

  describe('a writer', () => {
    test('who creates what exists is refused', async () => {
      await table.save(aStored(), 0)
      await expect(table.save(aStored({ status: 'closed' }), 0)).rejects.toThrow(Conflict)
      expect((await found()).value.status).toBe('received')
    })

    test('who comes second is refused', async () => {
      await table.save(aStored(), 0)
      await table.save(aStored({ status: 'assigned' }, { version: 2 }), 1)
      await expect(table.save(aStored({ status: 'closed' }, { version: 2 }), 1)).rejects.toThrow(Conflict)
      expect((await found()).value.status).toBe('assigned')
    })

    test('who changes what was never saved is refused', async () => {
      await expect(table.save(aStored({}, { version: 2 }), 1)).rejects.toThrow(Conflict)
    })

    test('is one, of ten who create at the same time', async () => {
      const all = await Promise.allSettled(Array.from({ length: 10 }, () => table.save(aStored(), 0)))
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })
  })

  describe('what is owed', () => {
    test('is forgotten when it is settled, without a new version', async () => {
      await table.save(aStored(), 0)
      await table.settle(await found(), NOTHING)
      const { debtAt: _, ...settled } = aStored({}, { owed: NOTHING })
      expect(await found()).toEqual(settled)
    })

    test('may be settled in part, and the rest stays due', async () => {
      await table.save(aStored({}, { owed: owing(2, 1) }), 0)
      await table.settle(await found(), owing(1, 0))
      expect(await found()).toMatchObject({ owed: owing(1, 0), debtAt: afterMinutes(1) })
      expect(await table.debts(id.slice(-1), afterMinutes(2), 10)).toEqual([{ id, at: afterMinutes(1) }])
    })

    test.each([
      ['somebody saved meanwhile', async () => table.save(aStored({}, { version: 2 }), 1)],
      ['somebody settled meanwhile', async () => table.settle(await found(), NOTHING)],
      ['somebody settled a part meanwhile', async () => table.settle(await found(), owing(0, 1))],
    ])('is not settled and not postponed when %s', async (_, meanwhile) => {
      await table.save(aStored(), 0)
      const seen = await found()
      await meanwhile()
      const after = await found()
      await expect(table.settle(seen, NOTHING)).rejects.toThrow(Conflict)
      await expect(table.postpone(seen, afterMinutes(9), 1)).rejects.toThrow(Conflict)
      expect(await found()).toEqual(after)
    })

    test('is not settled for a report that was never saved', async () => {
      await expect(table.settle(aStored(), NOTHING)).rejects.toThrow(Conflict)
      await expect(table.postpone(aStored(), afterMinutes(9), 1)).rejects.toThrow(Conflict)
    })

    test('is due later once it is postponed, and counts the tries until the next save', async () => {
      await table.save(aStored(), 0)
      await table.postpone(await found(), afterMinutes(4), 1)
      await table.postpone(await found(), afterMinutes(16), 2)
      expect(await found()).toMatchObject({ debtAt: afterMinutes(16), tries: 2 })
      expect(await table.debts(id.slice(-1), afterMinutes(16), 10)).toEqual([])
      await table.save(aStored({}, { version: 2, owed: { messages: [], history: [aLine(2)] } }), 1)
      expect(await found()).not.toHaveProperty('tries')
      expect(await table.debts(id.slice(-1), afterMinutes(2), 10)).toHaveLength(1)
    })
  })
})
