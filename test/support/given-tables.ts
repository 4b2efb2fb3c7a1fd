import type { Report } from '../../lib/report/report.ts'
import { type AggregateTable, aggregateTable } from '../../lib/tables/aggregate.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { createTables } from '../../local/engines/create-tables.ts'
import { type TestEngines, withEngines } from './engines.ts'
import { memoryTable } from './memory-table.ts'

/** Fresh tables on the engine for each test that asks: the names by which the functions know them. */
export function withTables(): () => Promise<{ db: TestEngines['db']; names: Record<string, string> }> {
  const engines = withEngines()
  let made = 0
  return async () => {
    const { db } = engines()
    return { db, names: await createTables(db, `fresh-${++made}`) }
  }
}

/** The table of reports, in memory and on the real engine: both are held to the same promises. */
export function twoTables(): [string, () => Promise<AggregateTable<Report>>][] {
  const fresh = withTables()
  return [
    ['memory', async () => memoryTable(REPORT)],
    [
      'DynamoDB',
      async () => {
        const { db, names } = await fresh()
        return aggregateTable(db, names.REPORTS_TABLE!, REPORT)
      },
    ],
  ]
}
