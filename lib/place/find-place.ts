import type { PlaceKind } from './gazetteer.ts'
import { normalise } from './normal.ts'
import { type Parts, partsOf } from './parts.ts'
import type { Mention, PlaceIndex } from './place-index.ts'

export type MatchedPart = { as: PlaceKind; name: string; similarity: number }
export type Candidate = {
  placeId: string
  kind: PlaceKind
  /** In full, from the community down: 凤凰社区凤凰花园3号楼2单元. */
  name: string
  /** Missing when the place lies in several grids. */
  gridId?: string
  /** 0..1, in hundredths. */
  score: number
  parts: MatchedPart[]
  /** What the text also named and the place does not have: a building or unit nobody knows. */
  lacks: ('building' | 'unit')[]
}
/** `found` only when one place is meant beyond doubt; else the person is asked, with what could have been meant. */
export type Found = { verdict: 'found'; candidates: Candidate[] }
export type Asked = {
  verdict: 'ask'
  why: 'nothing' | 'several' | 'unsure' | 'too-large' | 'elsewhere'
  candidates: Candidate[]
}

/** From here on a place is believed, when the next best is at least the margin behind. Measured: bench/words.ts. */
export const BELIEVED = 0.75
export const MARGIN = 0.08
const SHOWN = 8
const LACKING = 0.85
/** 东凤凰小区 and 金凤凰小区 are not 凤凰小区: only these characters lead to a name without being the beginning of another. */
const QUALIFIED = 0.7
const LEADS =
  ' 在住是到去来从往于离的家县市区城省镇乡街道路村社院格和或者与及跟靠近旁边侧面口里内号有回找叫那这咱俺我们'

/**
 * The place that an address in words means (domain.md §6.2). Every name the text seems to say is a mention; a candidate is a
 * mentioned place, worth how well its name fits times how much of all that was mentioned it and what it lies in explain.
 * The same text has the same answer, whoever asks and when. `spelled`: initials of pinyin count as names, too.
 */
export function findPlace(index: PlaceIndex, text: string, spelled = false): Found | Asked {
  const normalised = normalise(text)
  const abroad = index.elsewhere.some((name) => normalised.includes(name))
  const parts = partsOf(normalised)
  const mentions = index.mentionsIn(parts.rest, spelled)
  const candidates = candidatesOf(index, mentions, parts)
  if (abroad) return { verdict: 'ask', why: 'elsewhere', candidates: [] }
  const [best] = candidates
  if (!best) return { verdict: 'ask', why: 'nothing', candidates }
  if (best.score < BELIEVED) return { verdict: 'ask', why: 'unsure', candidates }
  // A town or the county: nobody can be sent there.
  if (best.kind === 'street' || best.kind === 'county')
    return { verdict: 'ask', why: 'too-large', candidates }
  if (candidates.some((other) => other !== best && best.score - other.score < MARGIN))
    return { verdict: 'ask', why: 'several', candidates }
  return { verdict: 'found', candidates }
}

/** Named only at the end: a number may be that of a building in each of a thousand compounds. */
function candidatesOf(index: PlaceIndex, mentions: readonly Mention[], parts: Parts): Candidate[] {
  const byPlace = new Map(mentions.map((mention) => [mention.place, mention]))
  const weights = Array.from(parts.rest, (c) => (c === ' ' ? 0 : index.weightOf(c.charCodeAt(0))))
  const all = explained(mentions, weights)
  const scored = mentions.flatMap((mention) => {
    const chain = index.chainOf(mention.place).flatMap((place) => byPlace.get(place) ?? [])
    const share = explained(chain, weights) / all
    const score =
      mention.similarity * (0.4 + 0.6 * share) * (isQualified(parts.rest, mention, mentions) ? QUALIFIED : 1)
    return withParts(index, mention.place, parts).map(({ place, lacks }) => ({
      place,
      lacks,
      chain,
      score: hundredths(score * LACKING ** lacks.length),
    }))
  })
  scored.sort((a, b) => b.score - a.score || a.place - b.place)
  const seen = new Set<number>()
  const candidates: Candidate[] = []
  for (const { place, lacks, chain, score } of scored) {
    if (candidates.length === SHOWN) break
    // What a better one lies in says nothing against it.
    if (seen.has(place)) continue
    for (const larger of index.chainOf(place)) seen.add(larger)
    candidates.push({ ...describe(index, place), score, parts: chain.map(matchedIn(index)), lacks })
  }
  return candidates
}

const matchedIn =
  (index: PlaceIndex) =>
  ({ place, similarity }: Mention): MatchedPart => ({
    as: index.row(place).kind,
    name: index.nameOf(place),
    similarity: hundredths(similarity),
  })

function isQualified(rest: string, { from }: Mention, mentions: readonly Mention[]): boolean {
  const before = rest[from - 1] ?? ' '
  return !LEADS.includes(before) && !mentions.some((other) => other.from < from && from === other.to)
}

const hundredths = (value: number) => Math.round(value * 100) / 100

/** What the characters under these mentions weigh, each counted once and as well as it fits. */
function explained(mentions: readonly Mention[], weights: readonly number[]): number {
  const best = weights.map(() => 0)
  for (const { from, to, similarity } of mentions)
    for (let i = from; i < to; i++) best[i] = Math.max(best[i]!, weights[i]! * similarity)
  return best.reduce((sum, weight) => sum + weight, 0)
}

type Part = { place: number; lacks: Candidate['lacks'] }

/** Down to the building and unit the text names: in the place itself, or in each compound of the community that has one. */
function withParts(index: PlaceIndex, place: number, { building, unit }: Parts): Part[] {
  const buildings = building === undefined ? [] : numbered(index, place, 'building', building)
  if (building !== undefined && buildings.length === 0)
    return [{ place, lacks: unit === undefined ? ['building'] : ['building', 'unit'] }]
  const within = buildings.length > 0 ? buildings : [place]
  if (unit === undefined) return within.map((one) => ({ place: one, lacks: [] }))
  return within.flatMap((one): Part[] => {
    const [found] = numbered(index, one, 'unit', unit)
    return [found === undefined ? { place: one, lacks: ['unit'] } : { place: found, lacks: [] }]
  })
}

/** At most one more than are shown: they all fit the text alike, and which is meant has to be asked. */
function numbered(
  index: PlaceIndex,
  place: number,
  kind: 'building' | 'unit',
  label: number,
  found: number[] = [],
): number[] {
  for (const child of index.children(place)) {
    if (found.length > SHOWN) break
    const row = index.row(child)
    if (row.kind === kind && row.label === label) found.push(child)
    else if (row.kind === 'compound') numbered(index, child, kind, label, found)
  }
  return found
}

/** A grid of its own, or that of what it lies in; its name in full from the community down. */
export function describe(
  index: PlaceIndex,
  place: number,
): Pick<Candidate, 'placeId' | 'kind' | 'name' | 'gridId'> {
  const chain = index.chainOf(place)
  const grid = chain.map(index.gridOf).find((id) => id !== '')
  const spoken = chain.filter((number) => !['county', 'street'].includes(index.row(number).kind))
  const named = spoken.length > 0 ? spoken : [place]
  return {
    placeId: index.idOf(place),
    kind: index.row(place).kind,
    name: named.reverse().map(index.nameOf).join(''),
    ...(grid && { gridId: grid }),
  }
}
