import type { Calendar } from '../calendar/calendar.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Terms } from '../report/report.ts'
import { type Course, replay } from './replay.ts'
import { type Tally, tally } from './tally.ts'

export type Comparison = { before: Tally; after: Tally }

/**
 * The same cases and the same people under two sets of terms. `courseIn` tells a case in given working days, because people
 * work by the calendar that is tried; a stored case went as it went. Counted as they come, as many as there are.
 */
export function comparison(before: Terms, after: Terms, until: Instant) {
  const [one, other] = [tally(), tally()]
  return {
    add(courseIn: (calendar: Calendar) => Course): void {
      one.add(replay(courseIn(before.calendar), before, until))
      other.add(replay(courseIn(after.calendar), after, until))
    },
    result: (): Comparison => ({ before: one.result(), after: other.result() }),
  }
}
