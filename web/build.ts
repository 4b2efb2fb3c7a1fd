import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildResident } from './resident/build.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, '.build/web')

/** Builds what changed: the resident's form always exists, the console once its own folder does. */
export async function buildPages(): Promise<void> {
  const console = join(import.meta.dirname, 'console/build.ts')
  await Promise.all([
    whenChanged('resident', buildResident),
    existsSync(console) &&
      whenChanged('console', async (folder) => {
        const page = (await import(pathToFileURL(console).href)) as {
          buildConsole(out: string): Promise<void>
        }
        await page.buildConsole(folder)
      }),
  ])
}

/** The console takes seconds to build, so nobody waits for it twice for the same sources. */
async function whenChanged(name: string, build: (out: string) => Promise<void>) {
  const folder = join(out, name)
  const stamp = join(folder, '.hash')
  const hash = hashOf(name)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await build(folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(stamp, hash)
}

/** Everything a page may import: its own folder, what pages share, the contracts and core, and the installed packages. */
function hashOf(name: string): string {
  const patterns = [`web/${name}/**/*`, 'web/shared/**/*', 'web/build.ts', 'lib/**/*.ts', 'package-lock.json']
  const hash = createHash('sha256')
  for (const path of globSync(patterns, { cwd: root }).sort()) {
    if (/\.\w+$/.test(path)) hash.update(path).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}
