import { readFileSync } from 'node:fs'
import { spell } from '../../functions/areas/spell.ts'
import { findPlace } from '../../lib/place/find-place.ts'
import { openPlaces, type PlaceIndex } from '../../lib/place/place-index.ts'
import { packPlaces } from '../../lib/place/place-pack.ts'
import { demoCounty } from '../../local/county/county.ts'
import { placesOf } from '../../local/county/places.ts'

export { spell }

export const demoPlaces = (): PlaceIndex => openPlaces(packPlaces(placesOf(demoCounty()), spell))

/** One way to write down a place, and which place that is; `ask` when nobody could know. */
export type Variation = { set: 'tuned' | 'held'; kind: string; text: string; expect: string }

export function variations(): Variation[] {
  const file = new URL('../data/places/variations.csv', import.meta.url)
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  return rows.map((row) => {
    const [set, kind, text, expect] = row.split(',') as [Variation['set'], string, string, string]
    return { set, kind, text, expect }
  })
}

/** What came of the variations: `top1` of those with a place, `top3` likewise, `falseGuesses` and `asked` of all. */
export type Quality = { count: number; top1: number; top3: number; falseGuesses: number; wrong: string[] }

export function qualityOf(index: PlaceIndex, asked: readonly Variation[]): Quality {
  const places = asked.filter(({ expect }) => expect !== 'ask').length
  let [first, among, guessed] = [0, 0, 0]
  const wrong: string[] = []
  for (const { kind, text, expect } of asked) {
    const { verdict, candidates } = findPlace(index, text)
    const [best] = candidates
    const isRight = verdict === 'found' ? best!.placeId === expect : expect === 'ask'
    if (expect !== 'ask' && isRight) first++
    if (expect !== 'ask' && candidates.slice(0, 3).some(({ placeId }) => placeId === expect)) among++
    if (verdict === 'found' && !isRight) guessed++
    if (!isRight) wrong.push(`${verdict} ${kind} ${text} → ${expect}, not ${best?.name} (${best?.score})`)
  }
  return {
    count: asked.length,
    top1: first / places,
    top3: among / places,
    falseGuesses: guessed / asked.length,
    wrong,
  }
}
