import { rezone } from '../../lib/grid/rezone.ts'
import { someGrids } from '../support/builders.ts'

const [OLD, KEPT, NEW, OTHER] = someGrids(4).map((grid, index) => ({
  ...grid,
  name: ['旧', '留', '新', '邻'][index]!,
}))
const point = { lng: 116.025, lat: 35.005 }
const placed = {
  gridId: OLD!.id,
  trace: [{ by: 'point', found: true, gridId: OLD!.id, why: '' }],
  whereabouts: { point },
}
const byHand = { gridId: OLD!.id, trace: [], whereabouts: { point } }

const on = (grids: readonly (typeof OLD & object)[], report: object) => {
  const lookup = {
    grid: (id: string) => grids.find((grid) => grid.id === id),
    at: () => grids.find(({ id }) => id === NEW!.id),
  }
  return rezone(report as never, undefined, grids, lookup as never)
}
const successor = { ...NEW!, replaces: [OLD!.id] }

test.each<[string, readonly (typeof OLD & object)[], object, string | undefined]>([
  ['whose place lies in another grid now goes there', [OLD!, NEW!], placed, NEW!.id],
  ['that a person handed out stays while its grid exists', [OLD!, NEW!], byHand, undefined],
  [
    'that a person handed out goes with its grid into the one that took it over',
    [KEPT!, successor],
    byHand,
    NEW!.id,
  ],
  ['with no grid yet stays so', [NEW!], { ...byHand, gridId: undefined }, undefined],
])('a report %s', (_, grids, report, to) => {
  expect(on(grids, report)?.gridId).toBe(to)
})

test('a report of a divided grid, which nobody can know the part of, is for a person to assign, and says why', () => {
  const parts = [successor, { ...OTHER!, replaces: [OLD!.id] }]
  expect(on(parts, byHand)).toEqual({ why: '网格调整：原网格已撤销，需人工派单' })
})
