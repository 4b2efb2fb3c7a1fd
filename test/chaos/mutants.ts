import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

type Edit = { file: string; from: string; to: string }

/** The tests of this test: ways in which the deliverer could be wrong, each an edit of its source. */
export const MUTANTS: Record<string, Edit> = {
  /** One in twenty is written down as delivered and goes nowhere. */
  sending: {
    file: 'functions/alerts/post.ts',
    from: 'new Promise((done) => {',
    to: `new Promise((done) => {
      if (Math.random() < 0.05) return done({ status: 200, headers: {}, body: '{"errcode":0}' })`,
  },
  /** Whatever a robot says under a status of 200 is success. */
  codes: {
    file: 'lib/alerts/verdicts.ts',
    from: 'const { code, words } = codeOf(body)',
    to: 'const { words } = codeOf(body)\n const code = 0 as number',
  },
  /** Nobody looks what comes before. */
  order: {
    file: 'functions/alerts/in-turn.ts',
    from: 'const lane = await deliveries.inLane(name)',
    to: 'const lane: Delivery[] = []',
  },
}

/** The alerts service with that fault, as one bundle; empty when `name` is not a mutant. */
export async function mutated(name: string, dir: string): Promise<string> {
  const edit = MUTANTS[name]
  if (!edit) return ''
  const root = process.cwd()
  const outfile = join(dir, 'alerts.cjs')
  await build({
    entryPoints: [join(root, 'functions/alerts/handlers.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'warning',
    plugins: [
      {
        name: 'mutant',
        setup: ({ onLoad }) =>
          onLoad({ filter: new RegExp(`${edit.file}$`) }, async ({ path }) => ({
            contents: changed(await readFile(path, 'utf8'), edit),
            loader: 'ts',
          })),
      },
    ],
  })
  return outfile
}

/** The source with the fault in it; a source that has moved on fails here, not as a mutant that lives. */
export function changed(source: string, { file, from, to }: Edit): string {
  if (source.split(from).length !== 2) throw new Error(`${file} has not exactly one “${from}”`)
  return source.replace(from, () => to)
}
