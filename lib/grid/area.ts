/**
 * Areas are named by their code and contain one another by prefix: county 371724, street 371724001,
 * community 371724001005 (the public 12-digit statistical code), grid 371724001005002 (plus our own three digits).
 */
export const COUNTY = '371724'

export type Area = string

export const streetOf = (area: Area): Area => area.slice(0, 9)
export const communityOf = (gridId: Area): Area => gridId.slice(0, 12)

/** An area contains itself and everything below it. */
export function contains(area: Area, inner: Area): boolean {
  return inner.startsWith(area)
}

/** Where a report is counted: in its street, or at the county's desk while it has no grid. */
export const countedIn = (gridId: Area | undefined): Area => (gridId ? streetOf(gridId) : COUNTY)

/** Where something lies as far as is known: its grid, else its community, else somewhere in the county. */
export function whereOf({
  gridId,
  community,
}: {
  gridId?: Area | undefined
  community?: Area | undefined
}): Area {
  return gridId ?? community ?? COUNTY
}

/** The area and everything above it: grid, community, street, county. */
export function chainOf(area: Area): Area[] {
  return [15, 12, 9, 6].filter((length) => length <= area.length).map((length) => area.slice(0, length))
}
