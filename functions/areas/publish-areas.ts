import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import type { Code } from '../../lib/grid/route.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { openAtlas, packAtlas } from '../../lib/place/atlas.ts'
import { gazetteerOf } from '../../lib/place/from-codes.ts'
import { publishAtlas } from '../../lib/platform/atlases.ts'
import type { Objects } from '../../lib/platform/objects.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Codes, Grids } from '../../lib/tables/directory.ts'
import { chunks } from '../../lib/tables/together.ts'

export type Packing = {
  codes: Pick<Codes, 'ofGrid'>
  objects: Objects
  pack: Parameters<typeof packAtlas>[2]
}

/** Queries at a time: a county's six hundred are answered within seconds. */
const AT_ONCE = 32

/** What packed grids came to. */
export type Packed = { version: string; grids: number; places: number; bytes: number }

/** Areas change a few times a year: everything is read and packed again, and opened once before anybody goes by it. */
export const packAreas =
  ({ codes, objects, pack }: Packing) =>
  async (grids: readonly Grid[]): Promise<Packed> => {
    const posted: Code[] = []
    for (const some of chunks(grids, AT_ONCE))
      posted.push(...(await Promise.all(some.map(({ id }) => codesOf(codes, id)))).flat())
    const bytes = packAtlas(grids, gazetteerOf(grids, posted), pack)
    const { places } = openAtlas(bytes)
    const version = await publishAtlas(objects, bytes)
    return { version, grids: grids.length, places: places.size, bytes: bytes.length }
  }

export type Publishing = { grids: Pick<Grids, 'all'>; pack: ReturnType<typeof packAreas> }

/** The areas and names as they stand, for those who route by them. */
export const publishAreas =
  ({ grids, pack }: Publishing) =>
  async (_: RequestOf<'publishAreas'>, staff: Staff) => {
    if (!can(staff, 'area.publish')) throw new Problem('not-allowed')
    return pack(await grids.all())
  }

async function codesOf({ ofGrid }: Packing['codes'], gridId: string) {
  const all: Code[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await ofGrid(gridId, cursor)
    all.push(...items)
    cursor = next
  } while (cursor)
  return all
}
