import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { Points } from './routing-points.ts'
import { median, type Row } from './row.ts'

const RUNS = 7
const OURS = `
import { readFileSync } from 'node:fs'
import { orient2d } from 'robust-predicates'
import { openIndex } from './lib/grid/point-index.ts'
const { buffer, byteOffset, length } = readFileSync(process.argv[2])
export const answer = openIndex(buffer, orient2d, byteOffset, length).at(+process.argv[3], +process.argv[4])`
const PEER = `
import { readFileSync } from 'node:fs'
import whichPolygon from 'which-polygon'
export const answer = whichPolygon(JSON.parse(readFileSync(process.argv[2], 'utf8')))([+process.argv[3], +process.argv[4]])?.owner`

type Cold = { ms: number; mb: number; answer?: number }

/** A fresh process that has nothing loaded: from a file on the disk to the first answer, and the memory it then holds. */
export function coldRow(size: string, index: ArrayBuffer, geoJson: string, [lng, lat]: Points): Row {
  const folder = mkdtempSync(join(tmpdir(), 'fenghuang-cold-'))
  try {
    const start = (name: string, code: string, data: Uint8Array | string) => {
      const [script, file] = [join(folder, `${name}.cjs`), join(folder, `${name}.data`)]
      buildSync({
        stdin: { contents: code, resolveDir: process.cwd() },
        outfile: script,
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
      })
      writeFileSync(file, data)
      return () => first(script, file, lng!, lat!)
    }
    const ours = start('ours', OURS, new Uint8Array(index))
    const peer = start('peer', PEER, geoJson)
    const runs = Array.from({ length: RUNS + 1 }, () => [ours(), peer()] as const).slice(1)
    const of = (side: 0 | 1, what: 'ms' | 'mb') => median(runs.map((pair) => pair[side][what]))
    const ratio = median(runs.map(([one, other]) => one.ms / other.ms))
    const isLarge = size !== '1k'
    return {
      name: `${size}: file → first answer`,
      unit: 'ms',
      ours: of(0, 'ms'),
      peers: {
        'JSON.parse + which-polygon': of(1, 'ms'),
        'MB held, ours': of(0, 'mb'),
        'MB held, theirs': of(1, 'mb'),
      },
      ratio,
      floor: 0,
      runs: RUNS,
      wrong: runs.filter(([one, other]) => one.answer !== other.answer).length,
      ...(isLarge && { goal: '≤ 20 ms and ≤ 1/20', met: of(0, 'ms') <= 20 && ratio <= 1 / 20 }),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function first(script: string, file: string, lng: number, lat: number): Cold {
  const timed = `const start = performance.now()
process.argv.splice(1, 0, '')
const { answer } = require(${JSON.stringify(script)})
console.log(JSON.stringify({ ms: performance.now() - start, mb: process.memoryUsage().rss / 1e6, answer }))`
  return JSON.parse(
    execFileSync(process.execPath, ['-e', timed, file, `${lng}`, `${lat}`], { encoding: 'utf8' }),
  )
}
