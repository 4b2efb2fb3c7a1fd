/**
 * The layout of an index, all in 32-bit words, so that its bytes are looked things up in as they come:
 * header | one word per cell | leaves | chains (start, one, other) and the end | corners (x, y).
 * A cell's word is a code (no border runs through it), MIXED, or where its leaf is: code at its reference, then per run its
 * first corner and length in one word, and the code that crossing it adds.
 */
export const VERSION = 1
const MAGIC = 0x58474846 // "FHGX" on a little-endian machine; any other reads something else and is refused.
const FIELDS = [
  'owners',
  'west',
  'south',
  'size',
  'columns',
  'rows',
  'chains',
  'chainsAt',
  'cornersAt',
  'words',
] as const
export const HEADER_WORDS = FIELDS.length + 2

/** A cell without borders in which several areas overlap: no offset of a leaf, as it lies in the header. */
export const MIXED = 1

/** A run is at most this many edges; its first corner takes 25 bits more, and one says that it is the last of its leaf. */
export const LONGEST_RUN = 64
export const runOf = (start: number, edges: number, isLast: boolean): number =>
  (start << 7) | ((edges - 1) << 1) | Number(isLast)
export const startOf = (run: number): number => run >>> 7
export const edgesOf = (run: number): number => ((run >>> 1) & (LONGEST_RUN - 1)) + 1
export const isLast = (run: number): boolean => (run & 1) === 1
export const MOST_CORNERS = 2 ** 25

export type Header = Record<(typeof FIELDS)[number], number>
export type Packed = Header & { data: Int32Array<ArrayBuffer> }

export function writeHeader(data: Int32Array<ArrayBuffer>, header: Header): Packed {
  data.set([MAGIC, VERSION, ...FIELDS.map((field) => header[field])])
  return { ...header, data }
}

/** The same bytes, not a copy. They are ours or nothing: an index is built again in less time than it takes to doubt it. */
export function readPacked(buffer: ArrayBuffer, offset = 0, length = buffer.byteLength - offset): Packed {
  const data = new Int32Array(buffer, offset, length >> 2)
  if (data[0] !== MAGIC) throw new Error('These bytes are not a point index')
  if (data[1] !== VERSION)
    throw new Error(`This point index has version ${data[1]}, and only version ${VERSION} can be read`)
  const header = Object.fromEntries(FIELDS.map((field, i) => [field, data[i + 2]])) as Header
  if (header.words !== data.length)
    throw new Error(`This point index should be ${header.words} words long and is ${data.length}`)
  return { ...header, data }
}
