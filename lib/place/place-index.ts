import { type Alignment, alignmentOf, type Letters } from './alignment.ts'
import { PLACE_KINDS, type PlaceKind } from './gazetteer.ts'
import { FULL_WEIGHT, pairOf, termsIn } from './place-pack.ts'
import { NAME_WORDS, type PackedPlaces, PLACE_WORDS, readSections } from './place-packed.ts'

/** A place of the index, without what it takes to say its name; `label`: the number of a building or unit. */
export type Row = { kind: PlaceKind; label: number }

/** A name that the text seems to say: whose, and where in the text. */
export type Mention = Alignment & { place: number }

export type PlaceIndex = {
  size: number
  row(number: number): Row
  idOf(number: number): string
  nameOf(number: number): string
  /** Empty for a place without a grid of its own. */
  gridOf(number: number): string
  find(id: string): number | undefined
  /** The number and everything it lies in, the smallest first. */
  chainOf(number: number): number[]
  children(number: number): Int32Array
  mentionsIn(normalised: string, spelled: boolean): Mention[]
  weightOf(code: number): number
  elsewhere: readonly string[]
}

/** Names compared in full per query, and occurrences looked through to choose them: what bounds the time of a query. */
const MOST_COMPARED = 24
const MOST_LOOKED_AT = 6_000
const LEAST_SIMILAR = 0.6

/** Opens what `packPlaces` made, as it lies. */
export function openPlaces(buffer: ArrayBuffer, offset?: number, length?: number): PlaceIndex {
  const packed = readSections(buffer, offset, length)
  const { places, names } = packed
  const letters = lettersOf(packed)
  const text = (number: number) =>
    packed.text.subarray(packed.textStarts[number]!, packed.textStarts[number + 1]!)
  const said = (number: number) => String.fromCharCode(...text(number))
  const at = (number: number, field: number) => places[number * PLACE_WORDS + field]!
  const gather = gathering(packed)
  let numbers: Map<string, number> | undefined

  const mentionsIn = (normalised: string, spelled: boolean): Mention[] => {
    const query = Uint16Array.from(normalised, (c) => c.charCodeAt(0))
    const best = new Map<number, Mention>()
    for (const name of gather(normalised, spelled)) {
      const place = names[name * NAME_WORDS]!
      const alignment = alignmentOf(text(names[name * NAME_WORDS + 1]!), query, letters)
      if (alignment.similarity < LEAST_SIMILAR) continue
      const known = best.get(place)
      if (!known || alignment.similarity > known.similarity) best.set(place, { ...alignment, place })
    }
    return [...best.values()]
  }

  return {
    size: places.length / PLACE_WORDS,
    row: (number) => ({
      kind: PLACE_KINDS[at(number, 0)]!,
      label: at(number, 5),
    }),
    idOf: (number) => said(at(number, 2)),
    nameOf: (number) => said(at(number, 3)),
    gridOf: (number) => said(at(number, 4)),
    find: (id) => {
      numbers ??= new Map(Array.from({ length: places.length / PLACE_WORDS }, (_, n) => [said(at(n, 2)), n]))
      return numbers.get(id)
    },
    chainOf(number) {
      const chain: number[] = []
      for (let n = number; n >= 0; n = at(n, 1)) chain.push(n)
      return chain
    },
    children: (number) => packed.children.subarray(at(number, 6), at(number, 7)),
    mentionsIn,
    weightOf: letters.weight,
    elsewhere: Array.from(packed.elsewhere, said),
  }
}

/** The names that share the most telling characters and pairs with a text. Rare ones first; common ones only as time allows. */
function gathering({ terms, termStarts, postings, names }: PackedPlaces) {
  const shares = new Float64Array(names.length / NAME_WORDS)
  return (normalised: string, spelled: boolean): number[] => {
    const found = [...new Set(termsIn(normalised))]
      .map((term) => indexOf(terms, term))
      .filter((at) => at >= 0)
      .map((at) => ({ from: termStarts[at]!, to: termStarts[at + 1]! }))
      .sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)
    const touched: number[] = []
    let looked = 0
    for (const { from, to } of found) {
      looked += to - from
      if (looked > MOST_LOOKED_AT && touched.length > 0) break
      const telling = 1 / Math.sqrt(to - from)
      for (let i = from; i < Math.min(to, from + MOST_LOOKED_AT); i++) {
        const name = postings[i]!
        if (!spelled && names[name * NAME_WORDS + 2] === 1) continue
        if (shares[name] === 0) touched.push(name)
        shares[name]! += telling
      }
    }
    const chosen: number[] = []
    for (const name of touched) {
      let at = chosen.length
      while (at > 0 && shares[chosen[at - 1]!]! < shares[name]!) at--
      if (at < MOST_COMPARED) chosen.splice(at, 0, name)
      if (chosen.length > MOST_COMPARED) chosen.pop()
    }
    for (const name of touched) shares[name] = 0
    return chosen
  }
}

function lettersOf({ characters, weights, syllables, terms }: PackedPlaces): Letters {
  const UNKNOWN = 0.8
  return {
    weight(code) {
      const at = indexOf(characters, code)
      return at < 0 ? UNKNOWN : weights[at]! / FULL_WEIGHT
    },
    soundsLike(a, b) {
      const [one, other] = [indexOf(characters, a), indexOf(characters, b)]
      return one >= 0 && other >= 0 && syllables[one] === syllables[other]
    },
    isSaidInNames: (a, b) => indexOf(terms, pairOf(a, b)) >= 0,
  }
}

function indexOf(sorted: Int32Array, value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! === value) return middle
    if (sorted[middle]! < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
