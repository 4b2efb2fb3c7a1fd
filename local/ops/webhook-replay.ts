import { parseArgs } from 'node:util'
import { replay, type Which } from '../../functions/alerts/replay.ts'
import { type Instant, instant, shanghai } from '../../lib/kernel/instant.ts'
import { tableEnv } from '../../lib/stack/stack.ts'
import { deliveriesTable } from '../../lib/tables/deliveries.ts'
import type { Command } from './command.ts'

export const webhookReplay: Command = {
  usage: 'webhook replay --endpoint ID [--since T --until T | --delivery ID]',
  about:
    '重新推送已送达或已搁置的通知 · sends again what was delivered or parked; T: "2026-11-23 09:00" in Shanghai, or with Z',
  async run(args, { db, env, now, say }) {
    const { values } = parseArgs({
      args,
      options: {
        endpoint: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        delivery: { type: 'string' },
      },
    })
    const { endpoint, ...given } = values
    if (!endpoint) throw new Error('--endpoint?')
    const table = env[tableEnv('deliveries')]
    if (!table) throw new Error(`${tableEnv('deliveries')} is not set: start the stack (npm start)`)
    const at = instant(now)
    const deliveries = deliveriesTable(db, table)
    const count = await replay(endpoint, whichOf(given, at), { deliveries, now: () => at })
    say(`${count} 条将重新推送 · will be sent again within a minute`)
  },
}

/** Everything ever sent is nothing anybody means: a range needs its beginning. */
function whichOf(given: { delivery?: string; since?: string; until?: string }, now: Instant): Which {
  const { delivery, since, until } = given
  if (delivery && (since || until)) throw new Error('--delivery or --since, not both')
  if (delivery) return { delivery }
  if (!since) throw new Error('--since T or --delivery ID?')
  return { since: momentOf('since', since), until: until ? momentOf('until', until) : now }
}

function momentOf(option: string, text: string): Instant {
  const ms = Date.parse(text)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(ms)) return instant(ms)
  if (/^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/.test(text) && !Number.isNaN(ms)) return shanghai(text)
  throw new Error(`--${option} ${text}? 2026-11-23 09:00`)
}
