import { parseArgs } from 'node:util'
import { build } from '../../local/build.ts'
import { seedsOf } from '../support/world-summary.ts'
import { type Ran, run } from './run.ts'

/**
 * `npm run chaos -- --seeds 1-3 --seconds 20`. A seed fixes faults and workload; what the processes make of it differs. A machine
 * that has much else to do keeps up with `--speed 5`.
 * `--without payDebts` (or another schedule), `--without guard` (no answer says what time it is) and `--without sending`,
 * `--without codes` and `--without order` (see mutants.ts) are the tests of this test: they must end with violations.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-3' },
    seconds: { type: 'string', default: '20' },
    speed: { type: 'string', default: '20' },
    without: { type: 'string', default: '' },
  },
})
const [first, last] = seedsOf(values.seeds)
const [seconds, speed] = [Number(values.seconds), Number(values.speed)]

const sumOf = (counts: Record<string, number>, start: string) =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([what, count]) =>
      what.startsWith(start) ? [[what.slice(start.length), count]] : [],
    ),
  )

function lineOf({ seed, counts, violations, lateness, hookRepeats, drainMs, dataDir }: Ran): string {
  const sorted = lateness.toSorted((a, b) => a - b)
  const late = [0.5, 0.99, 1].map((share) => {
    const ms = sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    return `${(ms / 1_000).toFixed(1)} s`
  })
  const {
    accepted,
    announced,
    wipes = 0,
    'clock jumps': jumps = 0,
    'messages wiped': wiped = 0,
    dead,
    redriven = 0,
    'client retries': retries = 0,
  } = counts
  const faults = { ...sumOf(counts, 'db '), queue: sumOf(counts, 'queue ') }
  const harms = sumOf(counts, 'receiver ')
  return [
    `seed ${seed}: accepted ${accepted}, announced ${announced}, client retries ${retries}`,
    `kills ${JSON.stringify(sumOf(counts, 'kill '))}, clocks two minutes fast ${jumps}, queue wipes ${wipes} (${wiped} messages), faults ${JSON.stringify(faults)}`,
    `dead letters ${dead}, messages sent back ${redriven}; dead without being poison: ${violations.filter((what) => what.startsWith('given up')).length}`,
    `deadlines acted on late by (clock ×${speed}) p50 ${late[0]}, p99 ${late[1]}, max ${late[2]}`,
    `receivers' harms ${JSON.stringify(harms)}`,
    `webhook repeats ${(hookRepeats * 100).toFixed(0)} % of requests, drained in ${(drainMs / 1_000).toFixed(0)} s, violations ${violations.length}`,
    ...(dataDir ? [`left in ${dataDir}`] : []),
    ...violations.slice(0, 20).map((what) => `✗ ${what}`),
  ].join('\n  ')
}

await build()
let failed = 0
for (let seed = first; seed <= last; seed++) {
  const ran = await run({ seed, seconds, speed, without: values.without })
  failed += ran.violations.length
  console.log(lineOf(ran))
}
console.log(`seeds ${first}-${last}: ${failed} violations`)
process.exitCode = failed > 0 ? 1 : 0
