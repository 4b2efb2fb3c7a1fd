import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { type Directory, type DirectoryEvent, noEditions, publish } from '../../lib/grid/editions.ts'
import { faultsOf } from '../../lib/grid/partition.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'

export type PublishingMap = {
  ledger: Pick<Ledger<Directory, DirectoryEvent>, 'change'>
  maps: Pick<GridMaps, 'of'>
}

/** A map that was imported, or one of old, takes effect on a day to come. It is checked once more against the one before it. */
export const publishMap =
  ({ ledger, maps }: PublishingMap) =>
  async ({ body }: RequestOf<'publishMap'>, staff: Staff, { requestId }: Caller) => {
    if (!can(staff, 'area.write')) throw new Problem('not-allowed')
    const grids = await maps.of(body.key)
    if (grids.length === 0) throw new Problem('not-found')
    const stored = await ledger.change(
      COUNTY,
      { id: requestId, actor: staff.id, role: 'staff' },
      async (found, now) => {
        const directory = found ?? noEditions(COUNTY)
        const last = directory.editions.at(-1)
        if ((last?.edition ?? 0) !== body.edition)
          throw new Problem('changed-meanwhile', { current: last?.edition ?? 0 })
        if (faultsOf(grids, await maps.of(last?.key ?? '')).length > 0) throw new Problem('map-faulty')
        const { key, effectiveAt, note } = body
        return publish(directory, { key, effectiveAt, note, by: staff.id, grids: grids.length }, now)
      },
    )
    return stored!.value.editions.at(-1)!
  }
