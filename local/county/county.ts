import { codesOf } from './codes.ts'
import { divisions } from './divisions.ts'
import { gridsOf } from './grids.ts'
import { peopleOf } from './people.ts'
import type { Ring } from './polygons.ts'

export type Role =
  | 'grid_worker'
  | 'community_worker'
  | 'aux_police'
  | 'community_secretary'
  | 'street_coordinator'
  | 'station_chief'
  | 'county_supervisor'
  | 'county_inspector'
  | 'admin'

type Area = { code: string; name: string }

/** `id`: the 12 digits of the community and 3 of its own. `phone`: the service phone, fictitious. */
export type Grid = { id: string; name: string; community: Area; street: Area; ring: Ring; phone: string }

/** A QR code on a wall: `place` is what a resident reads, the point lies inside the grid. */
export type Code = { id: string; kind: 'building'; gridId: string; place: string; lat: number; lng: number }

/** `area`: 6 digits of the county, 9 of a street, 12 of a community or 15 of a grid. */
export type Staff = { id: string; name: string; account: string; assignments: { role: Role; area: string }[] }

export type County = {
  synthetic: true
  county: Area
  streets: Area[]
  grids: Grid[]
  codes: Code[]
  staff: Staff[]
}

/** Juye County for demos and tests: public codes and names, everything else synthetic and the same on every run. */
export function demoCounty(): County {
  const county = { code: '371724', name: '巨野县' }
  const grids = gridsOf(divisions())
  const streets = [...new Map(grids.map(({ street }) => [street.code, street])).values()]
  return {
    synthetic: true,
    county,
    streets,
    grids,
    codes: codesOf(grids),
    staff: peopleOf(county.code, grids),
  }
}
