import { createRequire } from 'node:module'
import Flatbush from 'flatbush'
import { orient2d } from 'robust-predicates'
import type { Area } from '../test/support/given-partition.ts'

const require = createRequire(import.meta.url)

export type Locate = (lng: number, lat: number) => number

type WhichPolygon = (geoJson: unknown) => (point: [number, number]) => { owner: number } | null
const whichPolygon: WhichPolygon = require('which-polygon')

export function geoJsonOf(areas: readonly Area[]) {
  const features = areas.map(({ polygons }, owner) => ({
    type: 'Feature',
    properties: { owner },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }))
  return { type: 'FeatureCollection', features }
}

/** The best published package for this. */
export function whichPolygonOf(geoJson: unknown): Locate {
  const query = whichPolygon(geoJson)
  return (lng, lat) => query([lng, lat])?.owner ?? -1
}

/** The strongest thing one can put together from packages: a packed box tree, flat coordinates, and exact half-open edges. */
export function flatbushOf(areas: readonly Area[]): Locate {
  const parts = areas.flatMap(({ polygons }, owner) => polygons.map((rings) => ({ owner, rings })))
  const tree = new Flatbush(parts.length)
  const [owners, starts] = [new Int32Array(parts.length), new Int32Array(parts.length + 1)]
  const flat: number[] = []
  parts.forEach(({ owner, rings }, part) => {
    const [lngs, lats] = [rings[0]!.map(([lng]) => lng), rings[0]!.map(([, lat]) => lat)]
    tree.add(Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats))
    owners[part] = owner
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!]
        flat.push(...(a[1] <= b[1] ? [...a, ...b] : [...b, ...a]))
      }
    starts[part + 1] = flat.length
  })
  tree.finish()
  const edges = Float64Array.from(flat)

  const holds = (part: number, lng: number, lat: number) => {
    let inside = false
    for (let i = starts[part]!; i < starts[part + 1]!; i += 4) {
      if (lat < edges[i + 1]! || lat >= edges[i + 3]!) continue
      if (orient2d(edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!, lng, lat) < 0) inside = !inside
    }
    return inside
  }
  return (lng, lat) => {
    for (const part of tree.search(lng, lat, lng, lat)) if (holds(part, lng, lat)) return owners[part]!
    return -1
  }
}

/** What no table of this size can beat: one read that says where the next one is. */
export function twoReads(words: number): (at: number) => number {
  const table = Int32Array.from({ length: words }, () => Math.floor(Math.random() * words))
  return (at) => table[table[at]!]!
}
