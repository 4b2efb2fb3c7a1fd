import { parseArgs } from 'node:util'
import { DAY, type Day, dayOf, type Instant, instant, later, startOf } from '../../lib/kernel/instant.ts'
import { arrivals, FLOW } from '../../lib/simulate/arrivals.ts'
import { comparison } from '../../lib/simulate/compare.ts'
import { courseOf, fateOf } from '../../lib/simulate/people.ts'
import { seeded } from '../../lib/simulate/random.ts'
import type { Command } from './command.ts'
import { printed } from './simulate-print.ts'
import { storedCourses } from './simulate-stored.ts'
import { calendarsFor, policiesFor } from './simulate-terms.ts'

/** What was received last has this long to end. */
const AFTERWARDS = 90 * DAY

export const simulate: Command = {
  usage:
    'simulate [--policy VERSION|FILE.json] [--calendar FILE.json] [--from 2026-01-01 --to 2027-01-01] [--seed N] [--per-year N] [--stored]',
  about:
    '试算：把一年的来件（模拟的，或已存的）按另一套时限、另一套日历重演，和现行的比较 · replays a year of cases, generated or stored, under another policy and calendar (days as {"2026-12-25":"off"}), beside those in force',
  async run(args, ops) {
    const { values } = parseArgs({
      args,
      options: {
        policy: { type: 'string' },
        calendar: { type: 'string' },
        from: { type: 'string', default: '2026-01-01' },
        to: { type: 'string', default: '2027-01-01' },
        seed: { type: 'string', default: '1' },
        'per-year': { type: 'string', default: String(FLOW.perYear) },
        stored: { type: 'boolean', default: false },
      },
    })
    const [from, to] = [momentOf('from', values.from), momentOf('to', values.to)]
    if (to <= from) throw new Error(`--to ${values.to}?`)
    const random = seeded(countOf('seed', values.seed))
    const flow = { ...FLOW, perYear: countOf('per-year', values['per-year']) }
    const { now: policyNow, tried: policy } = await policiesFor(values.policy, ops)
    const { now: calendarNow, tried: calendar } = await calendarsFor(values.calendar, ops)
    // What is still open in life has only come so far.
    const until = values.stored ? instant(ops.now) : later(to, AFTERWARDS)
    const both = comparison({ policy: policyNow, calendar: calendarNow }, { policy, calendar }, until)
    const start = performance.now()
    if (values.stored) for await (const course of storedCourses(ops, from, to)) both.add(() => course)
    else
      for (const arrival of arrivals(random, from, to, flow)) {
        const fate = fateOf(arrival, random)
        both.add((days) => courseOf(fate, days))
      }
    const seconds = (performance.now() - start) / 1000
    const result = both.result()
    ops.say(printed(result, [policyNow.version, policy.version]))
    const { cases } = result.after
    ops.say(
      `\n${cases} 件各重演两遍，${seconds.toFixed(1)} 秒，每秒 ${Math.round((2 * cases) / seconds)} 遍 · replays a second`,
    )
  },
}

function momentOf(option: string, text: string): Instant {
  const ms = startOf(text as Day)
  if (Number.isNaN(ms) || dayOf(instant(ms)) !== text) throw new Error(`--${option} ${text}? 2026-01-01`)
  return instant(ms)
}

function countOf(option: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new Error(`--${option} ${text}?`)
  return Number(text)
}
