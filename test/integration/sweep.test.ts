import { later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { receive } from '../../lib/report/decide.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { policiesTable } from '../../lib/tables/policies.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { writeAll } from '../../local/seed/write-all.ts'
import { withEngines } from '../support/engines.ts'
import { aReportForm, idNumber, TERMS } from '../support/given.ts'
import { openStack } from '../support/given-stack.ts'

const engines = withEngines()

/** More than one page of one shard, and one in each of the others. */
const inOneShard = Array.from({ length: 1_100 }, (_, n) => idNumber(16 * n + 10))
const elsewhere = Array.from({ length: 16 }, (_, n) => idNumber(0x100000 + n))
const ids = [...inOneShard, ...elsewhere]

test('when the offices close, everything that falls due at once climbs, each once, though it is swept twice', async () => {
  const { db, env } = engines()
  const stack = openStack(engines())
  const half = shanghai('2026-03-02 17:30')
  const receivedAt = later(half, -30 * MINUTE)
  const policy = drillPolicy('half-an-hour', receivedAt, 30, 24 * 60)
  await policiesTable(db, env.POLICIES_TABLE!).publish(policy)
  const items = ids.map((id) => {
    const { value } = receive(aReportForm({ id }), receivedAt, { ...TERMS, policy })
    return { id, v: 1, version: 1, head: '', state: value, ...REPORT.keysOf(value) }
  })
  await writeAll(db, env.REPORTS_TABLE!, items)

  stack.at('2026-03-02 17:30:01')
  await stack.run('sweepReports')
  await stack.run('sweepReports')
  for (let heard = await stack.deliver('sla'); heard.length > 0; ) heard = await stack.deliver('sla')

  const after = await Promise.all(ids.map((id) => stack.reports.find(id)))
  const climbed = after.map((one) => `${one!.version} ${REPORT.keysOf(one!.value).dueAt}`)
  expect(new Set(climbed)).toEqual(new Set([`2 ${later(half, 30 * MINUTE)}`]))
  expect(await stack.reports.due('a', later(half, 2 * MINUTE), 10)).toEqual([])
}, 60_000)
