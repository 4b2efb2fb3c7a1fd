import type { Calendar } from '../calendar/calendar.ts'
import {
  DAY,
  dayOf,
  type Instant,
  instant,
  isBefore,
  later,
  MINUTE,
  nextDay,
  startOf,
} from '../kernel/instant.ts'
import type { Counted } from './clock.ts'
import type { ClockTerms, WarnPoint } from './policy.ts'
import { measure, reckon, type Span } from './span.ts'

/** The moment of the first warning not yet given; none when all were, or when the rest would come with the deadline or after. */
export function nextWarning(
  counted: Counted,
  dueAt: Instant,
  { warn = [], within }: ClockTerms,
  calendar: Calendar,
): Instant | undefined {
  const point = warn[counted.warned ?? 0]
  if (!point) return undefined
  const at = momentOf(point, counted, dueAt, counted.span ?? within, calendar)
  return isBefore(at, dueAt) ? at : undefined
}

function momentOf(
  point: WarnPoint,
  counted: Counted,
  dueAt: Instant,
  span: Span,
  calendar: Calendar,
): Instant {
  const { start, pauses = [] } = counted
  if ('daysBefore' in point) return later(dueAt, -point.daysBefore * DAY)
  if ('day' in point) {
    const paused = pauses.reduce((sum, { from, to }) => sum + measure(span, from, to, calendar), 0)
    return opening(start, point.day + paused, calendar)
  }
  // Days are whole for the deadline; a share of them is taken in the duty time they hold.
  const unit: Span = { kind: span.kind === 'wall' ? 'wall' : 'working', amount: 0 }
  const paused = pauses.reduce((sum, { from, to }) => sum + measure(unit, from, to, calendar), 0)
  const whole = measure(unit, start, dueAt, calendar) - paused
  const amount = 'minutes' in point ? point.minutes : (whole * point.percent) / 100
  return reckon(start, { ...unit, amount }, calendar, paused).at
}

/** When business opens on the n-th day, or on the next working day: nobody is warned at midnight. */
function opening(start: Instant, days: number, calendar: Calendar): Instant {
  const midnight = instant(startOf(nextDay(dayOf(start), days)))
  return later(calendar.plusWorking(midnight, MINUTE).at, -MINUTE)
}
