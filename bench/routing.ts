import { orient2d } from 'robust-predicates'
import { packIndex } from '../lib/grid/pack.ts'
import { openIndex } from '../lib/grid/point-index.ts'
import { seeded } from '../lib/simulate/random.ts'
import { type Area, aPartition, shapeOf } from '../test/support/given-partition.ts'
import { coldRow } from './routing-cold.ts'
import { flatbushOf, geoJsonOf, type Locate, twoReads, whichPolygonOf } from './routing-peers.ts'
import { nearBorders, uniform } from './routing-points.ts'
import { postGisRows } from './routing-postgis-rows.ts'
import { truthRow } from './routing-truth.ts'
import { median, type Row } from './row.ts'

const ROUNDS = 7
const POINTS = 50_000
/** Cells of the mesh on a side: 12 % of them are merged or parts of another, so this makes about 1k and 10k owners. */
const SIZES = [
  ['1k', 34],
  ['10k', 107],
] as const

/**
 * Point to grid among 1k and 10k polygons of one exact partition, against the best package and the best assembly of packages,
 * everything in the same process and in turn. An answer other than that of the exact assembly counts as wrong; `points` are
 * checked against whole numbers of any length besides.
 */
export async function routing({ points = 100_000 }: { points?: number }): Promise<Row[]> {
  return [truthRow(points), ...SIZES.flatMap(([size, side]) => rowsOf(size, aPartition(side)))]
}

function rowsOf(size: string, areas: Area[]): Row[] {
  const shapes = areas.map(shapeOf)
  const corners = shapes.reduce(
    (sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length - 1, 0),
    0,
  )
  const note = `${areas.length} owners with ${(corners / areas.length).toFixed(0)} corners each, ${POINTS} points a round.`
  const isLarge = areas.length >= 5_000
  const text = JSON.stringify(geoJsonOf(areas))
  const collection = JSON.parse(text)
  const buffer = packIndex(shapes, orient2d)
  const index = openIndex(buffer, orient2d)
  const contestants = {
    ours: (lng: number, lat: number) => index.at(lng, lat) ?? -1,
    which: whichPolygonOf(collection),
    flatbush: flatbushOf(areas),
  }
  const read = twoReads(buffer.byteLength / 4)
  const queries = {
    uniform: uniform(areas, POINTS, seeded(5)),
    'near a border': nearBorders(areas, POINTS, seeded(6)),
  }

  const lookups = Object.entries(queries).flatMap(([kind, points]) =>
    lookupRows(`${size} polygons, ${kind}`, points, contestants, read, isLarge),
  )
  const build = compare({ ours: () => packIndex(shapes, orient2d), peer: () => flatbushOf(areas) })
  const [bytes, raw] = [buffer.byteLength / areas.length, (corners * 8) / areas.length]

  return [
    ...lookups.map((row) => ({ ...row, note })),
    ...postGisRows(size, areas, queries, contestants.ours),
    coldRow(size, buffer, text, queries.uniform),
    {
      name: `${size}: build`,
      unit: 'ms',
      ours: build.ours,
      peers: { 'flatbush + orient2d': build.peer },
      ratio: build.ratio,
      floor: build.peer,
      runs: ROUNDS,
      ...(isLarge && { goal: '≤ 1 s', met: build.ours <= 1_000 }),
    },
    {
      name: `${size}: size of the index`,
      unit: 'B/polygon',
      ours: bytes,
      peers: { 'int32 corners of every ring': raw, GeoJSON: text.length / areas.length },
      ratio: bytes / raw,
      floor: raw,
      runs: 1,
      goal: isLarge ? '≤ 1.0 × int32 corners' : '≤ 1 MB in all',
      met: isLarge ? bytes <= raw : buffer.byteLength <= 1e6,
    },
  ]
}

type Contestants = Record<'ours' | 'which' | 'flatbush', Locate>

function lookupRows(
  name: string,
  points: Float64Array,
  { ours, which, flatbush }: Contestants,
  read: (at: number) => number,
  isLarge: boolean,
): Row[] {
  const places = Int32Array.from(points, (_, i) => (i * 7_919) % (points.length / 2))
  const times: Record<string, number[]> = { ours: [], which: [], flatbush: [], floor: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    const now = {
      floor: perPoint(points, (_lng, _lat, i) => read(places[i]!)),
      ours: perPoint(points, ours),
      which: perPoint(points, which),
      flatbush: perPoint(points, flatbush),
    }
    if (round > 0) for (const [key, value] of Object.entries(now)) times[key]!.push(value)
  }
  const over = (peer: string) => median(times.ours!.map((time, i) => time / times[peer]![i]!))
  let [wrong, whichWrong] = [0, 0]
  for (let i = 0; i < points.length; i += 2) {
    const exact = flatbush(points[i]!, points[i + 1]!)
    if (ours(points[i]!, points[i + 1]!) !== exact) wrong++
    if (which(points[i]!, points[i + 1]!) !== exact) whichWrong++
  }
  const floor = median(times.floor!)
  const common = { unit: 'ns', ours: median(times.ours!), floor, runs: ROUNDS, wrong }
  const row = (peer: string, spoken: string, most: number, goal: string): Row => ({
    ...common,
    name,
    peers: { [spoken]: median(times[peer]!) },
    ratio: over(peer),
    goal,
    met: over(peer) <= most,
  })
  return [
    row('which', `which-polygon (${whichWrong} wrong)`, 1 / 10, '≤ 1/10'),
    row('flatbush', 'flatbush + orient2d', 1 / 5, '≤ 1/5'),
    ...(isLarge ? [row('floor', 'two dependent reads', 1.5, '≤ 1.5 ×')] : []),
  ]
}

function perPoint(points: Float64Array, locate: (lng: number, lat: number, i: number) => number): number {
  let sum = 0
  const start = performance.now()
  for (let i = 0; i < points.length; i += 2) sum += locate(points[i]!, points[i + 1]!, i)
  const took = performance.now() - start
  // Somebody must want the answers, or the compiler may find out that nobody does.
  if (Number.isNaN(sum)) throw new Error('An answer was no number')
  return (took * 1e6) / (points.length / 2)
}

function compare({ ours, peer }: Record<'ours' | 'peer', () => unknown>) {
  const times = { ours: [] as number[], peer: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, work] of [
      ['ours', ours],
      ['peer', peer],
    ] as const) {
      const start = performance.now()
      work()
      if (round > 0) times[name].push(performance.now() - start)
    }
  const ratio = median(times.ours.map((time, i) => time / times.peer[i]!))
  return { ours: median(times.ours), peer: median(times.peer), ratio }
}
