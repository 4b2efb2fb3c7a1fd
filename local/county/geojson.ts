import type { Grid } from './county.ts'

/** The grids as a GeoJSON FeatureCollection, to look at on any map. */
export function geoJson(grids: Grid[]) {
  return {
    type: 'FeatureCollection',
    features: grids.map(({ ring, community, street, ...properties }) => ({
      type: 'Feature',
      properties: { ...properties, community: community.name, street: street.name, synthetic: true },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  }
}
