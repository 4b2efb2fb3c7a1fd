import { orient2d } from 'robust-predicates'
import { directoryOf, type Grid, pointInGrid } from '../../lib/grid/directory.ts'
import { type Code, findGrid } from '../../lib/grid/route.ts'
import { toWgs84 } from '../../lib/platform/to-wgs84.ts'
import type { Whereabouts } from '../../lib/report/report.ts'
import { demoCounty } from '../../local/county/county.ts'
import { OUTLINE } from '../../local/county/outline.ts'
import { aCode, someGrids } from '../support/builders.ts'

const grids = someGrids(9)
const [first, second, third, fourth] = grids as [Grid, Grid, Grid, Grid]
const directory = directoryOf(grids, orient2d)
const inside = ({ ring }: Grid) => ({
  lng: ring[0]![0] + 0.004,
  lat: ring[0]![1] + 0.003,
  datum: 'wgs84' as const,
})
const find = (whereabouts: Whereabouts, code?: Code) => findGrid({ whereabouts }, code, directory, toWgs84)
const named = (grid: Grid | undefined, name: string) => ({
  placeId: name,
  name,
  ...(grid && { gridId: grid.id }),
})

describe('a report belongs', () => {
  const code = aCode('c1', first, { place: '凤凰花园3号楼' })
  const words = { verdict: 'found' as const, places: [{ ...named(fourth, '佳信花园2号楼'), score: 0.9 }] }
  const everything = { codeId: 'c1', picked: named(second, '凤凰家园'), point: inside(third), words }

  test('to the grid of its code before the one picked, the one located and the one in words', () => {
    expect(find(everything, code)).toEqual({
      gridId: first.id,
      flags: [],
      trace: [
        { by: 'code', found: true, gridId: first.id, score: 1, why: '因为二维码贴在「凤凰花园3号楼」' },
        { by: 'picked', found: true, gridId: second.id, score: 1, why: '因为报告人选了「凤凰家园」' },
        { by: 'point', found: true, gridId: third.id, score: 1, why: '因为定位落在这个网格内' },
        { by: 'words', found: true, gridId: fourth.id, score: 0.9, why: '因为写的地点是「佳信花园2号楼」' },
      ],
      spot: { lat: code.lat, lng: code.lng },
    })
  })

  test('to the grid picked before the one located', () => {
    expect(find({ picked: named(second, '凤凰家园'), point: inside(third) }).gridId).toBe(second.id)
  })

  test('to the grid located when there is nothing else', () => {
    expect(find({ point: inside(third) }).gridId).toBe(third.id)
  })

  test('to the grid in words when there is nothing before them', () => {
    expect(find({ words }).gridId).toBe(fourth.id)
  })

  test('nowhere when it gives no clue, and nothing is made up', () => {
    expect(find({})).toEqual({ trace: [], flags: [] })
  })
})

describe('a clue that fails is written down and the next one decides', () => {
  const point = inside(third)
  test.each([
    [
      'a revoked code',
      { codeId: 'c1', point },
      aCode('c1', first, { revokedAt: '2026-02-01' }),
      'code-revoked',
      '二维码已停用',
    ],
    ['an unknown code', { codeId: 'c9', point }, undefined, 'code-unknown', '二维码没有登记'],
    [
      'a picked place that lies in several grids',
      { picked: named(undefined, '凤凰社区'), point },
      undefined,
      undefined,
      '报告人选了「凤凰社区」，它不只属于一个网格',
    ],
  ])('%s', (_, whereabouts, code, flag, why) => {
    const routing = find(whereabouts, code)
    expect(routing.gridId).toBe(third.id)
    expect(routing.flags).toEqual(flag ? [flag] : [])
    expect(routing.trace[0]).toMatchObject({ found: false, why })
    expect(routing.trace[0]).not.toHaveProperty('gridId')
  })

  test('words that could mean several places decide nothing, and say which', () => {
    const places = [first, second].map((grid, n) => ({ ...named(grid, `凤凰花园${n + 1}号楼`), score: 0.9 }))
    expect(find({ words: { verdict: 'ask', places } })).toEqual({
      community: first.id.slice(0, 12),
      flags: [],
      trace: [
        { by: 'words', found: false, why: '写的地点说不准，可能是「凤凰花园1号楼」、「凤凰花园2号楼」' },
      ],
    })
    expect(find({ words: { verdict: 'ask', places: [] } }).trace[0]).toMatchObject({
      why: '写的地点没有认出来',
    })
  })
})

describe('where no grid is found, the community is known', () => {
  const community = first.id.slice(0, 12)
  const wholeCommunity = { placeId: community, name: '凤凰社区' }
  const elsewhere = { ...named(fourth, '佳信花园'), score: 0.8 }
  test.each<[string, Whereabouts, Code | undefined, string | undefined]>([
    ['when the person picked a whole one', { picked: wholeCommunity }, undefined, community],
    [
      'when the words name a whole one',
      { words: { verdict: 'found', places: [{ ...wholeCommunity, score: 0.9 }] } },
      undefined,
      community,
    ],
    [
      'when the code hangs in a grid that is no more',
      { codeId: 'c1' },
      { ...aCode('c1', first), gridId: `${community}999` },
      community,
    ],
    [
      'but not when that code was revoked',
      { codeId: 'c1' },
      aCode('c1', first, { revokedAt: '2026-02-01' }),
      undefined,
    ],
    [
      'but not when the words could mean two of them',
      { words: { verdict: 'ask', places: [{ ...wholeCommunity, score: 0.9 }, elsewhere] } },
      undefined,
      undefined,
    ],
    [
      'but not from a whole street',
      { picked: { placeId: '371724001', name: '凤凰街道' } },
      undefined,
      undefined,
    ],
  ])('%s', (_, whereabouts, code, known) => {
    const routing = find(whereabouts, code)
    expect([routing.gridId, routing.community]).toEqual([undefined, known])
  })
})

describe('a point outside the county', () => {
  const west = first.ring[0]![0]
  const beside = { lat: first.ring[0]![1] + 0.005, lng: west - 0.01, datum: 'wgs84' as const }

  test('is flagged, and the nearest grid gets the report when nothing better says where', () => {
    expect(find({ point: beside })).toEqual({
      gridId: first.id,
      spot: { lat: beside.lat, lng: beside.lng },
      flags: ['outside-county'],
      trace: [
        { by: 'point', found: false, why: '定位不在本县范围内' },
        {
          by: 'nearest',
          found: true,
          gridId: first.id,
          score: 0.3,
          why: `因为定位在县界外，离「${first.name}」最近，约911米`,
        },
      ],
    })
  })

  test('says less than a place in words', () => {
    const words = { verdict: 'found' as const, places: [{ ...named(fourth, '佳信花园'), score: 0.9 }] }
    expect(find({ point: beside, words }).gridId).toBe(fourth.id)
  })

  test('five kilometres off or more sends it to nobody', () => {
    const { gridId, flags, trace } = find({ point: { lat: 39.9, lng: 116.4, datum: 'wgs84' } })
    expect({ gridId, flags, last: trace.at(-1)?.why }).toEqual({
      flags: ['outside-county'],
      last: expect.stringMatching(/^定位离「.+」最近，约5\d\d\.\d公里，太远了$/),
    })
  })
})

describe('a point in a Chinese datum', () => {
  const at = (lng: number, lat: number, datum: 'gcj02' | 'bd09') =>
    toWgs84({ lng, lat, datum }).map((degrees) => degrees.toFixed(5))

  test('is converted to the place where the phone stood, by the published pairs', () => {
    expect(at(116.410_244_499_17, 39.916_404_281_5, 'gcj02')).toEqual(['116.40400', '39.91500'])
    expect(at(116.404, 39.915, 'bd09')).toEqual(at(116.397_627_291_19, 39.908_656_739_58, 'gcj02'))
  })

  test('lands in the grid where the phone stood, not where its numbers point', () => {
    const [west, south] = second.ring[0]!
    const shown = { lng: west + 0.012, lat: south + 0.005, datum: 'gcj02' as const }
    const { gridId, spot } = find({ point: shown })
    expect(gridId).toBe(second.id)
    expect([spot!.lng, spot!.lat]).toEqual(toWgs84(shown))
    expect(find({ point: { ...shown, datum: 'wgs84' } }).gridId).toBe(third.id)
  })
})

describe('a point on a border belongs to exactly one grid', () => {
  const county = demoCounty().grids
  const asGrids = county.map(({ id, ring }): Grid => ({ ...first, id, ring }))
  const holders = holdersIn(asGrids)
  const edges = asGrids.flatMap(({ ring }) => ring.slice(1).map((end, index) => [ring[index]!, end] as const))
  const all = new Set(edges.map(String))
  const inner = edges.filter(([from, to]) => all.has(String([to, from])))

  test('at every corner inside the demo county', () => {
    const outer = new Set(
      edges
        .filter(([from, to]) => !all.has(String([to, from])))
        .flat()
        .map(String),
    )
    const corners = new Map(inner.flat().map((point) => [String(point), point]))
    const within = [...corners].filter(([key]) => !outer.has(key)).map(([, point]) => point)
    expect(within.length).toBeGreaterThan(1_000)
    expect(within.filter(([lng, lat]) => holders(lng, lat) !== 1)).toEqual([])
  })

  test('along every inner edge of the demo county', () => {
    const points = inner.flatMap(([[ax, ay], [bx, by]]) =>
      [0.5, 0.1, 1 / 3].map((part) => [ax + part * (bx - ax), ay + part * (by - ay)] as const),
    )
    expect(points.filter(([lng, lat]) => holders(lng, lat) !== 1)).toEqual([])
  })

  test('at corners and along borders that run exactly north and east', () => {
    const lattice = holdersIn(squares(4))
    const steps = Array.from({ length: 7 }, (_, n) => 0.5 + n / 2)
    for (const lng of steps)
      for (const lat of steps) expect([lng, lat, lattice(lng, lat)]).toEqual([lng, lat, 1])
  })

  test('and the one that is answered is the one that holds it', () => {
    const locate = pointInGrid(asGrids, orient2d)
    for (const { id, ring } of asGrids) {
      const corners = ring.slice(1)
      const middle = [0, 1].map(
        (axis) => corners.reduce((sum, c) => sum + c[axis as 0 | 1], 0) / corners.length,
      )
      expect(locate(middle[0]!, middle[1]!)?.id).toBe(id)
    }
  })

  test('and a point outside the outline to none', () => {
    const [west, south] = [Math.min(...OUTLINE.map(([x]) => x)), Math.min(...OUTLINE.map(([, y]) => y))]
    expect(pointInGrid(asGrids, orient2d)(west - 0.001, south - 0.001)).toBeUndefined()
    expect(pointInGrid(asGrids, orient2d)(west, south)).toBeUndefined()
  })
})

/** Squares of one degree, side by side. */
function squares(side: number): Grid[] {
  return Array.from({ length: side * side }, (_, n) => {
    const [x, y] = [n % side, Math.floor(n / side)]
    const corners = [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ] as const
    return { ...first, id: String(n), ring: corners }
  })
}

/** How many of the grids would say yes, were each asked alone. Sorted into cells first: 650 grids times 10,000 points. */
function holdersIn(asked: readonly Grid[]) {
  const alone = asked.map((grid) => {
    const [lngs, lats] = [grid.ring.map(([lng]) => lng), grid.ring.map(([, lat]) => lat)]
    return {
      holds: pointInGrid([grid], orient2d),
      box: [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)] as const,
    }
  })
  return (lng: number, lat: number) =>
    alone.filter(
      ({ holds, box: [west, east, south, north] }) =>
        lng >= west && lng <= east && lat >= south && lat <= north && holds(lng, lat),
    ).length
}
