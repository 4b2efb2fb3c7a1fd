import { readAreas } from '../../functions/areas/read-areas.ts'
import { gridsOf } from '../../lib/grid/area-rows.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { faultsOf } from '../../lib/grid/partition.ts'
import type { County } from '../county/county.ts'
import { geoJson } from '../county/geojson.ts'

/** The demo county's map, read and checked as an imported file is: a county with a fault is not loaded. */
export async function gridsFrom({ county, grids }: County): Promise<Grid[]> {
  const content = JSON.stringify(geoJson(grids))
  const read = gridsOf(await readAreas({ format: 'geojson', datum: 'wgs84', content }), county.code)
  const wrong = [...read.errors, ...faultsOf(read.grids)]
  if (wrong.length > 0) throw new Error(`The demo county's map is wrong: ${JSON.stringify(wrong[0])}`)
  return read.grids
}
