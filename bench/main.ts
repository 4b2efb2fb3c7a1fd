import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { printRows, type Row } from './row.ts'

/** A scenario that is asked for by name is loaded by name; with none, all run in this order. */
const SCENARIOS: Record<string, (options: { points?: number }) => Promise<Row[]>> = {
  intake: async () => (await import('./intake.ts')).intake(),
  coldstart: async () => (await import('./coldstart.ts')).coldstart(),
  cost: async () => (await import('./cost.ts')).cost(),
  calendar: async () => (await import('./calendar.ts')).calendar(),
  timers: async () => (await import('./timers.ts')).timers(),
  routing: async (options) => (await import('./routing.ts')).routing(options),
  words: async () => (await import('./words.ts')).words(),
  resident: async () => (await import('./resident.ts')).resident(),
  alerts: async () => (await import('./alerts.ts')).alerts(),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  /** `--points 1000000`: how many points `routing` checks against whole numbers. */
  options: { json: { type: 'string' }, points: { type: 'string' } },
})
const unknown = positionals.filter((name) => !(name in SCENARIOS))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(SCENARIOS).join(', ')}`)
  process.exit(2)
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}, commit ${commit}`,
)
const all: Row[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(SCENARIOS)) {
  console.log(`\n## ${name}\n`)
  const rows = await SCENARIOS[name]!({ ...(values.points && { points: Number(values.points) }) })
  printRows(rows)
  all.push(...rows)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`)
if (all.some(({ wrong = 0 }) => wrong > 0)) process.exitCode = 1
