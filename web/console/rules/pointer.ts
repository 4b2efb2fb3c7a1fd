type Json = { [key: string]: Json } | Json[] | string | number | boolean | null

const MARK = '\u0000here'

/** As people read and write it. */
export const written = (value: unknown): string => JSON.stringify(value, null, 2)

/** In which line of `written(value)` the thing lies that a JSON pointer names; where it is missing, the line it would have. */
export function lineOf(value: unknown, pointer: string): number {
  const copy = structuredClone(value) as Json
  const path = pointer.split('/').slice(1)
  let holder: Json = { '': copy }
  let key = ''
  for (const step of path) {
    const inner: Json | undefined = (holder as Record<string, Json>)[key]
    if (typeof inner !== 'object' || inner === null) break
    holder = inner
    key = step
  }
  const isRoot = holder !== copy && key === ''
  if (isRoot) return 1
  ;(holder as Record<string, Json>)[key] = MARK
  return (
    written(copy)
      .split('\n')
      .findIndex((line) => line.includes(JSON.stringify(MARK).slice(1, -1))) + 1
  )
}
