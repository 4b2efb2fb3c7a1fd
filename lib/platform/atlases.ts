import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { COUNTY } from '../grid/area.ts'
import { type Atlas, openAtlas } from '../place/atlas.ts'
import { remembered } from '../tables/remembered.ts'
import type { Log } from './log.ts'
import type { Objects } from './objects.ts'

/** Which atlas holds, and the one before it. A file is named after its bytes: publishing the same twice changes nothing. */
const Pointer = z.object({ current: z.string(), previous: z.optional(z.string()) })

const POINTER = `${COUNTY}/current.json`
const fileOf = (version: string) => `${COUNTY}/${version}.atlas`
const versionOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** How old a warm function's atlas may be. */
const KEEP_MS = 60_000

async function pointerOf(objects: Objects) {
  const file = await objects.get(POINTER)
  return file && Pointer.parse(JSON.parse(new TextDecoder().decode(file.bytes)))
}

/** The file first, then the pointer: whoever reads in between, or after a crash in between, has the one before. */
export async function publishAtlas(objects: Objects, bytes: Uint8Array): Promise<string> {
  const version = versionOf(bytes)
  const known = await pointerOf(objects)
  if (known?.current === version) return version
  await objects.put(fileOf(version), bytes, 'application/octet-stream')
  const pointer = { current: version, ...(known && { previous: known.current }) }
  await objects.put(POINTER, new TextEncoder().encode(JSON.stringify(pointer)), 'application/json')
  return version
}

/**
 * The atlas that holds now; undefined before the first is published. A new one is noticed within a minute. One whose bytes are
 * not what its name says is not used: the one in use stays, or else the one before it is taken.
 */
export function atlases(
  objects: () => Promise<Objects>,
  { clock, log }: { clock: () => number; log: Pick<Log, 'error'> },
): () => Promise<Atlas | undefined> {
  let held: { version: string; atlas: Atlas } | undefined
  const load = async (from: Objects, version: string): Promise<typeof held> => {
    const bytes = (await from.get(fileOf(version)))?.bytes
    if (bytes && versionOf(bytes) === version)
      return { version, atlas: openAtlas(bytes as Uint8Array<ArrayBuffer>) }
    log.error('atlas damaged', { subject: version })
    return undefined
  }
  const look = async (): Promise<Atlas | undefined> => {
    const from = await objects()
    const pointer = await pointerOf(from)
    if (!pointer) return held?.atlas
    if (pointer.current !== held?.version)
      held =
        (await load(from, pointer.current)) ??
        held ??
        (pointer.previous ? await load(from, pointer.previous) : held)
    return held?.atlas
  }
  /** A bucket that does not answer takes nothing from a function that has an atlas. */
  const lookOrKeep = () =>
    look().catch((error: Error) => {
      log.error('atlas not read', { error })
      if (!held) throw error
      return held.atlas
    })
  const current = remembered(lookOrKeep, KEEP_MS, clock)
  return () => current(COUNTY)
}
