import {
  type CalendarEvent,
  COUNTY_CALENDAR,
  type CountyCalendar,
  tell,
  warnOfHorizon,
} from '../../lib/calendar/county.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { SHARDS } from '../../lib/stack/stack.ts'

export type Watching = { ledger: Pick<Ledger<CountyCalendar, CalendarEvent>, 'change'> }

/** Every minute: has another decision come into force, and do the known years last long enough? Nearly always one read. */
export const watchCalendar =
  ({ ledger }: Watching) =>
  async (): Promise<number> => {
    const cause = { id: 'watch', actor: 'clock', role: 'system' }
    await ledger.change(
      COUNTY_CALENDAR,
      cause,
      (county, now) => tell(county, YEARS, now, SHARDS) ?? warnOfHorizon(county, YEARS, now),
    )
    return 0
  }
