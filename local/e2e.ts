import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { scenarios as chatScenarios } from '../test/e2e/chat.ts'
import { scenarios as consoleScenarios } from '../test/e2e/console.ts'
import { scenarios as calendarScenarios } from '../test/e2e/console-calendar.ts'
import { scenarios as endpointScenarios } from '../test/e2e/console-endpoints.ts'
import { gridScenarios } from '../test/e2e/console-grids.ts'
import { scenarios as indicatorScenarios } from '../test/e2e/console-indicators.ts'
import { scenarios as policyScenarios } from '../test/e2e/console-policies.ts'
import { ruleScenarios } from '../test/e2e/console-rules.ts'
import { scenarios as residentScenarios } from '../test/e2e/resident.ts'
import type { Scenario, Stack } from '../test/e2e/resident-phone.ts'
import { withStack } from './with-stack.ts'

/** `npm run e2e`: the pages in Debian's Chromium against a stack of its own. Ends with `N passed, N failed`. */
const CHROMIUM = '/usr/bin/chromium'

if (!existsSync(CHROMIUM)) {
  if (process.getuid?.() !== 0) {
    console.error('Chromium is missing: apt-get install chromium fonts-noto-cjk (or run this as root once).')
    process.exit(1)
  }
  console.log('Installing chromium (once) …')
  spawnSync('sh', ['-c', 'apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk'], {
    stdio: 'inherit',
  })
}

const only = process.argv[2]
const all = [
  ...residentScenarios,
  ...consoleScenarios,
  ...calendarScenarios,
  ...endpointScenarios,
  ...indicatorScenarios,
  ...gridScenarios,
  ...ruleScenarios,
  ...chatScenarios,
  // The last, because it publishes other clocks.
  ...policyScenarios,
]
const scenarios = all.filter(({ name }) => !only || new RegExp(only).test(name))
const TRIES = 2
const unsteady: string[] = []
const failures: string[] = []
await withStack(async (stack) => {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A microphone that hums, for those who allow it.
      '--use-fake-device-for-media-stream',
    ],
  })
  for (const scenario of scenarios) await tell(scenario, { browser, ...stack })
  await browser.close()
})
// Said again at the end, where a reader of a long log looks first.
for (const failure of failures) console.log(`\n${failure}`)
if (unsteady.length > 0) console.log(`\npassed only when tried again: ${unsteady.join('; ')}`)
console.log(`\n${scenarios.length - failures.length} passed, ${failures.length} failed`)
process.exit(failures.length === 0 ? 0 : 1)

/** A scenario that fails is tried once more in a new browser context: what a busy machine did is told apart from what is broken. */
async function tell({ name, run }: Scenario, stack: Stack): Promise<void> {
  const start = Date.now()
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      await run(stack)
      if (attempt > 1) unsteady.push(name)
      console.log(`  ✓ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
      return
    } catch (error) {
      const said = `  ✗ ${name}, attempt ${attempt} of ${TRIES}\n${(error as Error).stack}`
      console.log(said)
      if (attempt === TRIES) failures.push(said)
    }
  }
}
