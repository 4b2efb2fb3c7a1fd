import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'

/** What a phone loads before the first question can be answered, in bytes as they travel (promises.md §3.1). */
export const BUDGET = 20 * 1024

/**
 * Script and style, named by their contents, for the kernels inside older WeChat versions. Rooms behind `import()` become
 * files of their own, fetched by whoever enters; the budget is for what everybody waits for.
 */
export async function buildResident(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const { metafile } = await build({
    entryPoints: {
      script: join(import.meta.dirname, 'main.tsx'),
      style: join(import.meta.dirname, 'resident.css'),
    },
    outdir: out,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2018',
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  const first = firstLoad(metafile)
  const size = sizeOf(first.map((file) => join(out, file)))
  if (size > BUDGET)
    throw new Error(
      `web/resident loads ${size} bytes at first; a slow phone should wait for ${BUDGET} at most`,
    )
  const [script, style] = ['script-', 'style-'].map((name) => first.find((file) => file.startsWith(name)))
  const shared = first.filter((file) => file !== script && file !== style)
  writeFileSync(join(out, 'manifest.json'), JSON.stringify({ script, style, shared, size }))
}

/** The entries and what they import at once. */
function firstLoad({ outputs }: Metafile): string[] {
  const paths = Object.keys(outputs).filter(
    (path) => outputs[path]!.entryPoint && /\/(script|style)-/.test(path),
  )
  for (const path of paths) {
    for (const { kind, path: imported } of outputs[path]!.imports) {
      if (kind === 'import-statement' && !paths.includes(imported)) paths.push(imported)
    }
  }
  return paths.map((path) => basename(path))
}

const sizeOf = (paths: string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0)
