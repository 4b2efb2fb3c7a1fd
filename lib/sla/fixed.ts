import type { Calendar } from '../calendar/calendar.ts'
import { DAY, dayOf, type Instant, later, MINUTE } from '../kernel/instant.ts'
import { reckon, type Span } from './span.ts'

/** A deadline that a person named instead of a span. */
export type Fixed = {
  /** Moved by what did not count or was granted since: of it no start is known. */
  fixed?: Instant
  /** It was a working day when it was named: given off later, it moves to the next one. */
  workday?: true
}

/** Who names a day off means that day; a clock on the wall counts day and night. */
export function named(fixed: Instant, { kind }: Span, calendar: Calendar): Fixed & { fixed: Instant } {
  const isWorkday = kind !== 'wall' && calendar.isWorkday(lastDayOf(fixed))
  return { fixed, ...(isWorkday && { workday: true }) }
}

/** The moment that was named, or the same hour of the next working day when its day has been given off since. */
export function dueNamed({ fixed, workday }: Fixed & { fixed: Instant }, calendar: Calendar): Instant {
  let at = fixed
  while (workday && !calendar.isWorkday(lastDayOf(at))) at = later(at, DAY)
  return at
}

/** So much later, in the unit of the span; nothing when nobody named a day. */
export function movedBy(more: number, { fixed }: Fixed, { kind }: Span, calendar: Calendar): Fixed {
  if (!fixed || more === 0) return {}
  const from = kind === 'days' || kind === 'statutory' ? later(fixed, -MINUTE) : fixed
  return { fixed: reckon(from, { kind, amount: more }, calendar).at }
}

/** What ends at 24:00 belongs to the day that ends. */
const lastDayOf = (at: Instant) => dayOf(later(at, -MINUTE))
