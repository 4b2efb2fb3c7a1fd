import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { scenarios as chatScenarios } from '../test/e2e/chat.ts'
import { scenarios as consoleScenarios } from '../test/e2e/console.ts'
import { scenarios as calendarScenarios } from '../test/e2e/console-calendar.ts'
import { scenarios as endpointScenarios } from '../test/e2e/console-endpoints.ts'
import { gridScenarios } from '../test/e2e/console-grids.ts'
import { scenarios as residentScenarios } from '../test/e2e/resident.ts'
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
  ...gridScenarios,
  ...chatScenarios,
]
const scenarios = all.filter(({ name }) => !only || name.includes(only))
let failed = 0
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
    ],
  })
  for (const { name, run } of scenarios) {
    const start = Date.now()
    try {
      await run({ browser, ...stack })
      console.log(`  ✓ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
    } catch (error) {
      failed++
      console.log(`  ✗ ${name}\n${(error as Error).stack}`)
    }
  }
  await browser.close()
})
console.log(`\n${scenarios.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
