import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, type Manifest } from 'vite'

/** What a desk loads before it shows anything, and what each room adds, in bytes as they travel (promises.md §3.1). */
export const BUDGET = { entry: 200 * 1024, room: 120 * 1024 }

/**
 * The staff's pages, named by their contents. `__NONCE__` stands wherever the page needs this answer's nonce:
 * show-console.ts puts one in each time the page is served.
 */
export async function buildConsole(
  out = join(import.meta.dirname, '../../.build/web/console'),
): Promise<void> {
  await build({
    root: import.meta.dirname,
    configFile: false,
    base: '/console/',
    logLevel: 'warn',
    plugins: [react()],
    html: { cspNonce: '__NONCE__' },
    build: {
      outDir: out,
      emptyOutDir: true,
      manifest: 'manifest.json',
      // A data: address in the style sheet would need one more word in the policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
    },
  })
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest
  const entry = loadedBy(manifest, 'index.html')
  const rooms = Object.keys(manifest).filter((name) => manifest[name]!.isDynamicEntry)
  const more = (name: string) => [...loadedBy(manifest, name)].filter((file) => !entry.has(file))
  const sizes = {
    entry: sizeOf(out, [...entry]),
    rooms: Object.fromEntries(rooms.map((name) => [name, sizeOf(out, more(name))])),
  }
  writeFileSync(join(out, 'sizes.json'), JSON.stringify(sizes))
  const tooBig = Object.entries(sizes.rooms).filter(([, size]) => size > BUDGET.room)
  if (sizes.entry > BUDGET.entry) tooBig.push(['the entry', sizes.entry])
  if (tooBig.length > 0) throw new Error(`web/console is over its budget: ${JSON.stringify(tooBig)}`)
}

/** A chunk and everything it imports at once, with the styles. */
function loadedBy(manifest: Manifest, name: string, files = new Set<string>()): Set<string> {
  const { file, css = [], imports = [] } = manifest[name]!
  if (files.has(file)) return files
  for (const loaded of [file, ...css]) files.add(loaded)
  for (const imported of imports) loadedBy(manifest, imported, files)
  return files
}

const sizeOf = (out: string, files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file))).length, 0)
