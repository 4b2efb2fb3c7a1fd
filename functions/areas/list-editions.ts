import type { RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { type Directory, inForce } from '../../lib/grid/editions.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { AggregateTable } from '../../lib/tables/aggregate.ts'

/** The maps that were published, newest first; `current` is the one in force, 0 the one the county began with. */
export const listEditions =
  ({ directories, now }: { directories: Pick<AggregateTable<Directory>, 'find'>; now(): Instant }) =>
  async (_: RequestOf<'listEditions'>, staff: Staff) => {
    if (!can(staff, 'area.write')) throw new Problem('not-allowed')
    const { editions, status } = (await directories.find(COUNTY))?.value ?? {
      editions: [],
      status: 'settled',
    }
    return { current: inForce(editions, now())?.edition ?? 0, status, items: editions.toReversed() }
  }
