import { spawnSync } from 'node:child_process'

/** `npm run check`: what a reviewer would otherwise have to look for. Runs every step, then says which failed. */
const STEPS: Record<string, string[]> = {
  'format and lint': ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  types: ['typescript/bin/tsc', '--noEmit', '-p', '.'],
  architecture: ['jest/bin/jest.js', 'test/contract/architecture'],
  'dead code': ['knip/bin/knip.js'],
}

const failed = Object.entries(STEPS).filter(([name, [script, ...args]]) => {
  console.log(`\n— ${name}`)
  return spawnSync(process.execPath, [`node_modules/${script}`, ...args], { stdio: 'inherit' }).status !== 0
})

console.log(`\n${Object.keys(STEPS).length - failed.length} passed, ${failed.length} failed`)
if (failed.length > 0) {
  console.error(`check failed: ${failed.map(([name]) => name).join(', ')}`)
  process.exitCode = 1
}
