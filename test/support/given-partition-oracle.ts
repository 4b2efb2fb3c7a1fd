import type { Shape } from '../../lib/grid/chains.ts'
import type { LngLat } from '../../lib/grid/directory.ts'

/** Every double of up to 180 degrees is a whole number of these. */
const PARTS = 2 ** 64
const whole = (degrees: number) => BigInt(degrees * PARTS)

/** Who holds a point, asked of every edge of every ring with whole numbers of any length. Slow, and not clever enough to be wrong. */
export function oracle(shapes: readonly Shape[]) {
  const boxed = shapes.map(({ rings }) => ({ edges: rings.flatMap(edgesOf), ...boxOf(rings.flat()) }))
  return (lng: number, lat: number): number[] =>
    boxed.flatMap(({ edges, west, east, south, north }, owner) => {
      if (lng < west || lng > east || lat < south || lat > north) return []
      return edges.filter((edge) => isEastOf(edge, lng, lat)).length % 2 ? [owner] : []
    })
}

/** The edge crosses the point's latitude, the lower end counted in, east of the point and not on it. */
function isEastOf([low, high]: readonly [LngLat, LngLat], lng: number, lat: number): boolean {
  if (!(low[1] <= lat && lat < high[1])) return false
  const [ax, ay, bx, by, x, y] = [...low, ...high, lng, lat].map(whole) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0n
}

function edgesOf(ring: readonly LngLat[]) {
  return ring.slice(1).map((end, i): readonly [LngLat, LngLat] => {
    const start = ring[i]!
    return start[1] <= end[1] ? [start, end] : [end, start]
  })
}

function boxOf(corners: readonly LngLat[]) {
  const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)]
  return {
    west: Math.min(...lngs),
    east: Math.max(...lngs),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}
