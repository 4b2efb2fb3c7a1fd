import type { Command } from './command.ts'
import { age, columns } from './print.ts'
import { waitingIn } from './waiting.ts'

export const timers: Command = {
  usage: 'timers',
  about: '已到时而没有走的时钟：正常时为空 · deadlines that have passed and nobody stepped',
  async run(_, ops) {
    const overdue = await waitingIn('byDue', new Date(ops.now).toISOString(), ops)
    const rows = overdue.map(({ table, id, at }) => [table, id, at, age(ops.now - Date.parse(at))])
    ops.say(columns(['TABLE', 'ID', 'DUE AT', 'LATE'], rows))
    ops.say(`\n${rows.length} 个超时未走 · overdue`)
  },
}
