import { orient2d } from 'robust-predicates'
import type { Shape } from '../../lib/grid/chains.ts'
import { type Grid, type LngLat, nearestGrid } from '../../lib/grid/directory.ts'
import { haversine } from '../../lib/grid/nearest.ts'
import { packIndex } from '../../lib/grid/pack.ts'
import { openIndex } from '../../lib/grid/point-index.ts'
import { seeded } from '../../lib/simulate/random.ts'
import { demoCounty } from '../../local/county/county.ts'
import { someGrids } from '../support/builders.ts'

const indexOf = (...shapes: Shape[]) => openIndex(packIndex(shapes, orient2d), orient2d)
const box = (west: number, south: number, east: number, north: number): LngLat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const square = { rings: [box(0, 0, 4, 4)] }

describe('an area', () => {
  test('has holes, islands in them, and parts far away', () => {
    const ring = { rings: [box(0, 0, 4, 4), box(1, 1, 3, 3), box(8, 0, 9, 1)] }
    const island = { rings: [box(1, 1, 3, 3)] }
    const index = indexOf(ring, island)
    const owners = [0.5, 2, 3.5, 6, 8.5].map((lng) => index.at(lng, 0.5 + Number(lng === 2)))
    expect(owners).toEqual([0, 1, 0, undefined, 0])
  })

  test('may have parts that touch: nothing changes where one crosses from one to the other', () => {
    const index = indexOf({ rings: [box(0, 0, 2, 2), box(2, 0, 4, 2)] })
    expect([1, 2, 3].map((lng) => index.at(lng, 1))).toEqual([0, 0, 0])
  })

  test('holds its western and southern border and not its eastern and northern one', () => {
    const at = ([lng, lat]: LngLat) => indexOf(square).at(lng, lat)
    expect(
      (
        [
          [0, 2],
          [2, 0],
          [0, 0],
        ] as const
      ).map(at),
    ).toEqual([0, 0, 0])
    expect(
      (
        [
          [4, 2],
          [2, 4],
          [4, 4],
          [0, 4],
          [4, 0],
        ] as const
      ).map(at),
    ).toEqual(Array(5).fill(undefined))
  })

  test('may be written clockwise, unclosed, or with a corner said twice', () => {
    const corners = box(0, 0, 4, 4)
    for (const ring of [
      corners.toReversed(),
      corners.slice(1),
      corners.flatMap((corner) => [corner, corner]),
    ])
      expect(indexOf({ rings: [ring] }).at(1, 1)).toBe(0)
  })
})

describe('a point', () => {
  test('that is no number or far away is outside, and so is every point of an empty county', () => {
    const points = [NaN, Infinity, -Infinity, 180, -180, 1e300]
    expect(points.map((lng) => indexOf(square).at(lng, 1))).toEqual(points.map(() => undefined))
    expect(points.map((lat) => indexOf(square).at(1, lat))).toEqual(points.map(() => undefined))
    expect(indexOf().at(0, 0)).toBeUndefined()
    expect(indexOf().nearest(0, 0)).toBeUndefined()
  })

  test('that areas hold together by mistake goes to the first, and all are named', () => {
    const index = indexOf(square, { rings: [box(2, 0, 6, 4)] }, { rings: [box(3, 0, 6, 4)] })
    expect([1, 2.5, 3.5, 5].map((lng) => index.at(lng, 1))).toEqual([0, 0, 0, 1])
    expect([1, 2.5, 3.5, 5].map((lng) => index.owners(lng, 1))).toEqual([[0], [0, 1], [0, 1, 2], [1, 2]])
  })

  test('that three areas with the very same border hold is no secret either', () => {
    const index = indexOf(square, square, square)
    expect([index.at(1, 1), index.owners(1, 1)]).toEqual([0, [0, 1, 2]])
  })
})

describe('a packed index', () => {
  const grids = demoCounty().grids
  const packed = packIndex(
    grids.map(({ ring }) => ({ rings: [ring] })),
    orient2d,
  )

  test('answers the same from bytes that were sent somewhere', () => {
    const here = openIndex(packed, orient2d)
    const there = openIndex(new Uint8Array(new Uint8Array(packed)).buffer, orient2d)
    for (const { ring } of grids.slice(0, 50)) {
      expect(there.at(...ring[0]!)).toBe(here.at(...ring[0]!))
    }
  })

  test('is the same bytes whenever it is built, and is not copied when it is opened', () => {
    const again = packIndex(
      grids.map(({ ring }) => ({ rings: [ring] })),
      orient2d,
    )
    expect(Buffer.from(again).equals(Buffer.from(packed))).toBe(true)
    const index = openIndex(again, orient2d)
    new Int32Array(again).fill(0, 12)
    expect(index.at(...grids[0]!.ring[0]!)).toBeUndefined()
  })

  test.each([
    ['another version', (words: Int32Array) => words.set([99], 1), 'version 99, and only version 1'],
    ['other bytes', (words: Int32Array) => words.set([7], 0), 'not a point index'],
    ['another length', (words: Int32Array) => words.set([5], 11), 'should be 5 words long'],
  ])('with %s is refused', (_, spoil, message) => {
    const bytes = packed.slice(0)
    spoil(new Int32Array(bytes))
    expect(() => openIndex(bytes, orient2d)).toThrow(message)
  })

  test('that was cut off is refused', () => {
    expect(() => openIndex(packed.slice(0, 400), orient2d)).toThrow('is 100')
    expect(() => openIndex(new ArrayBuffer(3), orient2d)).toThrow('not a point index')
  })
})

describe('the nearest grid', () => {
  const [first] = someGrids(1) as [Grid]
  const grids = demoCounty().grids.map(({ id, ring }): Grid => ({ ...first, id, ring }))
  const nearest = nearestGrid(grids, orient2d)
  const corners = grids.flatMap(({ ring }) => ring)
  const random = seeded(11)
  const outside = Array.from({ length: 60 }, (): LngLat => [115.5 + random() * 1.2, 34.9 + random()]).filter(
    ([lng, lat]) => nearest(lng, lat)!.metres > 0,
  )

  test('is the one with the nearest edge, as measuring 256 places on each near edge finds it', () => {
    expect(outside.length).toBeGreaterThan(20)
    for (const [lng, lat] of outside.slice(0, 8)) {
      const found = nearest(lng, lat)!
      let best = Math.min(...corners.map(([x, y]) => haversine(lng, lat, x, y)))
      for (const { ring } of grids)
        for (let i = 1; i < ring.length; i++) {
          const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
          const length = haversine(ax, ay, bx, by)
          if (haversine(lng, lat, ax, ay) - length > best) continue
          for (let part = 0; part <= 1; part += 1 / 256)
            best = Math.min(best, haversine(lng, lat, ax + part * (bx - ax), ay + part * (by - ay)))
        }
      expect(Math.abs(found.metres - best)).toBeLessThan(0.5 + best * 1e-3)
    }
  })

  test('is 0 metres away for a point that a grid holds', () => {
    expect(nearest(...grids[5]!.ring[0]!)?.metres).toBe(0)
  })

  test('of a point a degree north of a grid on the equator is 111 km away', () => {
    const grid = { ...first, ring: box(-1, -1, 1, 0) }
    expect(nearestGrid([grid], orient2d)(0.5, 1)).toEqual({ grid, metres: expect.closeTo(111_195, -1) })
  })
})
