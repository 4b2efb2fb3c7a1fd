import { type Gazetteer, PLACE_KINDS, type Place } from './gazetteer.ts'
import { normalise } from './normal.ts'
import { labelOf, partsOf } from './parts.ts'
import { type Sections, writeSections } from './place-packed.ts'

/** The syllables of a name without tones, one for each character: 凤凰 is feng, huang. Given by whoever builds. */
export type Spell = (text: string) => readonly string[]

/** A name of a place with its letters: found by characters, or by the initials of its syllables. */
type Name = { place: number; text: string; isSpelled: boolean }

/** The words index of a county as bytes: written once per publication, searched as it lies. */
export function packPlaces({ places, elsewhere }: Gazetteer, spell: Spell): ArrayBuffer {
  const numberOf = new Map(places.map(({ id }, number) => [id, number]))
  const text = textHeap()
  const parents = places.map((place) => parentOf(place, numberOf))
  const children = childrenOf(parents)
  const rows = places.flatMap((place, number) => [
    PLACE_KINDS.indexOf(place.kind),
    parents[number]!,
    text.add(place.id),
    text.add(place.names[0]),
    text.add(place.gridId ?? ''),
    numberedAs(place),
    children.starts[number]!,
    children.starts[number + 1]!,
  ])
  const names = places.flatMap((place, number) => namesOf(place, number, spell))
  const terms = termsOf(names)
  const characters = charactersOf(names, spell)
  const sections: Sections = {
    places: rows,
    children: children.list,
    names: names.flatMap((name) => [name.place, text.add(name.text), Number(name.isSpelled)]),
    ...terms,
    ...characters,
    elsewhere: elsewhere.map((name) => text.add(normalise(name))),
    ...text.sections(),
  }
  return writeSections(sections)
}

function parentOf({ id, parent }: Place, numberOf: ReadonlyMap<string, number>): number {
  if (parent === undefined) return -1
  const number = numberOf.get(parent)
  if (number === undefined || number >= numberOf.get(id)!)
    throw new RangeError(`${id} lies in ${parent}, which is not listed before it`)
  return number
}

function childrenOf(parents: readonly number[]) {
  const of: number[][] = parents.map(() => [])
  parents.forEach((parent, child) => {
    if (parent >= 0) of[parent]!.push(child)
  })
  const starts = [0]
  for (const list of of) starts.push(starts.at(-1)! + list.length)
  return { starts, list: of.flat() }
}

const isNumbered = ({ kind }: Place) => kind === 'building' || kind === 'unit'

/** -1: a building with a name instead of a number, found by its name. */
function numberedAs(place: Place): number {
  if (!isNumbered(place)) return -1
  const name = normalise(place.names[0])
  const { building, unit } = partsOf(name)
  return (place.kind === 'unit' ? unit : building) ?? (/^(\d{1,3}|[a-z])$/.test(name) ? labelOf(name) : -1)
}

function namesOf(place: Place, number: number, spell: Spell): Name[] {
  if (isNumbered(place) && numberedAs(place) >= 0) return []
  const texts = [...new Set(place.names.map(normalise))]
  return texts.flatMap((text) => [
    { place: number, text, isSpelled: false },
    { place: number, text: initialsOf(text, spell), isSpelled: true },
  ])
}

const initialsOf = (text: string, spell: Spell) =>
  spell(text)
    .map((syllable) => syllable[0] ?? '')
    .join('')

/** Single characters and pairs, each with the names they occur in, the names in ascending order. */
function termsOf(names: readonly Name[]) {
  const postings = new Map<number, number[]>()
  names.forEach(({ text }, number) => {
    for (const term of new Set(termsIn(text))) {
      const list = postings.get(term)
      if (list) list.push(number)
      else postings.set(term, [number])
    }
  })
  const terms = [...postings.keys()].sort((a, b) => a - b)
  const starts = [0]
  for (const term of terms) starts.push(starts.at(-1)! + postings.get(term)!.length)
  return { terms, termStarts: starts, postings: terms.flatMap((term) => postings.get(term)!) }
}

/** A pair is one word, a single character the same with nothing after it. Signed, as they lie in the index. */
export function termsIn(text: string): number[] {
  const terms: number[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ' ') continue
    terms.push(text.charCodeAt(i) << 15)
    if (i + 1 < text.length && text[i + 1] !== ' ')
      terms.push(pairOf(text.charCodeAt(i), text.charCodeAt(i + 1)))
  }
  return terms
}

/** Two of them may be one number: retrieval may offer a name too many, which the comparison then refuses. */
export const pairOf = (a: number, b: number) => ((a << 15) ^ (b + 1)) | 0

/** Weights are kept in thousandths. A character that every fifth name has says little about which is meant. */
export const FULL_WEIGHT = 1_000
const LEAST_WEIGHT = 200

function charactersOf(names: readonly Name[], spell: Spell) {
  const plain = names.filter(({ isSpelled }) => !isSpelled)
  const counts = new Map<string, number>()
  for (const { text } of plain) for (const c of new Set(text)) counts.set(c, (counts.get(c) ?? 0) + 1)
  const syllables = new Map<string, number>()
  const numberOf = (syllable: string) => {
    if (!syllables.has(syllable)) syllables.set(syllable, syllables.size + 1)
    return syllables.get(syllable)!
  }
  const common = Math.log(plain.length + 1)
  const weightOf = (count: number) =>
    Math.max(
      LEAST_WEIGHT,
      Math.min(FULL_WEIGHT, Math.round((FULL_WEIGHT * 1.35 * Math.log((plain.length + 1) / count)) / common)),
    )
  const known = new Map<number, [weight: number, syllable: number]>()
  for (const c of [...counts.keys(), ...commonCharacters()])
    known.set(c.charCodeAt(0), [weightOf(counts.get(c) ?? 1), numberOf(spell(c)[0] ?? '')])
  const characters = [...known.keys()].sort((a, b) => a - b)
  return {
    characters,
    weights: characters.map((c) => known.get(c)![0]),
    syllables: characters.map((c) => known.get(c)![1]),
  }
}

/** The 3,755 most used characters (GB 2312, level 1): which of them sound alike is what a slip of an input method asks. */
function commonCharacters(): string[] {
  const bytes = Array.from({ length: 0xd7 - 0xb0 + 1 }, (_, row) =>
    Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]),
  )
  const block = new TextDecoder('gb18030').decode(Uint8Array.from(bytes.flat(2)))
  return [...block].filter((c) => c >= '\u4e00' && c <= '\u9fa5')
}

/** Each text once, however many places are called 3号楼. */
function textHeap() {
  const known = new Map<string, number>()
  const [starts, codes]: [number[], number[]] = [[0], []]
  return {
    add(text: string): number {
      const number = known.get(text)
      if (number !== undefined) return number
      known.set(text, known.size)
      for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i))
      starts.push(codes.length)
      return known.size - 1
    },
    sections: () => ({ textStarts: starts, text: codes }),
  }
}
