import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY, contains } from '../../lib/grid/area.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { type KeyRing, signToken } from '../../lib/platform/keys.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Codes, Grids } from '../../lib/tables/directory.ts'

/** Grids are public knowledge (滨州条例 §6 has them posted); any signed-in person may list them. */
export const listGrids =
  ({ grids }: { grids: Pick<Grids, 'all'> }) =>
  async ({ query: { area = COUNTY } }: RequestOf<'listGrids'>) => ({
    items: (await grids.all())
      .filter(({ id }) => contains(area, id))
      .map(({ id, name, community, street, phone }) => ({ id, name, community, street, phone })),
  })

/** The codes posted in a grid with the address each one opens: what a poster is printed from. */
export const listCodes =
  ({ codes, codeKeys, publicUrl }: { codes: Pick<Codes, 'ofGrid'>; codeKeys: KeyRing; publicUrl: string }) =>
  async ({ query: { grid, cursor } }: RequestOf<'listCodes'>, staff: Staff) => {
    if (!can(staff, 'code.read', grid)) throw new Problem('not-allowed')
    const { items, next } = await codes.ofGrid(grid, cursor)
    const rows = items.map(({ id, kind, place, revokedAt }) => ({
      id,
      kind,
      place,
      url: `${publicUrl}/q/${signToken(id, codeKeys)}`,
      revoked: !!revokedAt,
    }))
    return { items: rows, ...(next && { next }) }
  }
