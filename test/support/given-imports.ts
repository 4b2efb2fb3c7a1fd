import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** `target`: a path inside the repository, or the name of a package. */
export type Import = { file: string; target: string; isInside: boolean; isTypeOnly: boolean; names: string[] }

export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).split(sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
}

/** Source without its comments: what they say is not done. */
export function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
}

const STATEMENT =
  /^(?:import|export)\s(?:(type)\s)?([^'"]*?)\s?from\s'([^']+)'|^import\s()()'([^']+)'|()()\b(?:import|require)\('([^']+)'\)/gm

export function importsOf(file: string): Import[] {
  return Array.from(codeOf(file).matchAll(STATEMENT), (found) => {
    const [, type, clause = '', from, , , bare, , , dynamic] = found
    const written = (from ?? bare ?? dynamic)!
    const isInside = written.startsWith('.')
    const names = clause
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    return {
      file,
      target: isInside
        ? normalize(join(dirname(file), written))
            .split(sep)
            .join('/')
        : written,
      isInside,
      isTypeOnly: type === 'type' || (names.length > 0 && names.every((name) => name.startsWith('type '))),
      names: names.map((name) => name.replace(/^type /, '')),
    }
  })
}
