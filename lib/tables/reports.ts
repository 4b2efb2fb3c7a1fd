import { ReportState } from '../contracts/state.ts'
import { type Area, COUNTY, chainOf, communityOf } from '../grid/area.ts'
import { FINISHED } from '../report/moves.ts'
import { dueOf, levelOf, type Report } from '../report/report.ts'
import { LEVELS } from '../sla/policy.ts'
import {
  type AggregateTable,
  aggregateTable,
  listBy,
  type Page,
  type Shape,
  type Stored,
  shardOf,
} from './aggregate.ts'
import type { Db } from './dynamo.ts'

/**
 * The sparse index keys of a report. It is listed in its community while somebody has work to do, at the desk it has
 * climbed to beside that, and by its deadline while a clock runs. What nobody could route is listed at the county.
 */
export const REPORT: Shape<Report> = {
  state: ReportState,
  keysOf(report) {
    const isOpen = !FINISHED.includes(report.status)
    const dueAt = dueOf(report)
    const raisedTo = areaAt(report)
    return {
      number: report.number,
      ...(isOpen && report.gridId && { openIn: communityOf(report.gridId) }),
      ...(isOpen && raisedTo && { raisedTo }),
      ...(isOpen && { receivedAt: report.receivedAt }),
      ...(dueAt && { dueShard: shardOf(report.id), dueAt }),
    }
  },
}

/**
 * The grid, community, street or county whose desk a report has climbed to; undefined while it is still with whoever
 * works on it, and in the moment before it is routed.
 */
function areaAt(report: Report): Area | undefined {
  const level = LEVELS.indexOf(levelOf(report))
  if (!report.gridId) return report.status === 'received' && level === 0 ? undefined : COUNTY
  return level === 0 ? undefined : chainOf(report.gridId)[level - 1]
}

export type Reports = AggregateTable<Report> & {
  /** Every report of a number: nearly always one (see numberOf). */
  findByNumber(number: string): Promise<Stored<Report>[]>
  openIn(community: Area, cursor?: string): Promise<Page<Stored<Report>>>
  raisedTo(area: Area, cursor?: string): Promise<Page<Stored<Report>>>
}

const PAGE = 50

export function reportsTable(db: Db, TableName: string): Reports {
  const table = aggregateTable(db, TableName, REPORT)
  return {
    ...table,
    findByNumber: async (number) =>
      (
        await listBy(
          db,
          TableName,
          REPORT,
          { name: 'byNumber', key: 'number', value: number },
          undefined,
          PAGE,
        )
      ).items,
    openIn: (community, cursor) =>
      listBy(db, TableName, REPORT, { name: 'byCommunity', key: 'openIn', value: community }, cursor, PAGE),
    raisedTo: (area, cursor) =>
      listBy(db, TableName, REPORT, { name: 'byRaised', key: 'raisedTo', value: area }, cursor, PAGE),
  }
}
