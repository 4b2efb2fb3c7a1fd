import writeXlsxFile from 'write-excel-file/node'
import type { Page, RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { COLUMN_NAMES, COLUMNS, type Column } from '../../lib/grid/area-rows.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { type Directory, inForce } from '../../lib/grid/editions.ts'
import { type Polygons, polygonsOf } from '../../lib/grid/polygons.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { AggregateTable } from '../../lib/tables/aggregate.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'
import { converted } from './read-areas.ts'

export type Exporting = {
  directories: Pick<AggregateTable<Directory>, 'find'>
  maps: Pick<GridMaps, 'of'>
  now(): Instant
}

const TYPES = {
  geojson: 'application/geo+json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A map as a file that an import reads back: the one in force, or an edition by its number. */
export const exportAreas =
  ({ directories, maps, now }: Exporting) =>
  async ({ query }: RequestOf<'exportAreas'>, staff: Staff): Promise<Page> => {
    if (!can(staff, 'area.write')) throw new Problem('not-allowed')
    const { format, datum, edition } = query
    const editions = (await directories.find(COUNTY))?.value.editions ?? []
    const asked = edition === undefined ? inForce(editions, now()) : editions[Number(edition) - 1]
    if (!asked && Number(edition ?? 0) > 0) throw new Problem('not-found')
    const grids = await maps.of(asked?.key ?? '')
    const drawn = grids.map((grid) => ({
      ...grid,
      polygons: converted(polygonsOf(grid), 'wgs84', datum) as Polygons,
    }))
    const file = await WRITE[format](drawn)
    return {
      status: 200,
      headers: {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="grids-${asked?.edition ?? 0}-${datum}.${format}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
      body: typeof file === 'string' ? file : file.toString('base64'),
      ...(typeof file !== 'string' && { isBase64: true }),
    }
  }

type Drawn = Grid & { polygons: Polygons }

const WRITE: Record<keyof typeof TYPES, (grids: readonly Drawn[]) => Promise<string | Buffer>> = {
  geojson: async (grids) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: grids.map(({ polygons, ...grid }) => ({
        type: 'Feature',
        properties: Object.fromEntries(
          COLUMN_NAMES.filter((column) => column !== 'border').map((column) => [
            column,
            cellOf(grid, column),
          ]),
        ),
        geometry: { type: 'MultiPolygon', coordinates: polygons },
      })),
    }),
  csv: async (grids) =>
    `\uFEFF${[titles(), ...grids.map(lineOf)].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`,
  xlsx: async (grids) =>
    writeXlsxFile(
      [titles(), ...grids.map(lineOf)].map((line) => line.map((value) => ({ value }))),
    ).toBuffer(),
}

const titles = () => COLUMN_NAMES.map((column) => COLUMNS[column][0])

const lineOf = (grid: Drawn) =>
  COLUMN_NAMES.map((column) =>
    harmless(column === 'border' ? wellKnown(grid.polygons) : cellOf(grid, column)),
  )

function cellOf(grid: Grid, column: Exclude<Column, 'border'>): string {
  const { id, aliases, replaces } = grid
  if (column === 'code') return id
  if (column === 'aliases') return (aliases ?? []).join('；')
  if (column === 'replaces') return (replaces ?? []).join('；')
  return grid[column]
}

const wellKnown = (polygons: Polygons) =>
  `MULTIPOLYGON (${polygons.map((rings) => `(${rings.map((ring) => `(${ring.map((point) => point.join(' ')).join(', ')})`).join(', ')})`).join(', ')})`

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (promises.md, threat 14); the import takes it off. */
const harmless = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
