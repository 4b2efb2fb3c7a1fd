import { parse } from 'csv-parse/sync'
import gcoord from 'gcoord'
import readXlsxFile from 'read-excel-file/node'
import type { AreaFile } from '../../lib/contracts/forms.ts'
import { type AreaRow, COLUMN_NAMES, COLUMNS, type Column } from '../../lib/grid/area-rows.ts'
import type { LngLat } from '../../lib/grid/directory.ts'
import { Problem } from '../../lib/kernel/problem.ts'

/** The package's types say named exports; Node and the bundle see its one default. */
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default

export type Datum = AreaFile['datum']
const SYSTEMS = { wgs84: WGS84, gcj02: GCJ02, bd09: BD09 } as const

/** The lines of a map file with borders in WGS-84. A file that is not of its format is refused as a whole. */
export async function readAreas({ format, datum, content }: AreaFile): Promise<AreaRow[]> {
  const rows = await READ[format](content).catch(() => {
    throw new Problem('file-unreadable')
  })
  return rows.map((row) => ({ ...row, polygons: converted(row.polygons, datum, 'wgs84') }))
}

const READ: Record<AreaFile['format'], (content: string) => Promise<AreaRow[]>> = {
  async geojson(content) {
    const { type, features } = JSON.parse(content) as { type: string; features: Feature[] }
    if (type !== 'FeatureCollection') throw new Problem('file-unreadable')
    return features.map(({ properties, geometry }, index) => ({
      row: index + 1,
      cells: cellsOf(Object.entries(properties ?? {})),
      polygons: geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.coordinates,
    }))
  },
  csv: async (content) =>
    table(parse(content, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][]),
  async xlsx(content) {
    const [sheet] = await readXlsxFile(Buffer.from(content, 'base64'))
    return table((sheet?.data ?? []).map((row) => row.map((cell) => String(cell ?? ''))))
  },
}

type Feature = {
  properties: Record<string, unknown> | null
  geometry: { type: string; coordinates: unknown } | null
}

/** Lines as a person counts them: the header is the first. */
function table([header = [], ...lines]: string[][]): AreaRow[] {
  return lines.map((line, index) => {
    const cells = cellsOf(header.map((title, at) => [title, line[at] ?? '']))
    return { row: index + 2, cells, polygons: polygonsOf(cells.border ?? '') }
  })
}

function cellsOf(entries: readonly (readonly [string, unknown])[]): Partial<Record<Column, string>> {
  const known = entries.flatMap(([title, value]) => {
    const column = COLUMN_NAMES.find((name) =>
      (COLUMNS[name] as readonly string[]).includes(title.trim().toLowerCase()),
    )
    const text = Array.isArray(value) ? value.join('；') : String(value ?? '')
    return column ? [[column, text.replace(/^'(?=[=+\-@])/, '')] as const] : []
  })
  return Object.fromEntries(known)
}

/** Well-known text, `POLYGON ((116.1 35.4, …))` or `MULTIPOLYGON (((…)))`, as GeoJSON's numbers. */
function polygonsOf(text: string): unknown {
  const [, many, body] = /^\s*(MULTI)?POLYGON\s*(\([-\d.\s,()]*\))\s*$/i.exec(text) ?? []
  if (!body) return undefined
  const json = body
    .replace(/([-\d.]+)\s+([-\d.]+)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  try {
    return many ? JSON.parse(json) : [JSON.parse(json)]
  } catch {
    return undefined
  }
}

/** Every point of whatever nesting of arrays, from one datum to another; the same point is always moved to the same place. */
export function converted(value: unknown, from: Datum, to: Datum): unknown {
  if (!Array.isArray(value) || from === to) return value
  const [lng, lat] = value as unknown[]
  return typeof lng === 'number' && typeof lat === 'number'
    ? moved([lng, lat], from, to)
    : value.map((inner) => converted(inner, from, to))
}

/** Rounds until what is wrong is less than a part of a millimetre; the way back from BD-09 begins decimetres off. */
const ROUNDS = 6

/** The package's way back is near; its way there is exact. So whatever goes there again too far or too short is made good. */
function moved(point: LngLat, from: Datum, to: Datum): LngLat {
  let there = transform([...point], SYSTEMS[from], SYSTEMS[to]) as LngLat
  if (to !== 'wgs84') return there
  for (let round = 0; round < ROUNDS; round++) {
    const again = transform([...there], SYSTEMS[to], SYSTEMS[from])
    there = [there[0] + point[0] - again[0]!, there[1] + point[1] - again[1]!]
  }
  return there
}
