import type { Grid } from './county.ts'
import { type Division, spokenName } from './divisions.ts'
import { polygons } from './polygons.ts'
import { sites } from './sites.ts'

/** Every grid of the county, in the order of the ids. */
export function gridsOf(divisions: Division[]): Grid[] {
  const points = sites(divisions)
  const rings = polygons(divisions.flatMap(({ code }) => points.get(code)!))
  return divisions
    .flatMap((division) =>
      points.get(division.code)!.map((_, index, { length }) => ({ division, index, length })),
    )
    .map(({ division, index, length }, at) => {
      const community = { code: division.code, name: spokenName(division.name) }
      return {
        id: `${division.code}${`${index + 1}`.padStart(3, '0')}`,
        name: length === 1 ? `${community.name}网格` : `${community.name}第${'一二三四五六'[index]}网格`,
        community,
        street: { code: division.streetCode, name: division.streetName },
        ring: rings[at]!,
        // Heze's area code, then a 0, with which no local number starts: nobody is called by mistake.
        phone: `0530-${`${at + 1}`.padStart(7, '0')}`,
      }
    })
}
