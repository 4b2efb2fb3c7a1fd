import type { Command } from './command.ts'
import { age, columns } from './print.ts'
import { waitingIn } from './waiting.ts'

/** Later than any moment that is stored. */
const EVER = '9999'

export const debts: Command = {
  usage: 'debts',
  about:
    '还欠着的消息和台账：正常时为空，每分钟补发 · what is stored but not yet told; relay pays every minute',
  async run(_, ops) {
    const owing = await waitingIn('byDebt', EVER, ops)
    const rows = owing.map(({ table, id, at }) => [table, id, at, age(ops.now - Date.parse(at))])
    ops.say(columns(['TABLE', 'ID', 'PAYABLE SINCE', 'AGE'], rows))
    ops.say(`\n${rows.length} 件欠着 · owing`)
  },
}
