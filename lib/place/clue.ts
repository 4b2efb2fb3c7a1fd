import type { NamedPlace, Whereabouts } from '../report/report.ts'
import { type Candidate, describe, findPlace } from './find-place.ts'
import type { PlaceIndex } from './place-index.ts'

/** As many as a person can weigh. */
const KEPT = 3

/**
 * What a form's place in words, or the place chosen from the list, says of where: names of public places and how well they
 * fit. Not the words: those are sealed with the rest.
 */
export function clueOf(
  index: PlaceIndex,
  { place, placeId }: { place?: string | undefined; placeId?: string | undefined },
): Pick<Whereabouts, 'picked' | 'words'> {
  const number = placeId === undefined ? undefined : index.find(placeId)
  return {
    ...(number !== undefined && { picked: named(describe(index, number)) }),
    ...(place && { words: wordsOf(index, place) }),
  }
}

function wordsOf(index: PlaceIndex, place: string): NonNullable<Whereabouts['words']> {
  const { verdict, candidates } = findPlace(index, place)
  const kept = candidates.slice(0, verdict === 'found' ? 1 : KEPT)
  return { verdict, places: kept.map((candidate) => ({ ...named(candidate), score: candidate.score })) }
}

const named = ({ placeId, name, gridId }: Pick<Candidate, 'placeId' | 'name' | 'gridId'>): NamedPlace => ({
  placeId,
  name,
  ...(gridId && { gridId }),
})
