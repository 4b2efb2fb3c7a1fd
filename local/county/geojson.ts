import type { Grid } from './county.ts'

/** The grids as a GeoJSON FeatureCollection, to look at on any map. */
export function geoJson(grids: Grid[]) {
  return {
    type: 'FeatureCollection',
    features: grids.map(({ ring, ...properties }) => ({
      type: 'Feature',
      properties: { ...properties, synthetic: true },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  }
}
