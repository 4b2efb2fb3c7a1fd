import { orient2d } from 'robust-predicates'
import type { Shape } from '../../lib/grid/chains.ts'
import type { LngLat } from '../../lib/grid/directory.ts'
import { packIndex } from '../../lib/grid/pack.ts'
import { openIndex } from '../../lib/grid/point-index.ts'
import { seeded } from '../../lib/simulate/random.ts'
import { demoCounty } from '../../local/county/county.ts'
import { aPartition, shapeOf } from '../support/given-partition.ts'
import { oracle } from '../support/given-partition-oracle.ts'

const WORLDS: [string, Shape[]][] = [
  ['a partition with enclaves and parts', aPartition(12, 7).map(shapeOf)],
  ['another one', aPartition(9, 2026).map(shapeOf)],
  ['the demo county', demoCounty().grids.map(({ ring }) => ({ rings: [ring] }))],
]

describe.each(WORLDS)('%s', (_, shapes) => {
  const index = openIndex(packIndex(shapes, orient2d), orient2d)
  const asked = oracle(shapes)
  const corners = shapes.flatMap(({ rings }) => rings.flat())
  const [west, east, south, north] = [
    Math.min(...corners.map(([lng]) => lng)),
    Math.max(...corners.map(([lng]) => lng)),
    Math.min(...corners.map(([, lat]) => lat)),
    Math.max(...corners.map(([, lat]) => lat)),
  ]
  const edges = shapes.flatMap(({ rings }) =>
    rings.flatMap((ring) => ring.slice(1).map((end, i): [LngLat, LngLat] => [ring[i]!, end])),
  )
  const random = seeded(42)
  const some = <T>(list: readonly T[], most: number) =>
    list.length <= most ? list : Array.from({ length: most }, () => list[Math.floor(random() * list.length)]!)

  const spell = ([a, b]: [LngLat, LngLat]) => [String(a), String(b)].sort().join()
  const counts = new Map<string, number>()
  for (const edge of edges) counts.set(spell(edge), (counts.get(spell(edge)) ?? 0) + 1)
  const isShared = (edge: [LngLat, LngLat]) => counts.get(spell(edge)) === 2
  const onOutline = new Set(
    edges
      .filter((edge) => !isShared(edge))
      .flat()
      .map(String),
  )

  /** Points at which the index and the oracle differ, or that have several owners, or none of the `least` they must have. */
  const wrong = (points: readonly LngLat[], least: 0 | 1 = 0) =>
    points.filter(([lng, lat], i) => {
      const owners = asked(lng, lat)
      if (owners.length > 1 || owners.length < least || index.at(lng, lat) !== owners[0]) return true
      return i % 50 === 0 && String(index.owners(lng, lat)) !== String(owners)
    })

  test('has exactly one owner for every corner within', () => {
    const all = [...new Map(corners.map((corner) => [String(corner), corner])).values()]
    expect(all.length).toBeGreaterThan(1_000)
    expect(
      wrong(
        all.filter((corner) => !onOutline.has(String(corner))),
        1,
      ),
    ).toEqual([])
    expect(wrong(all)).toEqual([])
  })

  test('has the owner of the place a hair beside a corner', () => {
    const hair = Number.EPSILON * 64
    const around = some(corners, 500).flatMap(([lng, lat]): LngLat[] => [
      [lng - hair, lat],
      [lng + hair, lat],
      [lng, lat - hair],
      [lng, lat + hair],
    ])
    expect(wrong(around)).toEqual([])
  })

  test('has exactly one owner for the middle of every shared edge, and a hair beside it', () => {
    const middles = some(edges.filter(isShared), 2_500).flatMap(([[ax, ay], [bx, by]]): LngLat[] => {
      const [x, y] = [(ax + bx) / 2, (ay + by) / 2]
      return [
        [x, y],
        [x + Number.EPSILON * 64, y],
      ]
    })
    expect(wrong(middles, 1)).toEqual([])
  })

  test('has exactly one owner for every point, or nobody when the point is outside', () => {
    const points = Array.from(
      { length: 10_000 },
      (): LngLat => [
        west - 0.01 + random() * (east - west + 0.02),
        south - 0.01 + random() * (north - south + 0.02),
      ],
    )
    expect(wrong(points)).toEqual([])
    const [wide, high] = [east - west, north - south]
    const within = points.filter(
      ([lng, lat]) =>
        Math.abs(lng - west - wide / 2) < wide / 4 && Math.abs(lat - south - high / 2) < high / 4,
    )
    expect(within.length).toBeGreaterThan(1_000)
    expect(wrong(within, 1)).toEqual([])
  })

  test('has the owner of the lattice point next to a border', () => {
    const beside = some(edges, 2_000).map(([[ax, ay], [bx, by]]): LngLat => {
      const part = random()
      const step = (a: number, b: number) =>
        (Math.round((a + part * (b - a)) * 1e7) + Math.floor(random() * 7) - 3) / 1e7
      return [step(ax, bx), step(ay, by)]
    })
    expect(wrong(beside)).toEqual([])
  })
})

describe('triangles so small that many corners lie on the walls of cells', () => {
  const side = 8
  const random = seeded(3)
  const any = (most: number) => Math.floor(random() * most)
  const degrees = (x: number, y: number): LngLat => [(1_158_000_000 + x) / 1e7, (351_000_000 + y) / 1e7]
  const nodes = Array.from({ length: side + 1 }, (_, y) =>
    Array.from({ length: side + 1 }, (_, x) => degrees(x * 6 + any(3) - 1, y * 6 + any(3) - 1)),
  )
  const shapes = Array.from({ length: side * side }, (_, n) => {
    const [x, y] = [n % side, Math.floor(n / side)]
    const [a, b, c, d] = [nodes[y]![x]!, nodes[y]![x + 1]!, nodes[y + 1]![x + 1]!, nodes[y + 1]![x]!]
    const halves =
      random() < 0.5
        ? [
            [a, b, c, a],
            [a, c, d, a],
          ]
        : [
            [a, b, d, a],
            [b, c, d, b],
          ]
    return halves.map((ring): Shape => ({ rings: [ring] }))
  }).flat()
  const asked = oracle(shapes)

  test.each([1, 2, 5, shapes.length])('have one owner for every eighth of a step, %i at a time', (many) => {
    for (let from = 0; from < Math.min(shapes.length, many * 25); from += many) {
      const some = shapes.slice(from, from + many)
      const index = openIndex(packIndex(some, orient2d), orient2d)
      const corners = some.flatMap(({ rings }) => rings.flat())
      const points = Array.from({ length: 300 }, () => {
        const [lng, lat] = corners[any(corners.length)]!
        return degrees(
          Math.round(lng * 1e7) - 1_158_000_000 + any(81) / 8 - 5,
          Math.round(lat * 1e7) - 351_000_000 + any(81) / 8 - 5,
        )
      })
      const differ = points.filter(([lng, lat]) => {
        const owner = asked(lng, lat).find((one) => one >= from && one < from + many)
        return index.at(lng, lat) !== (owner === undefined ? undefined : owner - from)
      })
      expect(differ).toEqual([])
    }
  })
})
