import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Report } from '../../lib/report/report.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import { workloadOf } from '../../lib/staff/workload.ts'
import type { Reports } from '../../lib/tables/reports.ts'

/** Enough for a community in a bad year; who has more is told that this is not all. */
const MOST_PAGES = 40

/** How much lies with whom in a community: counts, no case. */
export const readWorkload =
  ({ reports }: { reports: Pick<Reports, 'openIn'> }) =>
  async ({ query: { area } }: RequestOf<'readWorkload'>, staff: Staff) => {
    if (!can(staff, 'team.read', area)) throw new Problem('not-allowed')
    const open: Report[] = []
    let cursor: string | undefined
    for (let page = 0; page === 0 || (cursor && page < MOST_PAGES); page++) {
      const { items, next } = await reports.openIn(area, cursor)
      open.push(...items.map(({ value }) => value))
      cursor = next
    }
    return { items: workloadOf(open), isWhole: cursor === undefined }
  }
