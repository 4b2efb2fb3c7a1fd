import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile } from 'esbuild'

/** What a phone loads before the first question can be answered, page and all, and what it fetches after: bytes as they travel. */
export const BUDGET = { first: 15 * 1024, after: 15 * 1024 }

const SETTINGS = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2018',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

/**
 * Scripts named by their contents, for the kernels inside older WeChat versions; rooms behind `import()` become files of their
 * own. The style goes into the manifest, and from there into each page. The service worker is the only file with a lasting name; it knows all others by theirs.
 */
export async function buildResident(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const named = {
    outdir: out,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    metafile: true,
  } as const
  const proof = await build({
    ...SETTINGS,
    ...named,
    format: 'iife',
    entryPoints: [join(import.meta.dirname, 'proof-worker.ts')],
  })
  const [worker] = namesIn(proof.metafile)
  const { metafile } = await build({
    ...SETTINGS,
    ...named,
    entryPoints: {
      script: join(import.meta.dirname, 'main.ts'),
      style: join(import.meta.dirname, 'resident.css'),
    },
    splitting: true,
    define: { PROOF_WORKER: JSON.stringify(`/assets/${worker}`) },
  })
  const made = namesIn(metafile)
  const [script, sheet] = ['script-', 'style-'].map((name) => made.find((file) => file.startsWith(name))!)
  const files = [worker!, ...made.filter((name) => name !== sheet)]
  await build({
    ...SETTINGS,
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: join(out, 'sw.js'),
    define: {
      FILES: JSON.stringify(files.map((file) => `/assets/${file}`)),
      SCRIPT: JSON.stringify(script),
    },
  })
  const sizes = { first: sizeOf(out, [script!, sheet!]), after: sizeOf(out, awakeFiles(metafile)) }
  for (const [when, budget] of Object.entries(BUDGET)) {
    const size = sizes[when as keyof typeof BUDGET]
    if (size > budget) throw new Error(`web/resident loads ${size} bytes (${when}); the limit is ${budget}`)
  }
  const style = readFileSync(join(out, sheet!), 'utf8').trim()
  rmSync(join(out, sheet!))
  const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`
  writeFileSync(join(out, 'manifest.json'), JSON.stringify({ script, style, styleHash, ...sizes }))
}

const namesIn = ({ outputs }: Metafile) => Object.keys(outputs).map((path) => basename(path))

/** What wakes the page: the file that takes over, and what it imports at once. */
function awakeFiles({ outputs }: Metafile): string[] {
  const paths = Object.keys(outputs).filter((path) => outputs[path]!.entryPoint?.endsWith('wake.tsx'))
  for (const path of paths) {
    for (const { kind, path: imported } of outputs[path]!.imports) {
      if (kind === 'import-statement' && !paths.includes(imported)) paths.push(imported)
    }
  }
  return paths.map((path) => basename(path))
}

const sizeOf = (out: string, files: string[]) =>
  files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(out, file))).length, 0)
