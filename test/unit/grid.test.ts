import { orient2d } from 'robust-predicates'
import { type Grid, pointInGrid } from '../../lib/grid/directory.ts'
import { type Code, type Directory, findGrid } from '../../lib/grid/route.ts'
import type { Whereabouts } from '../../lib/report/report.ts'
import { demoCounty } from '../../local/county/county.ts'
import { OUTLINE } from '../../local/county/outline.ts'
import { aCode, someGrids } from '../support/builders.ts'

const grids = someGrids(9)
const [first, second, third] = grids as [Grid, Grid, Grid]
const at = pointInGrid(grids, orient2d)
const directory: Directory = { grid: (id) => grids.find((grid) => grid.id === id), at }
const inside = ({ ring }: Grid) => ({
  lng: ring[0]![0] + 0.004,
  lat: ring[0]![1] + 0.003,
  datum: 'wgs84' as const,
})
const find = (whereabouts: Whereabouts, code?: Code) => findGrid({ whereabouts }, code, directory)

describe('a report belongs', () => {
  const code = aCode('c1', first, { place: '凤凰花园3号楼' })
  const everything = { codeId: 'c1', gridId: second.id, point: inside(third) }

  test('to the grid of its code before the one picked and the one located', () => {
    expect(find(everything, code)).toEqual({
      gridId: first.id,
      flags: [],
      trace: [
        { by: 'code', found: true, gridId: first.id, why: '因为二维码贴在「凤凰花园3号楼」' },
        { by: 'picked', found: true, gridId: second.id, why: '因为报告人选了这个网格' },
        { by: 'point', found: true, gridId: third.id, why: '因为定位落在这个网格内' },
      ],
      spot: { lat: code.lat, lng: code.lng },
    })
  })

  test('to the grid picked before the one located', () => {
    expect(find({ gridId: second.id, point: inside(third) }).gridId).toBe(second.id)
  })

  test('to the grid located when there is nothing else', () => {
    expect(find({ point: inside(third) }).gridId).toBe(third.id)
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
      'a picked grid that does not exist',
      { gridId: '371724999999999', point },
      undefined,
      undefined,
      '所选网格不存在',
    ],
  ])('%s', (_, whereabouts, code, flag, why) => {
    const routing = find(whereabouts, code)
    expect(routing.gridId).toBe(third.id)
    expect(routing.flags).toEqual(flag ? [flag] : [])
    expect(routing.trace[0]).toMatchObject({ found: false, why })
    expect(routing.trace[0]).not.toHaveProperty('gridId')
  })

  test('a point outside the county is flagged, and nobody gets the report', () => {
    const routing = find({ point: { lat: 39.9, lng: 116.4, datum: 'wgs84' } })
    expect(routing).toEqual({
      flags: ['outside-county'],
      trace: [{ by: 'point', found: false, why: '定位不在本县范围内' }],
    })
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
