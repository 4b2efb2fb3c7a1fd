import type { Packed } from './packed.ts'
import { toDegrees } from './steps.ts'

export type Nearest = { owner: number; metres: number }

const EARTH_METRES = 6_371_008.8
const RADIANS = Math.PI / 180

/**
 * The owner of the nearest outer edge, and how far it is: the nearest place of each edge is found as on a flat map around
 * the point, its distance on the sphere. Some kilometres around a county that is right to a metre per kilometre; who is
 * further off is told the county, not the metre. Asked only outside, so every outer edge is measured: no cells needed.
 */
export function nearestIn({ data, chains, chainsAt, cornersAt }: Packed, lng: number, lat: number) {
  let best: Nearest | undefined
  for (let chain = chainsAt; chain < chainsAt + chains * 3; chain += 3) {
    const [one, other] = [data[chain + 1]!, data[chain + 2]!]
    // Between two owners: whoever comes from outside meets another edge first.
    if (one >= 0 && other >= 0) continue
    const end = cornersAt + (data[chain + 3]! - 1) * 2
    for (let corner = cornersAt + data[chain]! * 2; corner < end; corner += 2) {
      const metres = metresToEdge(lng, lat, data, corner)
      if (metres < (best?.metres ?? Infinity)) best = { owner: Math.max(one, other), metres }
    }
  }
  return best
}

function metresToEdge(lng: number, lat: number, data: Int32Array, corner: number): number {
  const [ax, ay] = [toDegrees(data[corner]!), toDegrees(data[corner + 1]!)]
  const [dx, dy] = [toDegrees(data[corner + 2]!) - ax, toDegrees(data[corner + 3]!) - ay]
  const narrow = Math.cos(((lat + ay + dy / 2) / 2) * RADIANS) ** 2
  const part = ((lng - ax) * dx * narrow + (lat - ay) * dy) / (dx * dx * narrow + dy * dy)
  const share = Math.min(1, Math.max(0, part))
  return haversine(lng, lat, ax + share * dx, ay + share * dy)
}

export function haversine(lng: number, lat: number, toLng: number, toLat: number): number {
  const [up, across] = [((toLat - lat) * RADIANS) / 2, ((toLng - lng) * RADIANS) / 2]
  const half = Math.sin(up) ** 2 + Math.cos(lat * RADIANS) * Math.cos(toLat * RADIANS) * Math.sin(across) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}
