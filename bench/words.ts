import { findPlace } from '../lib/place/find-place.ts'
import type { Place } from '../lib/place/gazetteer.ts'
import { openPlaces, type PlaceIndex } from '../lib/place/place-index.ts'
import { packPlaces } from '../lib/place/place-pack.ts'
import { demoCounty } from '../local/county/county.ts'
import { placesOf } from '../local/county/places.ts'
import { qualityOf, spell, variations } from '../test/support/given-places.ts'
import { median, type Row } from './row.ts'

const ROUNDS = 5
const MANY = 100_000

/** Addresses in words among a county's places: how many are understood, how long it takes, and what comparing each name would take. */
export async function words(): Promise<Row[]> {
  const county = placesOf(demoCounty())
  const small = packPlaces(county, spell)
  const large = packPlaces({ ...county, places: swollen(county.places) }, spell)
  return [
    ...(['tuned', 'held'] as const).flatMap((set) => qualityRows(openPlaces(small), set)),
    speedRow('2k places', small, county.places),
    speedRow('100k places', large, swollen(county.places)),
    sizeRow(large),
  ]
}

function qualityRows(index: PlaceIndex, set: 'tuned' | 'held'): Row[] {
  const { count, top1, top3, falseGuesses, wrong } = qualityOf(
    index,
    variations().filter((variation) => variation.set === set),
  )
  const note = `${count} variations, not understood as meant: ${wrong.join(' | ')}`
  const row = (name: string, share: number, goal: number, isMost = false): Row => ({
    name: `${set === 'held' ? 'unseen' : 'seen while tuning'}: ${name}`,
    unit: '%',
    ours: share * 100,
    peers: {},
    ratio: 1,
    floor: 0,
    runs: 1,
    goal: `${isMost ? '≤' : '≥'} ${goal} %`,
    met: isMost ? share * 100 <= goal : share * 100 >= goal,
    note,
  })
  return [
    row('the right place first', top1, 95),
    row('among the first three', top3, 98),
    row('guessed wrongly', falseGuesses, 1, true),
  ]
}

/** The floor any other way has to beat: the edit distance of the text to every name, in turn. */
function speedRow(name: string, buffer: ArrayBuffer, places: readonly Place[]): Row {
  const texts = variations().map(({ text }) => text)
  const index = openPlaces(buffer)
  const named = places
    .filter(({ kind }) => kind !== 'building' && kind !== 'unit')
    .map(({ names }) => names[0])
  const few = texts.filter((_, i) => i % 40 === 0)
  const ours: number[] = []
  const linear: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const now = [
      perText(texts, (text) => findPlace(index, text).candidates.length),
      perText(few, (text) => nearestName(text, named)),
    ]
    if (round > 0) {
      ours.push(now[0]!)
      linear.push(now[1]!)
    }
  }
  return {
    name: `${name}: one address`,
    unit: 'ns',
    ours: median(ours),
    peers: { [`edit distance to each of ${named.length} names`]: median(linear) },
    ratio: median(ours.map((time, i) => time / linear[i]!)),
    floor: median(linear),
    runs: ROUNDS,
    goal: '≤ 1 ms',
    met: median(ours) <= 1e6,
  }
}

function sizeRow(buffer: ArrayBuffer): Row {
  const start = performance.now()
  findPlace(openPlaces(buffer), '凤凰花园3号楼')
  const cold = performance.now() - start
  return {
    name: '100k places: size of the index',
    unit: 'B/place',
    ours: buffer.byteLength / MANY,
    peers: { 'ms from bytes to the first answer': cold },
    ratio: 1,
    floor: 0,
    runs: 1,
  }
}

function perText(texts: readonly string[], work: (text: string) => number): number {
  const start = performance.now()
  let sum = 0
  for (const text of texts) sum += work(text)
  if (Number.isNaN(sum)) throw new Error('An answer was no number')
  return ((performance.now() - start) * 1e6) / texts.length
}

function nearestName(text: string, names: readonly string[]): number {
  let [best, least] = [-1, Infinity]
  names.forEach((name, i) => {
    const distance = editDistance(name, text)
    if (distance < least) [best, least] = [i, distance]
  })
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])))
    row = next
  }
  return row[b.length]!
}

/** The demo county's places and, until there are as many, compounds with five buildings of three units each, all named differently. */
function swollen(places: readonly Place[]): Place[] {
  const all = [...places]
  const first = [...'金银东西南北中阳光明月春秋江河湖海云天']
  const second = [...'鼎盛华府龙腾锦绣翠庭怡景御园名邸书香']
  for (let n = 0; all.length < MANY; n++) {
    const name = [n % 20, Math.floor(n / 20) % 18, Math.floor(n / 360) % 20]
    const id = `more.${n}`
    const compound =
      first[name[0]!]! + second[name[1]!]! + first[name[2]!]! + ['花园', '家园', '小区', '公寓'][n % 4]!
    all.push({ id, kind: 'compound', names: [compound], parent: '371724001005', gridId: '371724001005001' })
    for (let building = 1; building <= 5; building++) {
      all.push({ id: `${id}.${building}`, kind: 'building', names: [`${building}号楼`], parent: id })
      for (let unit = 1; unit <= 3; unit++)
        all.push({
          id: `${id}.${building}.${unit}`,
          kind: 'unit',
          names: [`${unit}单元`],
          parent: `${id}.${building}`,
        })
    }
  }
  return all
}
