import type { Area } from '../grid/area.ts'

/** From large to small. Homes are not in a gazetteer: it is public, and who lives where is not. */
export const PLACE_KINDS = [
  'county',
  'street',
  'community',
  'compound',
  'landmark',
  'building',
  'unit',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/**
 * A place with a name (地名). `names`: the official one, then what else people say. `parent`: what it lies in. `gridId`: the
 * grid that holds it, missing for what lies in several; a building without one is held by its compound's.
 */
export type Place = {
  id: string
  kind: PlaceKind
  names: readonly [string, ...string[]]
  parent?: string
  gridId?: Area
}

/** Places, parents before their children, and the counties and cities that are not ours. */
export type Gazetteer = { places: readonly Place[]; elsewhere: readonly string[] }
