import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { changesOf, gridsOf, ROW_WORDS } from '../../lib/grid/area-rows.ts'
import type { Directory } from '../../lib/grid/editions.ts'
import { faultsOf } from '../../lib/grid/partition.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { AggregateTable } from '../../lib/tables/aggregate.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'
import { readAreas } from './read-areas.ts'

export type Importing = {
  directories: Pick<AggregateTable<Directory>, 'find'>
  maps: Pick<GridMaps, 'of' | 'write'>
}

/** As many as a person looks through; the counts say how many there are. */
const MOST_SHOWN = 100

/**
 * A map of all grids as a file: what is wrong in which line, where it overlaps or leaves a gap, and what it changes. Without fault, and
 * not only tried, it is kept under a key by which it can be published; the same file has the same key.
 */
export const importAreas =
  ({ directories, maps }: Importing) =>
  async ({ query, body }: RequestOf<'importAreas'>, staff: Staff, { language }: Caller) => {
    if (!can(staff, 'area.write')) throw new Problem('not-allowed')
    const { grids, errors } = gridsOf(await readAreas(body), COUNTY)
    const last = (await directories.find(COUNTY))?.value.editions.at(-1)
    const before = await maps.of(last?.key ?? '')
    const faults = errors.length === 0 ? faultsOf(grids, before) : []
    const isSound = errors.length === 0 && faults.length === 0 && grids.length > 0
    const key = sha256(JSON.stringify(grids)).slice(0, 16)
    const isKept = isSound && query['dry-run'] !== 'yes'
    if (isKept) await maps.write(key, grids)
    return {
      grids: grids.length,
      changes: changesOf(grids, before),
      errorCount: errors.length,
      errors: errors
        .slice(0, MOST_SHOWN)
        .map(({ code, ...where }) => ({ ...where, code, message: ROW_WORDS[code][language] })),
      faultCount: faults.length,
      faults: faults
        .toSorted((a, b) => b.squareMetres - a.squareMetres)
        .slice(0, MOST_SHOWN)
        .map(({ ring, ...fault }) => ({
          ...fault,
          geometry: { type: 'Polygon' as const, coordinates: [ring.map(([lng, lat]) => [lng, lat])] },
        })),
      ...(isKept && { key }),
    }
  }
