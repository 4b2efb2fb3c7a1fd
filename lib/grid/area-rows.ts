import type { Area } from './area.ts'
import { openSides } from './borders.ts'
import type { Grid, LngLat } from './directory.ts'
import { facesOf } from './faces.ts'
import { around, cornersOf, doubleAreaOf, isSame, type Polygons } from './polygons.ts'

/** What coordinates are in: GPS, Chinese maps, Baidu's. */
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
export const AREA_FORMATS = ['geojson', 'csv', 'xlsx'] as const

/** The columns of a map of grids, as files name them: the first word is written, all are read. */
export const COLUMNS = {
  code: ['网格编码', 'code', 'id'],
  name: ['网格名称', 'name'],
  community: ['社区', 'community'],
  street: ['街道', 'street'],
  phone: ['服务电话', 'phone'],
  aliases: ['别名', 'aliases'],
  replaces: ['由以下网格调整', 'replaces'],
  border: ['边界', 'border', 'wkt'],
} as const satisfies Record<string, readonly string[]>
export type Column = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[]

/** A line of a file: where it stood, what it said, and its border when that is no text. */
export type AreaRow = { row: number; cells: Partial<Record<Column, string>>; polygons?: unknown }

export const ROW_WORDS = {
  'code-wrong': {
    zh: '网格编码应为 15 位数字，前 6 位是本县代码',
    en: 'A grid code has 15 digits and begins with the county',
  },
  'code-twice': { zh: '这个编码在前面已经用过', en: 'This code was used before' },
  missing: { zh: '这一项要填写', en: 'This is needed' },
  'phone-wrong': { zh: '电话只能有数字和短横线', en: 'A telephone number has digits and hyphens only' },
  'replaces-wrong': {
    zh: '原网格编码应为 15 位数字，多个用分号隔开',
    en: 'Grid codes of 15 digits, separated by semicolons',
  },
  'border-wrong': {
    zh: '边界应为闭合的多边形（经度在前，纬度在后）',
    en: 'A border is a closed polygon, longitude first',
  },
  'border-crossed': { zh: '边界与自身交叉', en: 'The border crosses itself' },
} as const satisfies Record<string, { zh: string; en: string }>
export type RowError = { row: number; column: Column; code: keyof typeof ROW_WORDS }

export type ReadRows = { grids: Grid[]; errors: RowError[] }

/** Makes grids of lines and names everything that is wrong with each. `county`: six digits that every code begins with. */
export function gridsOf(rows: readonly AreaRow[], county: Area): ReadRows {
  const seen = new Set<string>()
  const errors: RowError[] = []
  const grids = rows.flatMap((line) => {
    const { grid, wrong } = gridOf(line, county)
    const isTwice = seen.has(grid.id)
    seen.add(grid.id)
    const all = isTwice ? [...wrong, ['code', 'code-twice'] as const] : wrong
    errors.push(...all.map(([column, code]) => ({ row: line.row, column, code })))
    return all.length === 0 ? [grid] : []
  })
  return { grids, errors }
}

type Wrong = readonly [Column, RowError['code']]

function gridOf({ cells, polygons: drawn }: AreaRow, county: Area): { grid: Grid; wrong: Wrong[] } {
  const said = (column: Column) => cells[column]?.trim() ?? ''
  const [id, phone] = [said('code'), said('phone')]
  const [aliases, replaces] = [listOf(said('aliases')), listOf(said('replaces'))]
  const { polygons, code } = bordersOf(drawn)
  const required = ['name', 'community', 'street'] as const
  const wrong: Wrong[] = [
    ...(/^\d{15}$/.test(id) && id.startsWith(county) ? [] : [['code', 'code-wrong'] as const]),
    ...required.filter((column) => !said(column)).map((column) => [column, 'missing'] as const),
    ...(/^[\d-]{3,20}$/.test(phone) ? [] : [['phone', 'phone-wrong'] as const]),
    ...(replaces.every((one) => /^\d{15}$/.test(one)) ? [] : [['replaces', 'replaces-wrong'] as const]),
    ...(code ? [['border', code] as const] : []),
  ]
  const rings = polygons.map(([outer]) => outer!)
  const isSimple = polygons.length === 1 && polygons[0]!.length === 1
  const grid: Grid = {
    id,
    name: said('name'),
    community: said('community'),
    street: said('street'),
    phone,
    ring: rings.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [],
    ...(!isSimple && { polygons }),
    ...(aliases.length > 0 && { aliases }),
    ...(replaces.length > 0 && { replaces }),
  }
  return { grid, wrong }
}

const listOf = (text: string) =>
  text
    .split(/[;；,，、|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const sizeOf = (ring: readonly LngLat[]) => Math.abs(doubleAreaOf(cornersOf(ring)))

/** A file's border as polygons, outer rings counter-clockwise and holes clockwise, on the lattice of whole steps. */
function bordersOf(drawn: unknown): { polygons: Polygons; code?: RowError['code'] } {
  if (!isMultiPolygon(drawn)) return { polygons: [], code: 'border-wrong' }
  const polygons = drawn.map((rings) => rings.map((ring, index) => wound(ring, index === 0)))
  const all = polygons.flat()
  if (all.some((ring) => ring.length < 4)) return { polygons: [], code: 'border-wrong' }
  return { polygons, ...(all.some(isCrossed) && { code: 'border-crossed' as const }) }
}

function wound(ring: readonly LngLat[], isOuter: boolean): LngLat[] {
  const corners = cornersOf(ring.slice(0, -1))
  const turned = doubleAreaOf(corners) > 0 === isOuter ? corners : corners.toReversed()
  const open = turned.map(([x, y]): LngLat => [x / 1e7, y / 1e7])
  return open.length === 0 ? [] : [...open, open[0]!]
}

/** A ring is simple when its borders enclose one region, and that is all of it. */
function isCrossed(ring: readonly LngLat[]): boolean {
  const corners = cornersOf(ring)
  const sides = around(corners)
  const faces = facesOf(openSides(sides)).filter((face) => doubleAreaOf(face) > 0)
  const area = Math.abs(doubleAreaOf(corners))
  return (
    faces.length !== 1 ||
    doubleAreaOf(faces[0]!) !== area ||
    new Set(corners.map(String)).size !== corners.length
  )
}

function isMultiPolygon(value: unknown): value is LngLat[][][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (rings) =>
        Array.isArray(rings) &&
        rings.length > 0 &&
        rings.every((ring) => Array.isArray(ring) && isClosed(ring)),
    )
  )
}

function isClosed(ring: readonly unknown[]): boolean {
  if (ring.length < 4 || !ring.every(isPoint)) return false
  const [first, last] = cornersOfEnds(ring as LngLat[])
  return isSame(first, last)
}

const cornersOfEnds = (ring: readonly LngLat[]) =>
  [ring[0]!, ring.at(-1)!].map(([lng, lat]) => [Math.round(lng * 1e7), Math.round(lat * 1e7)] as const) as [
    readonly [number, number],
    readonly [number, number],
  ]

function isPoint(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2) return false
  const [lng, lat] = value as unknown[]
  return typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
}

/** How a map differs from the one in force. */
export function changesOf(grids: readonly Grid[], before: readonly Grid[]) {
  const [now, then] = [grids, before].map(
    (some) => new Map(some.map((grid) => [grid.id, JSON.stringify(plain(grid))])),
  )
  return {
    added: grids.filter(({ id }) => !then!.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !now!.has(id)).map(({ id }) => id),
    changed: grids.filter(({ id }) => then!.has(id) && then!.get(id) !== now!.get(id)).map(({ id }) => id),
  }
}

const plain = ({ id, name, community, street, phone, ring, polygons, aliases, replaces }: Grid) => [
  id,
  name,
  community,
  street,
  phone,
  polygons ?? [[ring]],
  aliases ?? [],
  replaces ?? [],
]
