import type { Calendar, Reckoned } from '../calendar/calendar.ts'
import { DAY, dayOf, type Instant, later, MINUTE, msOf, startOf } from '../kernel/instant.ts'

/**
 * The four ways in which time is counted (domain.md §4.1), and the unit of `amount`: minutes on the wall, minutes of duty
 * time, working days, natural days as the law counts them (Civil Code art. 200–204).
 */
export const SPAN_KINDS = ['wall', 'working', 'days', 'statutory'] as const
export type Span = { kind: (typeof SPAN_KINDS)[number]; amount: number }

/** When a span that begins at a moment is over; `more` is in the unit of the span. */
export function reckon(from: Instant, { kind, amount }: Span, calendar: Calendar, more = 0): Reckoned {
  const total = amount + more
  if (kind === 'wall') return { at: later(from, Math.round(total * MINUTE)), provisional: false }
  if (kind === 'working') return calendar.plusWorking(from, Math.round(total * MINUTE))
  return kind === 'days' ? calendar.plusWorkingDays(from, total) : calendar.plusStatutory(from, total)
}

/**
 * What passes between two moments, in the unit of the span: a deadline moves by exactly this when its clock stands still. A day is
 * gone when it ends, so whoever waited has as many closes of business left as before, and never finds the deadline behind them.
 */
export function measure({ kind }: Span, from: Instant, to: Instant, calendar: Calendar): number {
  if (kind === 'wall') return Math.max(0, msOf(to) - msOf(from)) / MINUTE
  if (kind === 'working') return calendar.workingBetween(from, to) / MINUTE
  if (kind === 'days') return calendar.closesBetween(from, to)
  return Math.max(0, startOf(dayOf(to)) - startOf(dayOf(from))) / DAY
}

/** Half of a span, for the next rung or a matter that comes back; days stay whole. */
export function halfOf({ kind, amount }: Span): Span {
  const isDays = kind === 'days' || kind === 'statutory'
  return { kind, amount: isDays ? Math.ceil(amount / 2) : amount / 2 }
}
