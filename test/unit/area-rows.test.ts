import { changesOf, gridsOf } from '../../lib/grid/area-rows.ts'
import { cornersOf, doubleAreaOf } from '../../lib/grid/polygons.ts'
import { someGrids } from '../support/builders.ts'

const SQUARE = [
  [116, 35],
  [116.01, 35],
  [116.01, 35.01],
  [116, 35.01],
  [116, 35],
]
const CELLS = {
  code: '371724001001001',
  name: '第一网格',
  community: '凤凰社区',
  street: '凤凰街道',
  phone: '0530-1',
}
const read = (cells: object, polygons: unknown = [[SQUARE]]) =>
  gridsOf([{ row: 2, cells: { ...CELLS, ...cells }, polygons }], '371724')

test.each<[string, object, unknown, string[]]>([
  ['a code of another county', { code: '371725001001001' }, [[SQUARE]], ['code code-wrong']],
  ['a code too short', { code: '371724001' }, [[SQUARE]], ['code code-wrong']],
  ['no name and no street', { name: ' ', street: '' }, [[SQUARE]], ['name missing', 'street missing']],
  ['a telephone number in words', { phone: '打村里' }, [[SQUARE]], ['phone phone-wrong']],
  ['an origin that is no grid', { replaces: '凤凰' }, [[SQUARE]], ['replaces replaces-wrong']],
  ['no border', {}, null, ['border border-wrong']],
  ['a border that is not closed', {}, [[SQUARE.slice(0, 4)]], ['border border-wrong']],
  ['latitude before longitude', {}, [[SQUARE.map(([lng, lat]) => [lat, lng])]], ['border border-wrong']],
  ['a bow tie', {}, [[[0, 2, 1, 3, 0].map((corner) => SQUARE[corner])]], ['border border-crossed']],
])('%s is named', (_, cells, polygons, wrong) => {
  expect(read(cells, polygons).errors.map(({ column, code }) => `${column} ${code}`)).toEqual(wrong)
})

test('a code used twice is named at its second line', () => {
  const line = { cells: CELLS, polygons: [[SQUARE]] }
  expect(
    gridsOf(
      [2, 3].map((row) => ({ ...line, row })),
      '371724',
    ).errors,
  ).toEqual([{ row: 3, column: 'code', code: 'code-twice' }])
})

test('a ring drawn clockwise is turned, aliases are separated as people write them', () => {
  const [grid] = read({ aliases: '北片；老城，东关' }, [[SQUARE.toReversed()]]).grids
  expect(grid).toMatchObject({ aliases: ['北片', '老城', '东关'] })
  expect(doubleAreaOf(cornersOf(grid!.ring))).toBeGreaterThan(0)
})

test('a grid of several parts keeps them all and shows the largest', () => {
  const island = SQUARE.map(([lng, lat]) => [116.1 + (lng! - 116) / 10, lat!])
  const [grid] = read({}, [[island], [SQUARE]]).grids
  expect([grid!.ring, grid!.polygons?.length]).toEqual([SQUARE, 2])
})

test('what a map changes: a renamed grid is changed, an unchanged one is not', () => {
  const [one, two, three] = someGrids(3)
  const changes = changesOf([{ ...one!, name: '改名' }, two!], [one!, two!, three!])
  expect(changes).toEqual({ added: [], removed: [three!.id], changed: [one!.id] })
})
