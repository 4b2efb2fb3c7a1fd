import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Bits of pages: what the build would leave, without a build. */
const PAGES = {
  'resident/manifest.json': '{"script":"script.js","style":"p{}","styleHash":"sha256-x"}',
  'resident/script.js': '//',
  'console/index.html': '<html></html>',
}

/** Lays them where a function looks, in a folder that goes with the test's engines; answers the functions' own root. */
export function layPages(dataDir: string): string {
  const root = join(dataDir, 'task')
  for (const [page, content] of Object.entries(PAGES)) {
    const file = join(root, '.build/web', page)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  return root
}
