import { Conflict } from '../../lib/kernel/problem.ts'
import { identitiesTable } from '../../lib/tables/identities.ts'
import { at } from '../support/builders.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const NOON = at('2026-03-02 12:00')
const lijing = { endpointId: 'e1', account: 'lijing', staffId: 'ann', mappedAt: NOON }

test('a chat account is one person’s until it is unmapped, also when two claim it at once', async () => {
  const { db, names } = await fresh()
  const table = identitiesTable(db, names.IDENTITIES_TABLE!)
  const claims = await Promise.allSettled(['ann', 'bob'].map((staffId) => table.map({ ...lijing, staffId })))
  expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const winner = (await table.find('e1', 'lijing'))!
  await table.map(winner)
  const other = winner.staffId === 'ann' ? 'bob' : 'ann'
  await expect(table.map({ ...lijing, staffId: other })).rejects.toBeInstanceOf(Conflict)

  await table.unmap('e1', 'lijing', NOON)
  expect(await table.find('e1', 'lijing')).toBeUndefined()
  expect(await table.ofEndpoint('e1')).toEqual([])
  await table.map({ ...lijing, staffId: other })
  expect(await table.ofEndpoint('e1')).toEqual([{ ...lijing, staffId: other }])
})

test('accounts of one endpoint are none of another’s, and unmapping what never was is nothing', async () => {
  const { db, names } = await fresh()
  const table = identitiesTable(db, names.IDENTITIES_TABLE!)
  await table.map(lijing)
  expect(await table.find('e2', 'lijing')).toBeUndefined()
  await table.unmap('e2', 'lijing', NOON)
  expect(await table.ofEndpoint('e2')).toEqual([])
})
