import { parseArgs } from 'node:util'
import { countStreet } from '../../functions/insights/count-street.ts'
import { monthsOf } from '../../lib/insights/round.ts'
import { streetsAmong } from '../../lib/insights/rows.ts'
import { instant } from '../../lib/kernel/instant.ts'
import { type Month, monthsFrom } from '../../lib/kernel/month.ts'
import { gridsTable } from '../../lib/tables/directory.ts'
import { historyTable } from '../../lib/tables/history.ts'
import { indicatorsTable } from '../../lib/tables/indicators.ts'
import { reportsTable } from '../../lib/tables/reports.ts'
import { type Command, tableIn } from './command.ts'

export const insightsRebuild: Command = {
  usage: 'insights rebuild [--from 2026-01] [--to 2026-11]',
  about:
    '按办理记录重新统计这些月份的指标；不写月份就是每晚统计的那三个月 · counts months anew from the histories; the three of every night when none are named',
  async run(args, ops) {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, to: { type: 'string' } } })
    const usual = monthsOf(instant(ops.now))
    const [from, to] = [monthIn('from', values.from ?? usual[0]), monthIn('to', values.to ?? usual.at(-1))]
    const months = monthsFrom(from, to)
    if (months.length === 0) throw new Error(`--to ${to}? ${from} 之后 · not before ${from}`)
    const { db, env } = ops
    const deps = {
      reports: reportsTable(db, tableIn(env, 'reports')),
      history: historyTable(db, tableIn(env, 'history')),
      indicators: indicatorsTable(db, tableIn(env, 'indicators')),
    }
    const grids = await gridsTable(db, tableIn(env, 'grids'), () => ops.now).all()
    let count = 0
    // Month by month, so that memory holds one month of a street however many are asked for.
    for (const street of streetsAmong(grids))
      for (const month of months) count += await countStreet(deps, street, month, month)
    ops.say(
      `${months.length} 个月已重新统计，读了 ${count} 件的办理记录 · months counted from ${count} histories`,
    )
  },
}

function monthIn(option: string, text = ''): Month {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) throw new Error(`--${option} ${text}? 2026-11`)
  return text as Month
}
