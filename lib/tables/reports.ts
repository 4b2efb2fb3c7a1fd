import * as z from 'zod/mini'
import { upgradeReport } from '../contracts/former.ts'
import { ReportState } from '../contracts/state.ts'
import { type Area, COUNTY, chainOf, communityOf, countedIn, whereOf } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Month, monthOf } from '../kernel/month.ts'
import { type Category, isConfidential } from '../report/categories.ts'
import { nearKey, nearKeys, type Spot } from '../report/near.ts'
import { alertedOf, dueOf, levelOf, type Report } from '../report/report.ts'
import { FINISHED } from '../report/statuses.ts'
import { higherOf, LEVELS, rankOf } from '../sla/policy.ts'
import {
  type AggregateTable,
  aggregateTable,
  countBy,
  idsBy,
  listBy,
  type Page,
  type Shape,
  type Stored,
  shardOf,
} from './aggregate.ts'
import type { Db } from './dynamo.ts'

/** The list of what was said about officials. No area's code, so that no list of an area can be led there. */
export const CONFIDENTIAL = 'confidential'

/**
 * The sparse index keys of a report. It is listed in its community while somebody has work to do, at the desk it has
 * climbed to beside that, and by its deadline while a clock runs. What nobody could route is listed at the county, and where its
 * community is known there, too, until somebody of the community has to take it. For its figures it stays listed, in the month of
 * its receipt, from the moment it was routed: one write in its life.
 */
export const REPORT: Shape<Report> = {
  state: z.pipe(z.transform(upgradeReport), ReportState),
  keysOf(report) {
    const isOpen = !FINISHED.includes(report.status)
    if (isConfidential(report))
      return {
        number: report.number,
        ...(isOpen && { raisedTo: CONFIDENTIAL, receivedAt: report.receivedAt }),
      }
    const dueAt = dueOf(report)
    const raisedTo = areaAt(report)
    const alerted = alertedOf(report)
    return {
      number: report.number,
      ...(isOpen && whereOf(report) !== COUNTY && { openIn: communityOf(whereOf(report)) }),
      ...(isOpen && raisedTo && { raisedTo }),
      receivedAt: report.receivedAt,
      ...(report.status !== 'received' && {
        countedIn: listOf(monthOf(report.receivedAt), countedIn(report.gridId)),
      }),
      ...(isOpen && alerted && { alertedTo: alerted.staffId }),
      ...(isOpen && report.spot && { near: nearKey(report.category, report.spot) }),
      ...(dueAt && { dueShard: shardOf(report.id), dueAt }),
    }
  },
}

const listOf = (month: Month, street: Area) => `${month}.${street}`

/**
 * The grid, community, street or county whose desk a report has climbed to, or that is to say whose it is; undefined while it
 * is still with whoever works on it, and in the moment before it is routed.
 */
function areaAt(report: Report): Area | undefined {
  const { clocks, gridId, status } = report
  const level = rankOf(higherOf(levelOf(report), clocks.dispute?.level ?? LEVELS[0]))
  if (level === 0) return gridId || status === 'received' ? undefined : COUNTY
  const above = chainOf(whereOf(report)).filter((area) => area.length <= DIGITS[level]!)
  return above[0]
}

/** How long the code of an area is that a level answers for. */
const DIGITS = [15, 15, 12, 9, 6]

export type Reports = AggregateTable<Report> & {
  /** Every report of a number: nearly always one (see numberOf). */
  findByNumber(number: string): Promise<Stored<Report>[]>
  openIn(community: Area, cursor?: string): Promise<Page<Stored<Report>>>
  /** How many a community has open. */
  openCount(community: Area): Promise<number>
  raisedTo(area: Area, cursor?: string): Promise<Page<Stored<Report>>>
  /** Whose open alert asks this person. */
  alertedTo(staffId: string, cursor?: string): Promise<Page<Stored<Report>>>
  /** Ids of a shard with something still to come. */
  armed(shard: string, cursor?: string): Promise<Page<string>>
  /** Ids of what was received in a month, or since a moment in it, and now lies in a street; the county is its own desk. */
  receivedIn(month: Month, street: Area, since: Instant, cursor?: string): Promise<Page<string>>
  /** Open reports of a category around a spot, received since then: nearly near enough, and never more than a page a cell. */
  around(category: Category, spot: Spot, since: Instant): Promise<Stored<Report>[]>
}

const PAGE = 50
/** Ids alone are small. */
const IDS = 500

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
    openCount: (community) =>
      countBy(db, TableName, { name: 'byCommunity', key: 'openIn', value: community }),
    armed: (shard, cursor) =>
      idsBy(db, TableName, { name: 'byDue', key: 'dueShard', value: shard }, cursor, IDS),
    receivedIn: (month, street, since, cursor) => {
      const list = { name: 'byMonth', key: 'countedIn', value: listOf(month, street) }
      return idsBy(db, TableName, { ...list, since: ['receivedAt', since] }, cursor, IDS)
    },
    raisedTo: (area, cursor) =>
      listBy(db, TableName, REPORT, { name: 'byRaised', key: 'raisedTo', value: area }, cursor, PAGE),
    alertedTo: (staffId, cursor) =>
      listBy(db, TableName, REPORT, { name: 'byAlerted', key: 'alertedTo', value: staffId }, cursor, PAGE),
    around: async (category, spot, since) => {
      const cells = nearKeys(category, spot).map((value) =>
        listBy(
          db,
          TableName,
          REPORT,
          { name: 'byNear', key: 'near', value, since: ['receivedAt', since] },
          undefined,
          PAGE,
        ),
      )
      return (await Promise.all(cells)).flatMap(({ items }) => items)
    },
  }
}
