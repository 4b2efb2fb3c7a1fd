import { asDirectory, type Grid, type LngLat, type Orient2d } from '../grid/directory.ts'
import { packIndex } from '../grid/pack.ts'
import { openIndex } from '../grid/point-index.ts'
import type { Directory } from '../grid/route.ts'
import type { Gazetteer } from './gazetteer.ts'
import { openPlaces, type PlaceIndex } from './place-index.ts'
import { packPlaces, type Spell } from './place-pack.ts'

/**
 * The published areas and names of a county (图册) in one file that is used as it lies: magic, version, then where names of
 * grids (JSON), point index and words index begin, and the end.
 */
export const ATLAS_VERSION = 1
const MAGIC = 0x41474846 // "FHGA" on a little-endian machine
const HEADER = 6

type GridName = Pick<Grid, 'id' | 'name'>
export type Atlas = {
  grids: readonly GridName[]
  places: PlaceIndex
  directory(side: Orient2d): Directory
}

export function packAtlas(
  grids: readonly (GridName & { ring: readonly LngLat[] })[],
  gazetteer: Gazetteer,
  { side, spell }: { side: Orient2d; spell: Spell },
): Uint8Array<ArrayBuffer> {
  const names = new TextEncoder().encode(JSON.stringify(grids.map(({ id, name }) => [id, name])))
  const parts = [
    names,
    new Uint8Array(
      packIndex(
        grids.map(({ ring }) => ({ rings: [ring] })),
        side,
      ),
    ),
    new Uint8Array(packPlaces(gazetteer, spell)),
  ]
  const starts = [HEADER * 4]
  for (const { length } of parts) starts.push(starts.at(-1)! + Math.ceil(length / 4) * 4)
  const bytes = new Uint8Array(starts.at(-1)!).fill(32)
  new Int32Array(bytes.buffer).set([MAGIC, ATLAS_VERSION, ...starts])
  parts.forEach((part, i) => {
    bytes.set(part, starts[i]!)
  })
  return bytes
}

/** Nothing is copied but the grids' names; borders and words are opened when they are first asked for. */
export function openAtlas(bytes: Uint8Array<ArrayBuffer>): Atlas {
  const buffer = bytes.byteOffset % 4 === 0 ? bytes.buffer : bytes.slice().buffer
  const offset = buffer === bytes.buffer ? bytes.byteOffset : 0
  const header = new Int32Array(buffer, offset, HEADER)
  if (header[0] !== MAGIC) throw new Error('These bytes are not an atlas')
  if (header[1] !== ATLAS_VERSION)
    throw new Error(`This atlas has version ${header[1]}, and only version ${ATLAS_VERSION} can be read`)
  const [names, points, words, end] = header.subarray(2) as unknown as [number, number, number, number]
  if (end !== bytes.length) throw new Error(`This atlas should be ${end} bytes long and is ${bytes.length}`)
  const text = new TextDecoder().decode(new Uint8Array(buffer, offset + names, points - names))
  const grids = (JSON.parse(text) as [string, string][]).map(([id, name]) => ({ id, name }))
  let places: PlaceIndex | undefined
  let directory: Directory | undefined
  return {
    grids,
    get places() {
      places ??= openPlaces(buffer, offset + words, end - words)
      return places
    },
    directory(side) {
      directory ??= asDirectory(grids, openIndex(buffer, side, offset + points, words - points))
      return directory
    },
  }
}
