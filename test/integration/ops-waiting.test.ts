import { instant, later, MINUTE, SECOND } from '../../lib/kernel/instant.ts'

import { CAMPAIGN } from '../../lib/tables/campaigns.ts'
import { reportsTable } from '../../lib/tables/reports.ts'
import type { Command } from '../../local/ops/command.ts'
import { debts } from '../../local/ops/debts.ts'
import { timers } from '../../local/ops/timers.ts'
import { writeAll } from '../../local/seed/write-all.ts'
import { withEngines } from '../support/engines.ts'
import { aCampaign, aReport, idNumber } from '../support/given.ts'
import { aStored, NOTHING, owing } from '../support/given-stored.ts'

const engines = withEngines()
const NOW = instant(performance.timeOrigin)

/** What the command prints. */
async function said(command: Command): Promise<string> {
  const lines: string[] = []
  const { db, sqs, env } = engines()
  await command.run([], { db, sqs, env, now: performance.timeOrigin, say: (line) => lines.push(line) })
  return lines.join('\n')
}

const rowOf = (text: string, id: string) =>
  text
    .split('\n')
    .find((line) => line.includes(id))
    ?.replaceAll(/ +/g, ' ')

test('with nothing overdue and nothing owed, both commands say so', async () => {
  expect(await said(timers)).toContain('0 个超时未走')
  expect(await said(debts)).toContain('0 件欠着')
})

test('clocks that nobody stepped are shown with how late they are, earliest first, of every table; the others are not', async () => {
  const { db, env } = engines()
  const due = (n: number, seconds: number) => ({
    id: idNumber(n),
    dueShard: n.toString(16).at(-1)!,
    dueAt: later(NOW, seconds * SECOND),
  })
  await writeAll(db, env.REPORTS_TABLE!, [due(0x1a, -12 * 60), due(0x2b, -40), due(0x3c, 60)])
  const campaign = aCampaign({ id: idNumber(0xca), status: 'scheduled', at: later(NOW, -3 * 60 * MINUTE) })
  await writeAll(db, env.CAMPAIGNS_TABLE!, [{ id: campaign.id, ...CAMPAIGN.keysOf(campaign) }])

  const text = await said(timers)
  expect(rowOf(text, idNumber(0x1a))).toMatch(/^reports .* 12 min$/)
  expect(rowOf(text, idNumber(0x2b))).toMatch(/^reports .* 40 s$/)
  expect(rowOf(text, campaign.id)).toMatch(/^campaigns .* 3\.0 h$/)
  expect(rowOf(text, idNumber(0x3c))).toBeUndefined()
  const order = [campaign.id, idNumber(0x1a), idNumber(0x2b)].map((id) => text.indexOf(id))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(text).toContain('3 个超时未走')
})

test('what is owed is shown with since when, by ids alone, until it is settled', async () => {
  const { db, env } = engines()
  const table = reportsTable(db, env.REPORTS_TABLE!)
  const stored = (n: number, minutes: number) =>
    aStored(
      { id: idNumber(n) },
      {
        owed: owing(1, 1),
        debtAt: later(NOW, -minutes * MINUTE),
      },
    )
  await table.save(stored(0x51, 5), 0)
  await table.save(stored(0x52, 2), 0)

  const text = await said(debts)
  expect(rowOf(text, idNumber(0x51))).toMatch(/^reports .* 5 min$/)
  expect(text).toContain('2 件欠着')
  expect(text).not.toContain(aReport().sealed)
  expect(text).not.toContain(aReport().number)

  await table.settle((await table.find(idNumber(0x51)))!, NOTHING)
  expect(await said(debts)).toContain('1 件欠着')
})
