/**
 * The layout of a words index: header | where each section begins, and the end | sections in 32-bit words, the last in
 * 16-bit characters. It is searched as it lies. Places, each eight words: kind, parent, id, name, grid (texts by number),
 * number of its building or unit, first and end of its children. Names, each three: place, text, whether it is initials.
 */
export const WORDS_VERSION = 1
const MAGIC = 0x57474846 // "FHGW" on a little-endian machine; any other reads something else and is refused.
const SECTIONS = [
  'places',
  'children',
  'names',
  'terms',
  'termStarts',
  'postings',
  'characters',
  'weights',
  'syllables',
  'elsewhere',
  'textStarts',
  'text',
] as const
type Section = (typeof SECTIONS)[number]
export type Sections = Record<Section, readonly number[]>
export type PackedPlaces = Record<Exclude<Section, 'text'>, Int32Array> & { text: Uint16Array }

const HEADER = 2 + SECTIONS.length + 1
export const PLACE_WORDS = 8
export const NAME_WORDS = 3

export function writeSections(sections: Sections): ArrayBuffer {
  const ends: number[] = []
  let at = HEADER
  for (const name of SECTIONS) {
    ends.push(at)
    at += name === 'text' ? Math.ceil(sections.text.length / 2) : sections[name].length
  }
  const data = new Int32Array(at)
  data.set([MAGIC, WORDS_VERSION, ...ends, at])
  SECTIONS.forEach((name, i) => {
    if (name === 'text') new Uint16Array(data.buffer, ends[i]! * 4).set(sections.text)
    else data.set(sections[name], ends[i]!)
  })
  return data.buffer
}

/** Views of the bytes, not a copy. */
export function readSections(
  buffer: ArrayBuffer,
  offset = 0,
  length = buffer.byteLength - offset,
): PackedPlaces {
  const data = new Int32Array(buffer, offset, length >> 2)
  if (data[0] !== MAGIC) throw new Error('These bytes are not a words index')
  if (data[1] !== WORDS_VERSION)
    throw new Error(`This words index has version ${data[1]}, and only version ${WORDS_VERSION} can be read`)
  if (data[HEADER - 1] !== data.length)
    throw new Error(`This words index should be ${data[HEADER - 1]} words long and is ${data.length}`)
  const views = SECTIONS.map((name, i) => {
    const [from, to] = [data[2 + i]!, data[3 + i]!]
    if (name !== 'text') return [name, data.subarray(from, to)]
    return [name, new Uint16Array(buffer, offset + from * 4, (to - from) * 2)]
  })
  return Object.fromEntries(views) as PackedPlaces
}
