import { type Random, seeded } from '../../lib/simulate/random.ts'
import { type Division, isVillage, URBAN_STREET } from './divisions.ts'
import { inCounty, type Km, toKm, toSteps } from './lattice.ts'
import { OUTLINE } from './outline.ts'

const TOWN_RADIUS = 2
/** The second street of the seat lies south of it; all other streets share out the rest of the county. */
const SECOND_STREET = { code: '371724002', centre: [1, -7] as Km }
const CANDIDATES = 12
const [LNGS, LATS] = [OUTLINE.map(([lng]) => lng), OUTLINE.map(([, lat]) => lat)]

type Entry = [code: string, sites: Km[]]

/** One point per grid, by division code: several for an urban community of 凤凰街道, one for everybody else. */
export function sites(divisions: Division[]): Map<string, Km[]> {
  // Not every seed leaves each street and community in one piece: the test tells when another one must be tried.
  const random = seeded(6)
  const urban = divisions.filter(({ code, streetCode }) => streetCode === URBAN_STREET && !isVillage(code))
  const rural = divisions.filter((division) => !urban.includes(division))

  const gridCounts = urban.map(() => 3 + Math.floor(random() * 4))
  const inTown = spread(
    gridCounts.reduce((sum, count) => sum + count),
    random,
    (km) => apart(km, [0, 0]) < TOWN_RADIUS ** 2,
  )
  const outside = spread(rural.length, random, (km) => apart(km, [0, 0]) > (TOWN_RADIUS + 0.4) ** 2)

  const byStreet = Map.groupBy(rural, ({ streetCode }) => streetCode)
  const [first, second] = [byStreet.get(URBAN_STREET)!, byStreet.get(SECOND_STREET.code)!]
  const around = nearestFirst(outside, [0, 0])
  const beyond = nearestFirst(around.slice(first.length), SECOND_STREET.centre)
  const others = [...byStreet.values()].filter((street) => street !== first && street !== second)
  const sizes = others.map((street) => street.length)
  const shares = divide(beyond.slice(second.length), sizes, random)
  const town = divide(inTown, gridCounts, random)

  return new Map<string, Km[]>([
    ...urban.map(({ code }, index): Entry => [code, town[index]!]),
    ...first.map(({ code }, index): Entry => [code, [around[index]!]]),
    ...second.map(({ code }, index): Entry => [code, [beyond[index]!]]),
    ...others.flatMap((street, at) => street.map(({ code }, index): Entry => [code, [shares[at]![index]!]])),
  ])
}

/** Mitchell's best candidate: of a few random points keep the one farthest from all others, so cells are of like size. */
function spread(count: number, random: Random, allowed: (km: Km) => boolean): Km[] {
  const points: Km[] = []
  while (points.length < count) {
    const candidates = Array.from({ length: CANDIDATES }, () => anywhere(random, allowed))
    const room = candidates.map((candidate) => nearest(candidate, points))
    points.push(candidates[room.indexOf(Math.max(...room))]!)
  }
  return points
}

function anywhere(random: Random, allowed: (km: Km) => boolean): Km {
  for (;;) {
    const km = toKm([between(LNGS, random()), between(LATS, random())])
    if (inCounty(toSteps(km)) && allowed(km)) return km
  }
}

/** Cuts the points in two by a slanted line, again and again, until each part has its count and hangs together. */
function divide(points: Km[], counts: number[], random: Random): Km[][] {
  if (counts.length === 1) return [points]
  const half = counts.length >> 1
  const share = counts.slice(0, half).reduce((sum, count) => sum + count)
  const [wide, high] = [extent(points.map(([east]) => east)), extent(points.map(([, north]) => north))]
  const slant = (random() - 0.5) * 0.6
  const along = ([east, north]: Km) => (wide > high ? east + slant * north : slant * east - north)
  const sorted = points.toSorted((a, b) => along(a) - along(b))
  return [
    ...divide(sorted.slice(0, share), counts.slice(0, half), random),
    ...divide(sorted.slice(share), counts.slice(half), random),
  ]
}

function nearestFirst(points: Km[], centre: Km): Km[] {
  return points.toSorted((a, b) => apart(a, centre) - apart(b, centre))
}

function nearest(point: Km, others: Km[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const other of others) {
    const distance = apart(point, other)
    if (distance < least) least = distance
  }
  return least
}

/** The square of the distance: it orders just as well, is the same on every machine, and runs a million times here. */
function apart(a: Km, b: Km): number {
  return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
}

function extent(values: number[]): number {
  return Math.max(...values) - Math.min(...values)
}

function between(values: number[], share: number): number {
  return Math.min(...values) + share * extent(values)
}
