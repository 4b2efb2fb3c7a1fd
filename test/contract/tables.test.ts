import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { bucketsTable } from '../../lib/tables/buckets.ts'
import { codesTable, gridsTable } from '../../lib/tables/directory.ts'
import { toItem } from '../../lib/tables/dynamo.ts'
import { type History, historyTable } from '../../lib/tables/history.ts'
import { policiesTable } from '../../lib/tables/policies.ts'
import { type Session, sessionsTable, staffTable } from '../../lib/tables/staff.ts'
import { aCode, aStaff, someGrids } from '../support/builders.ts'
import { MONDAY } from '../support/given.ts'
import { aLine } from '../support/given-stored.ts'
import { withTables } from '../support/given-tables.ts'
import { memoryHistory } from '../support/memory-history.ts'

const fresh = withTables()

describe.each<[string, () => Promise<History>]>([
  ['memory', async () => memoryHistory()],
  ['DynamoDB', async () => fresh().then(({ db, names }) => historyTable(db, names.HISTORY_TABLE!))],
])('history in %s', (_, make) => {
  test('comes in the order of the chain, also beyond nine, and filing a line again changes nothing', async () => {
    const history = await make()
    const lines = Array.from({ length: 12 }, (_, n) => aLine(n + 1, { why: '超时', said: 'sealed' }))
    await history.file(lines.toReversed())
    await history.file(lines.slice(3, 5))
    await history.file([aLine(1, { id: 'another' })])
    expect(await history.of(lines[0]!.id)).toEqual(lines)
    expect(await history.of('nobody')).toEqual([])
  })
})

describe('clock policies', () => {
  const TUESDAY = later(MONDAY, 24 * 60 * MINUTE)
  const drill = drillPolicy('drill-1', TUESDAY, 1, 3)
  const policies = async () =>
    fresh().then(
      ({ db, names }) =>
        () =>
          policiesTable(db, names.POLICIES_TABLE!),
    )

  test('are the built-in ones until another one is published and its day has come', async () => {
    const table = (await policies())()
    expect(await table.current(MONDAY)).toEqual(DEFAULT_POLICY)
    await table.publish(drill)
    expect((await table.current(MONDAY)).version).toBe('default-2')
    expect(await table.current(TUESDAY)).toEqual(drill)
    expect((await table.list()).map(({ version }) => version)).toEqual(['default-2', 'drill-1'])
  })

  test('of a version that a report began under are found by a function that starts later', async () => {
    const open = await policies()
    await open().publish(drill)
    expect(await open().version('drill-1')).toEqual(drill)
    expect(await open().version('default-2')).toEqual(DEFAULT_POLICY)
    await expect(open().version('drill-2')).rejects.toThrow('drill-2 is not stored')
  })

  test.each(['drill-1', 'default-1', 'default-2', 'catalogue'])(
    'are published once under a name, and never as %s again',
    async (version) => {
      const table = (await policies())()
      await table.publish(drill)
      await expect(table.publish({ ...drill, version })).rejects.toThrow(Conflict)
      expect(await table.list()).toHaveLength(2)
    },
  )
})

describe('a count of wrong PINs', () => {
  test('lets no more than five through, however many come at once', async () => {
    const { db, names } = await fresh()
    const buckets = bucketsTable(db, names.BUCKETS_TABLE!)
    expect(await buckets.isFull('pin.1', 5)).toBe(false)
    const let5 = await Promise.all(Array.from({ length: 12 }, () => buckets.add('pin.1', 5, 1_800_000_000)))
    expect(let5.filter(Boolean)).toHaveLength(5)
    expect(await buckets.isFull('pin.1', 5)).toBe(true)
    expect(await buckets.isFull('pin.2', 5)).toBe(false)
  })
})

describe('a session', () => {
  const session: Session = {
    id: 'hash',
    staffId: 'ann',
    createdAt: MONDAY,
    idleUntil: shanghai('2026-03-02 09:30'),
    endsAt: shanghai('2026-03-02 17:00'),
  }

  test('begins once, is kept alive, and ends once', async () => {
    const { db, names } = await fresh()
    const sessions = sessionsTable(db, names.SESSIONS_TABLE!)
    await sessions.begin(session)
    await expect(sessions.begin(session)).rejects.toThrow(Conflict)
    await sessions.touch('hash', shanghai('2026-03-02 10:00'))
    expect(await sessions.find('hash')).toMatchObject({ ...session, idleUntil: shanghai('2026-03-02 10:00') })
    await sessions.end('hash', MONDAY)
    await expect(sessions.touch('hash', shanghai('2026-03-02 10:30'))).rejects.toThrow(Conflict)
    await expect(sessions.end('hash', MONDAY)).rejects.toThrow(Conflict)
    await expect(sessions.touch('nobody', MONDAY)).rejects.toThrow(Conflict)
  })
})

describe('the directory', () => {
  const grids = someGrids(3)

  test('finds grids, codes and people by what they are asked for', async () => {
    const { db, names } = await fresh()
    const put = (table: string, item: object) =>
      db.send(new PutItemCommand({ TableName: names[table]!, Item: toItem(item) }))
    await Promise.all([
      ...grids.map((grid) => put('GRIDS_TABLE', { county: '371724', ...grid })),
      put('CODES_TABLE', aCode('c1', grids[0]!)),
      put('CODES_TABLE', aCode('c2', grids[0]!, { revokedAt: '2026-02-01' })),
      put('STAFF_TABLE', aStaff('ann')),
    ])
    const codes = codesTable(db, names.CODES_TABLE!)
    expect(await gridsTable(db, names.GRIDS_TABLE!, () => 0).all()).toEqual(grids)
    expect(await gridsTable(db, names.GRIDS_TABLE!, () => 0).find(grids[1]!.id)).toEqual(grids[1])
    expect(await codes.find('c1')).toEqual(aCode('c1', grids[0]!))
    expect((await codes.ofGrid(grids[0]!.id)).items.map(({ id }) => id)).toEqual(['c1', 'c2'])
    const people = staffTable(db, names.STAFF_TABLE!)
    expect([await people.findByAccount('ann'), await people.findByAccount('bob')]).toEqual([
      aStaff('ann'),
      undefined,
    ])
  })

  test('keeps a county’s grids for a minute, and does not remember a failure', async () => {
    const { db, names } = await fresh()
    let [clock, asked, isBroken] = [0, 0, true]
    const counting = {
      send: async (command: never) => {
        asked++
        if (isBroken) throw new Error('the table does not answer')
        return db.send(command)
      },
    } as unknown as typeof db
    const table = gridsTable(counting, names.GRIDS_TABLE!, () => clock)
    await expect(table.all()).rejects.toThrow('does not answer')
    isBroken = false
    for (const at of [0, MINUTE, MINUTE + 1]) {
      clock = at
      expect(await table.all()).toEqual([])
    }
    // Once in vain, and then twice which editions there are and what is in the one in force.
    expect(asked).toBe(5)
  })
})
