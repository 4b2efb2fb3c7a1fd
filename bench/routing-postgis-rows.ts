import { type Area, shapeOf } from '../test/support/given-partition.ts'
import { oracle } from '../test/support/given-partition-oracle.ts'
import type { Locate } from './routing-peers.ts'
import type { Points } from './routing-points.ts'
import { startPostGis } from './routing-postgis.ts'
import type { Row } from './row.ts'

/**
 * PostGIS beside us and against us: a point it covers with areas must be one of theirs here, and one it covers with none
 * nobody's. Where the two differ, whole numbers decide whose mistake it is.
 */
export function postGisRows(
  size: string,
  areas: readonly Area[],
  queries: Record<string, Points>,
  ours: Locate,
): Row[] {
  const postGis = startPostGis(areas)
  if (!postGis) return []
  try {
    const ask = oracle(areas.map(shapeOf))
    return Object.entries(queries).map(([kind, points]) => {
      const { owners, ns } = postGis.covering(points)
      let [wrong, itsWrong, several] = [0, 0, 0]
      owners.forEach((covering, i) => {
        const [lng, lat] = [points[i * 2]!, points[i * 2 + 1]!]
        const owner = ours(lng, lat)
        if (covering.length > 1) several++
        if (covering.length > 0 ? covering.includes(owner) : owner === -1) return
        if ((ask(lng, lat)[0] ?? -1) === owner) itsWrong++
        else wrong++
      })
      const time = perPoint(points, ours)
      return {
        name: `${size} polygons, ${kind}`,
        unit: 'ns',
        ours: time,
        peers: {
          [`PostGIS ST_Covers, all in one statement (${several} points with several owners, ${itsWrong} wrong)`]:
            ns,
          'one by one': postGis.oneByOne(points),
        },
        ratio: time / ns,
        floor: ns,
        runs: 1,
        wrong,
      }
    })
  } finally {
    postGis.stop()
  }
}

function perPoint(points: Points, ours: Locate): number {
  const start = performance.now()
  let sum = 0
  for (let i = 0; i < points.length; i += 2) sum += ours(points[i]!, points[i + 1]!)
  if (Number.isNaN(sum)) throw new Error('An answer was no number')
  return ((performance.now() - start) * 1e6) / (points.length / 2)
}
