import type { RequestOf } from '../../lib/contracts/http.ts'
import { communityOf, contains, whereOf } from '../../lib/grid/area.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { maySee } from '../../lib/platform/moving.ts'
import { alertedOf, deadlineOf, levelOf, type Report } from '../../lib/report/report.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import { CONFIDENTIAL, type Reports } from '../../lib/tables/reports.ts'

/**
 * Open reports of an area the person holds: a community's or grid's own, or what climbed to its desk.
 * The partition comes from the session; an area asked for must lie inside one that is held. The county's inspector has one
 * list, which nobody else has. What asks the person by name comes from everywhere.
 */
export const listReports =
  ({ reports }: { reports: Pick<Reports, 'openIn' | 'raisedTo' | 'alertedTo'> }) =>
  async ({ query: { area, raised, alerted, cursor } }: RequestOf<'listReports'>, staff: Staff) => {
    if (alerted) {
      const { items, next } = await reports.alertedTo(staff.id, cursor)
      // A post may have ended since it was asked.
      const mine = items.filter(({ value }) => maySee(staff, value))
      return { items: mine.map(({ value }) => reportRow(value)), ...(next && { next }) }
    }
    const held = areasFor(staff, 'report.read')
    if (held.length === 0 && can(staff, 'confidential.read')) {
      const { items, next } = await reports.raisedTo(CONFIDENTIAL, cursor)
      return { items: items.map(({ value }) => reportRow(value)), ...(next && { next }) }
    }
    const asked = area ?? held[0]
    if (!asked || !can(staff, 'report.read', asked)) throw new Problem('not-allowed')
    const isDesk = asked.length < 12
    const { items, next } =
      isDesk || raised
        ? await reports.raisedTo(asked, cursor)
        : await reports.openIn(communityOf(asked), cursor)
    const mine = items.filter(({ value }) => isDesk || contains(asked, whereOf(value)))
    return { items: mine.map(({ value }) => reportRow(value)), ...(next && { next }) }
  }

export function reportRow(report: Report) {
  const { id, number, status, category, gridId, receivedAt, flags, ruled } = report
  const { acknowledge } = report.clocks
  const [dueAt, alerted] = [deadlineOf(report), alertedOf(report)]
  return {
    id,
    number,
    status,
    category,
    ...(gridId && { gridId }),
    level: levelOf(report),
    receivedAt,
    ...(dueAt && { dueAt }),
    flags,
    ...(alerted &&
      acknowledge?.phase === 'running' && { alerted: { role: alerted.role, by: acknowledge.dueAt } }),
    ...(ruled?.priority && { priority: ruled.priority }),
    ...(ruled?.post && { post: ruled.post }),
  }
}
