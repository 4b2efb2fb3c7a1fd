import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import type { Month } from '../../lib/kernel/month.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Report } from '../../lib/report/report.ts'
import { FINISHED, STATUSES } from '../../lib/report/statuses.ts'
import type { Level } from '../../lib/sla/policy.ts'
import type { AggregateTable, DueRow } from '../../lib/tables/aggregate.ts'
import { campaignsTable } from '../../lib/tables/campaigns.ts'
import { REPORT, reportsTable } from '../../lib/tables/reports.ts'
import { aCampaign, aReport, idNumber, MONDAY, PHOENIX } from '../support/given.ts'
import { afterMinutes, aStored, NOTHING } from '../support/given-stored.ts'
import { twoTables, withTables } from '../support/given-tables.ts'

const COMMUNITY = '371724001005'
const TIMERS = [
  ['falls due', 'due'],
  ['is owed', 'debts'],
] as const

describe.each(twoTables())('a table in %s, asked what', (_, make) => {
  const ended = { phase: 'stopped', level: 'assignee', start: MONDAY, at: MONDAY } as const
  const running = (minutes: number) =>
    ({ phase: 'running', level: 'assignee', start: MONDAY, dueAt: afterMinutes(minutes) }) as const
  let table: AggregateTable<Report>
  beforeEach(async () => {
    table = await make()
  })

  const saved = async (n: number, minutes: number, shard = 'a') => {
    const id = idNumber(n).slice(0, -1) + shard
    const clocks = { contact: running(minutes), resolve: running(1_000) }
    await table.save(aStored({ id, clocks }, { debtAt: afterMinutes(minutes) }), 0)
    return { id, at: afterMinutes(minutes) }
  }

  describe.each(TIMERS)('%s', (_, list) => {
    test('answers earliest first, one shard at a time, and stops at the limit', async () => {
      const rows = [await saved(16, 3), await saved(32, 1), await saved(48, 2)]
      await saved(64, 1, 'b')
      const early = [rows[1], rows[2], rows[0]]
      expect(await table[list]('a', afterMinutes(10), 10)).toEqual(early)
      expect(await table[list]('a', afterMinutes(10), 2)).toEqual(early.slice(0, 2))
      expect(await table[list]('c', afterMinutes(10), 10)).toEqual([])
    })

    test('goes on behind a row, also among those of one moment, until each was there once', async () => {
      const rows = [await saved(16, 3), await saved(32, 3), await saved(48, 3), await saved(64, 3)]
      const seen: DueRow[] = []
      for (let page = await table[list]('a', afterMinutes(10), 2); page.length > 0; ) {
        seen.push(...page)
        page = await table[list]('a', afterMinutes(10), 2, page.at(-1))
      }
      expect(seen.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort())
    })

    test('names nothing of the very moment asked about', async () => {
      await saved(16, 3)
      expect(await table[list]('a', afterMinutes(3), 10)).toEqual([])
    })
  })

  test('falls due, follows the earliest clock that runs, and forgets a report whose clocks have stopped', async () => {
    const { id } = await saved(16, 3)
    const next = (clocks: Report['clocks'], version: number) =>
      table.save(aStored({ id, clocks }, { version }), version - 1)
    await next({ contact: running(3), resolve: running(2) }, 2)
    expect(await table.due('a', afterMinutes(10), 10)).toEqual([{ id, at: afterMinutes(2) }])
    await next({ contact: ended, resolve: ended }, 3)
    expect(await table.due('a', afterMinutes(10), 10)).toEqual([])
  })

  test('is owed, forgets a report that owes nothing any more', async () => {
    const { id } = await saved(16, 3)
    await table.settle((await table.find(id))!, NOTHING)
    expect(await table.debts('a', afterMinutes(10), 10)).toEqual([])
    await table.save(aStored({ id }, { version: 2, owed: NOTHING }), 1)
    expect(await table.debts('a', afterMinutes(10), 10)).toEqual([])
  })
})

test.each(STATUSES)(
  'a report that is %s is listed in its community exactly while somebody has work to do',
  (status) => {
    const keys = REPORT.keysOf(aReport({ status, gridId: PHOENIX }))
    expect(keys.openIn).toBe(FINISHED.includes(status) ? undefined : COMMUNITY)
    expect(keys.number).toBe(aReport().number)
  },
)

describe('a report is also listed', () => {
  const at = (level: Level, about: Partial<Report> = {}) =>
    REPORT.keysOf(aReport({ gridId: PHOENIX, level, ...about }))
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['nowhere else while it is with whoever works on it', at('assignee'), undefined],
    ['at the grid it has climbed to', at('grid'), PHOENIX],
    ['at the community it has climbed to', at('community'), COMMUNITY],
    ['at the street it has climbed to', at('street'), '371724001'],
    ['at the county it has climbed to', at('county'), '371724'],
    ['nowhere once it is over', at('county', { status: 'closed' }), undefined],
  ])('%s', (_, { raisedTo }, area) => {
    expect(raisedTo).toBe(area)
  })

  test('at the county when nobody could route it', () => {
    const { gridId: _, ...lost } = aReport({ status: 'screened' })
    expect(REPORT.keysOf(lost)).toMatchObject({ raisedTo: '371724' })
    expect(REPORT.keysOf(lost)).not.toHaveProperty('openIn')
  })
})

describe('for its figures a report is listed in its month and street', () => {
  test.each<[string, Partial<Report>, string | undefined]>([
    ['not before routing has looked at it', { status: 'received' }, undefined],
    ['once it has a grid', { status: 'assigned', gridId: PHOENIX }, '2026-03.371724001'],
    ['also when it is over', { status: 'closed', gridId: PHOENIX }, '2026-03.371724001'],
    ['at the county while it has none', { status: 'screened' }, '2026-03.371724'],
    ['never when it is about an official', { status: 'assigned', category: 'conduct' }, undefined],
  ])('%s', (_, about, list) => {
    expect(REPORT.keysOf(aReport(about)).countedIn).toBe(list)
  })

  test('in the month of Shanghai', () => {
    const late = aReport({ status: 'assigned', gridId: PHOENIX, receivedAt: shanghai('2026-04-01 00:30') })
    expect(REPORT.keysOf(late).countedIn).toBe('2026-04.371724001')
  })
})

describe('on the engine', () => {
  const fresh = withTables()
  const reportsWith = async (some: Partial<Report>[]) => {
    const { db, names } = await fresh()
    const reports = reportsTable(db, names.REPORTS_TABLE!)
    await Promise.all(some.map((about) => reports.save(aStored({ gridId: PHOENIX, ...about }), 0)))
    return reports
  }

  test('a community’s reports come newest first, page by page, each once, and nobody else’s', async () => {
    const some = Array.from({ length: 120 }, (_, n) => ({ id: idNumber(n), receivedAt: afterMinutes(n) }))
    const reports = await reportsWith([
      ...some,
      { id: idNumber(900), gridId: '371724001006001' },
      { id: idNumber(901), status: 'closed' },
    ])
    const pages: string[][] = []
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const { items, next } = await reports.openIn(COMMUNITY, cursor)
      pages.push(items.map(({ value }) => value.id))
      cursor = next
    }
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
    expect(pages.flat()).toEqual(some.map(({ id }) => id).reverse())
  })

  test('a cursor of another list is refused, not followed', async () => {
    const reports = await reportsWith([])
    const foreign = Buffer.from(JSON.stringify({ id: 'x', raisedTo: '371724', receivedAt: 'y' })).toString(
      'base64url',
    )
    await expect(reports.openIn(COMMUNITY, foreign)).rejects.toThrow(new Problem('cursor-foreign'))
  })

  test('what climbed is found at its desk, and a cursor from elsewhere starts at the beginning', async () => {
    const reports = await reportsWith([{ id: idNumber(1) }, { id: idNumber(2), level: 'street' }])
    const { items } = await reports.raisedTo('371724001', 'no cursor at all')
    expect(items.map(({ value }) => value.id)).toEqual([idNumber(2)])
    expect((await reports.raisedTo('371724')).items).toEqual([])
  })

  test('what was received in a month is found page by page, also what is over, since a moment and not before', async () => {
    const { db, names } = await fresh()
    const reports = reportsTable(db, names.REPORTS_TABLE!)
    const save = (n: number, about: Partial<Report>) =>
      reports.save(aStored({ id: idNumber(n), status: 'closed', gridId: PHOENIX, ...about }), 0)
    for (let n = 0; n < 510; n++) await save(n, { receivedAt: afterMinutes(n) })
    await save(900, { gridId: '371724002001001' })
    await save(901, { receivedAt: shanghai('2026-04-01 00:30') })
    const found = async (since: Instant) => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = await reports.receivedIn('2026-03' as Month, '371724001', since, cursor)
        ids.push(...page.items)
        cursor = page.next
      } while (cursor)
      return ids
    }
    expect(new Set(await found(afterMinutes(0))).size).toBe(510)
    expect(await found(afterMinutes(508))).toEqual([idNumber(509), idNumber(508)])
  })

  test('two reports of one number are both found, and no third', async () => {
    const number = aReport().number
    const reports = await reportsWith([
      { id: idNumber(1), number },
      { id: idNumber(2), number },
      { id: idNumber(3), number: 'JY-260302-0000-0' },
    ])
    const found = await reports.findByNumber(number)
    expect(found.map(({ value }) => value.id).sort()).toEqual([idNumber(1), idNumber(2)])
  })

  test('a campaign is listed, and due from its scheduling to its launch', async () => {
    const { db, names } = await fresh()
    const campaigns = campaignsTable(db, names.CAMPAIGNS_TABLE!)
    const scheduled = aCampaign({ status: 'scheduled' })
    const stored = { value: scheduled, version: 1, head: 'h', owed: NOTHING }
    await campaigns.save(stored, 0)
    const due = () => campaigns.due(scheduled.id.slice(-1), afterMinutes(100_000), 10)
    expect(await due()).toEqual([{ id: scheduled.id, at: scheduled.at }])
    expect((await campaigns.list()).items).toEqual([stored])
    await campaigns.save({ ...stored, value: { ...scheduled, status: 'running' }, version: 2 }, 1)
    expect(await due()).toEqual([])
  })
})
