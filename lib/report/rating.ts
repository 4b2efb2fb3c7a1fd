import type { Calendar } from '../calendar/calendar.ts'
import { DAY, type Instant, isBefore, later } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import { REOPEN_DAYS } from './moves.ts'
import type { Report, ReportOutcome } from './report.ts'

/** Five levels, best first (domain.md §6.4). */
export const RATINGS = [
  { level: 5, zh: '非常满意', en: 'Very satisfied' },
  { level: 4, zh: '满意', en: 'Satisfied' },
  { level: 3, zh: '基本满意', en: 'Mostly satisfied' },
  { level: 2, zh: '不满意', en: 'Dissatisfied' },
  { level: 1, zh: '非常不满意', en: 'Very dissatisfied' },
] as const

/** `callBackBy`: a supervisor owes a call until then; gone once staff have closed or reopened the report. */
export type Rating = { level: number; at: Instant; callBackBy?: Instant }

/** The two lowest: somebody above owes a call. */
export const isLow = (level: number): boolean => level <= 2

export function canRate({ status, endedAt, rating }: Report, now: Instant): boolean {
  const isOver = status === 'resolved' || status === 'closed'
  return isOver && !rating && !!endedAt && !isBefore(later(endedAt, REOPEN_DAYS * DAY), now)
}

/**
 * The resident says how it went, once. The two lowest open a supervisor's call-back within one working day: a closed report
 * becomes resolved again, so that 回访并关闭 is what is left to do. The days to reopen count on from where they began.
 */
export function rate(
  report: Report,
  level: number,
  said: string | undefined,
  now: Instant,
  calendar: Calendar,
): ReportOutcome {
  if (!canRate(report, now)) throw new Problem('move-not-allowed', { current: report.status, open: [] })
  const isBad = isLow(level)
  const rating = { level, at: now, ...(isBad && { callBackBy: calendar.plusWorkingDays(now, 1).at }) }
  return {
    value: { ...report, rating, ...(isBad && { status: 'resolved' as const }) },
    what: 'rate',
    ...(said && { said }),
    events: [],
  }
}

/** Staff have been in touch since: nothing is owed any more. */
export function calledBack({ rating }: Report): { rating?: Rating } {
  if (!rating) return {}
  const { callBackBy: _, ...kept } = rating
  return { rating: kept }
}
