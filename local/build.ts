import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'
import { SERVICES } from '../lib/stack/stack.ts'

/** Half of it is machine code, which no bundle holds: packages that need it carry it beside the bundle. */
export const NATIVE = ['sharp']

const root = join(import.meta.dirname, '..')
const out = join(root, '.build')

/**
 * Makes `.build`: one bundle per service, with everything it imports, and the pages. Lambda and the embedded stack start
 * the same files. What esbuild put into each is in `.build/meta.json`, which the size budget reads.
 */
export async function build(): Promise<void> {
  await Promise.all([buildFunctions(), buildPages()])
}

async function buildFunctions() {
  const entries = Object.keys(SERVICES).map((service) => `functions/${service}/handlers.ts`)
  const missing = entries.filter((entry) => !existsSync(join(root, entry)))
  if (missing.length > 0)
    throw new Error(`lib/stack/stack.ts names services without handlers: ${missing.join(', ')}`)

  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: 'functions',
    outdir: '.build/functions',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: NATIVE,
    // The AWS SDK as modules: what nobody imports falls away, a third of the bundle. No source maps: they would cost half
    // of the time, and a bundle of any commit can be made again.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'meta.json'), JSON.stringify(metafile))
}

/** The pages know themselves how they are built. */
async function buildPages() {
  const script = join(root, 'web/build.ts')
  if (!existsSync(script)) return
  const pages = (await import(pathToFileURL(script).href)) as { buildPages(): Promise<void> }
  await pages.buildPages()
}

if (import.meta.main) {
  const start = performance.now()
  build().then(
    () => console.log(`Built in ${Math.round(performance.now() - start)} ms`),
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
}
