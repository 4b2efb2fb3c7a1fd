import gcoord from 'gcoord'
import type { ToWgs84 } from '../grid/route.ts'

/** Its types describe a `default` that neither Node nor the bundler leaves in the way. */
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default
const SYSTEMS = { gcj02: GCJ02, bd09: BD09 }

/** GCJ-02 and BD-09 are undone to within a metre. The report keeps the point as it came. */
export const toWgs84: ToWgs84 = ({ lng, lat, datum }) => {
  if (datum === 'wgs84') return [lng, lat]
  const [east, north] = transform([lng, lat], SYSTEMS[datum], WGS84)
  return [east, north]
}
