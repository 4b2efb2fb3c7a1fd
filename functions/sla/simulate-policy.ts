import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { AnswerOf, RequestOf } from '../../lib/contracts/http.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { countShifts, type Shift, shiftsOf } from '../../lib/simulate/what-if.ts'
import { contradictions } from '../../lib/sla/contradictions.ts'
import { SHARDS } from '../../lib/stack/stack.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import type { Reports } from '../../lib/tables/reports.ts'

export type Trying = {
  reports: Pick<Reports, 'armed' | 'find'>
  calendar(): Promise<Calendar>
  now(): Instant
}
type Answer = AnswerOf<'simulatePolicy'>

/** Cases that a person looks at; the others are only counted. */
const SHOWN = 20

/**
 * How the deadlines of open reports would move, were they under this draft from the start. A page is at most one read of one
 * shard; a shard is a fair sample, because ids are random. Who works on no reports gets the counts alone.
 */
export const simulatePolicy =
  ({ reports, calendar, now }: Trying) =>
  async (
    { body: { common, classes, cursor = '' } }: RequestOf<'simulatePolicy'>,
    staff: Staff,
  ): Promise<Answer> => {
    if (!can(staff, 'policy.write')) throw new Problem('not-allowed')
    const wrong = contradictions({ common, classes })
    if (wrong.length > 0) throw new Problem('policy-invalid', { contradictions: wrong })
    const at = now()
    const terms = {
      policy: { version: 'draft', effectiveAt: at, common, classes },
      calendar: await calendar(),
    }
    const place = Math.max(0, SHARDS.indexOf(cursor.slice(0, 1) as (typeof SHARDS)[number]))
    const page = await reports.armed(SHARDS[place]!, cursor.slice(1) || undefined)
    const found = await Promise.all(page.items.map((id) => reports.find(id)))
    const looked = found.flatMap((stored) =>
      stored ? [{ report: stored.value, shifts: shiftsOf(stored.value, at, terms) }] : [],
    )
    const cases = looked.flatMap(({ report: { id, number, gridId }, shifts }) =>
      can(staff, 'report.read', gridId ?? COUNTY)
        ? shifts.filter(isMoved).map((shift) => ({ id, number, ...shift }))
        : [],
    )
    const next = page.next ? `${SHARDS[place]}${page.next}` : SHARDS[place + 1]
    return {
      looked: looked.length,
      shifts: countShifts(
        looked.flatMap(({ shifts }) => shifts),
        at,
      ),
      cases: cases.slice(0, SHOWN),
      ...(next && { next }),
    }
  }

const isMoved = ({ was, is }: Shift) => was !== is
