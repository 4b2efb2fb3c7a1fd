import fc from 'fast-check'
import type { LngLat } from '../../lib/grid/directory.ts'
import { faultsOf } from '../../lib/grid/partition.ts'
import { cornersOf, doubleAreaOf, type Polygons } from '../../lib/grid/polygons.ts'
import { demoCounty } from '../../local/county/county.ts'
import { aPartition } from '../support/given-partition.ts'

type Shape = { id: string; ring: LngLat[]; polygons: Polygons }

const shapes = (seed: number): Shape[] =>
  aPartition(7, seed).map(({ polygons }, index) => ({ id: `g${index}`, ring: polygons[0]![0]!, polygons }))
const doubled = (polygons: Polygons) =>
  polygons
    .map(([outer, ...holes]) => [outer!, ...holes].map((ring) => Math.abs(doubleAreaOf(cornersOf(ring)))))
    .reduce((sum, [outer, ...holes]) => sum + outer! - holes.reduce((all, hole) => all + hole, 0), 0)
const total = (grids: readonly Shape[]) => grids.reduce((sum, { polygons }) => sum + doubled(polygons), 0)
const seed = fc.integer({ min: 1, max: 1_000_000 })

test('a partition with holes, enclaves and scattered parts has no fault', () => {
  fc.assert(
    fc.property(seed, (n) => {
      expect(faultsOf(shapes(n))).toEqual([])
      expect(faultsOf(shapes(n), shapes(n))).toEqual([])
    }),
    { numRuns: 8 },
  )
})

test('a grid that is left out is a gap of its own area', () => {
  fc.assert(
    fc.property(seed, fc.nat(), (n, pick) => {
      const all = shapes(n)
      const gone = all[pick % all.length]!
      const faults = faultsOf(
        all.filter((grid) => grid !== gone),
        all,
      )
      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['gap']))
      // A part with an enclave is drawn by its outer ring; the enclave itself is still held.
      const drawn = faults.reduce((sum, { ring }) => sum + doubleAreaOf(cornersOf(ring)), 0)
      const outer = gone.polygons.reduce((sum, [ring]) => sum + Math.abs(doubleAreaOf(cornersOf(ring!))), 0)
      expect(drawn).toBe(outer)
    }),
    { numRuns: 15 },
  )
})

test('a grid that is there twice is an overlap that names both', () => {
  fc.assert(
    fc.property(seed, fc.nat(), (n, pick) => {
      const all = shapes(n)
      const twin = { ...all[pick % all.length]!, id: 'twin' }
      const faults = faultsOf([...all, twin], all)
      expect(faults.length).toBeGreaterThan(0)
      for (const { kind, grids } of faults)
        expect([kind, grids.includes('twin'), grids.length]).toEqual(['overlap', true, 2])
    }),
    { numRuns: 10 },
  )
})

test('a border that only one of two neighbours moved is found, by exactly what it moved', () => {
  fc.assert(
    fc.property(seed, fc.nat(), fc.nat(), fc.constantFrom(-1, 1, 200, -5_000), (n, pick, which, steps) => {
      const all = shapes(n)
      // Of one part: one that moves into another part of the same grid is in neither, and would count twice here.
      const single = all.filter(({ polygons }) => polygons.length === 1)
      const index = all.indexOf(single[pick % single.length]!)
      const moved = all.map((grid, at) => (at === index ? nudged(grid, which, steps) : grid))
      const faults = faultsOf(moved, all)
      const sum = (kind: string) =>
        faults
          .filter((fault) => fault.kind === kind)
          .reduce((all, { ring }) => all + doubleAreaOf(cornersOf(ring)), 0)
      const [change, seen] = [total(moved) - total(all), sum('overlap') + sum('beyond') - sum('gap')]
      // Where borders cross, a crossing is drawn to the nearest step: off by less than the sides' lengths.
      expect(Math.abs(seen - change)).toBeLessThanOrEqual(1e6)
      if (change !== 0) expect(faults.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})

function nudged(grid: Shape, which: number, steps: number): Shape {
  const [outer, ...holes] = grid.polygons[0]!
  const at = which % (outer!.length - 1)
  const ring = outer!
    .slice(0, -1)
    .map(([lng, lat], index): LngLat => (index === at ? [lng + steps / 1e7, lat] : [lng, lat]))
  return { ...grid, polygons: [[[...ring, ring[0]!], ...holes], ...grid.polygons.slice(1)] }
}

test('splitting a grid and merging two conserves the county', () => {
  fc.assert(
    fc.property(seed, fc.nat(), (n, pick) => {
      const all = shapes(n)
      const simple = all.filter(({ polygons }) => polygons.length === 1 && polygons[0]!.length === 1)
      const old = simple[pick % simple.length]!
      const corners = old.ring.slice(0, -1)
      const fan = corners.map((corner, index): Shape => {
        // Signed triangles of a ring that need not be convex would overlap; a fan is a partition where none is turned around.
        const next = corners[(index + 1) % corners.length]!
        const ring = [middle(corners), corner, next, middle(corners)]
        return { id: `part${index}`, ring, polygons: [[ring]] }
      })
      const isStar = fan.every(({ ring }) => doubleAreaOf(cornersOf(ring)) > 0)
      fc.pre(isStar)
      const split = [...all.filter((grid) => grid !== old), ...fan]
      expect(faultsOf(split, all)).toEqual([])
      expect(faultsOf(all, split)).toEqual([])
      expect(total(split)).toBe(total(all))
    }),
    { numRuns: 10 },
  )
})

const middle = (corners: readonly LngLat[]): LngLat =>
  [0, 1].map(
    (axis) =>
      Math.round((corners.reduce((sum, corner) => sum + corner[axis]!, 0) / corners.length) * 1e7) / 1e7,
  ) as unknown as LngLat

test('the demo county is a partition', () => {
  expect(faultsOf(demoCounty().grids)).toEqual([])
})
