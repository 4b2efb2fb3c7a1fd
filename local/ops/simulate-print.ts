import type { Comparison } from '../../lib/simulate/compare.ts'
import type { Tally } from '../../lib/simulate/tally.ts'
import { CLOCK_WORDS, LEVEL_WORDS } from '../../lib/sla/words.ts'
import { columns } from './print.ts'

type Names = readonly [before: string, after: string]

/** Deadlines missed, who had to hear of it, and what each level's posts were asked to do: in force, tried, and the difference. */
export function printed({ before, after }: Comparison, [now, tried]: Names): string {
  const heads = [`现行 ${now}`, `试用 ${tried}`, '+/-']
  const line = (name: string, of: (tally: Tally) => number) => {
    const [was, is] = [of(before), of(after)]
    return [name, String(was), String(is), is > was ? `+${is - was}` : String(is - was)]
  }
  const missed = after.breaches.map(({ clock }, index) =>
    line(`${CLOCK_WORDS[clock].zh} ${clock}`, ({ breaches }) => breaches[index]!.missed),
  )
  const cases = after.breaches.map(({ clock }, index) =>
    line(`${CLOCK_WORDS[clock].zh} ${clock}`, ({ breaches }) => breaches[index]!.cases),
  )
  const climbs = after.escalations.map(({ to }, index) =>
    line(
      to === 'nobody' ? '无人可升 nobody' : `${LEVEL_WORDS[to].zh} ${to}`,
      ({ escalations }) => escalations[index]!.count,
    ),
  )
  const load = after.load.map(({ level, posts, total, busiest, peak }) => [
    `${LEVEL_WORDS[level].zh} ${level}`,
    String(posts),
    String(before.load.find((one) => one.level === level)!.total),
    String(total),
    busiest ? `${busiest.area} ${busiest.total}` : '-',
    String(peak),
  ])
  return [
    columns(['错过的时限 · deadlines missed', ...heads], missed),
    columns(['错过过时限的件 · cases that missed one', ...heads], cases),
    columns(['升级到 · escalated to', ...heads], climbs),
    columns(
      [
        '交给各岗位的事 · given to posts',
        '岗位 posts',
        heads[0]!,
        heads[1]!,
        '最忙 busiest',
        '一天最多 peak',
      ],
      load,
    ),
  ].join('\n\n')
}
