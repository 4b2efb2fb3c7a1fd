import {
  type CalendarDecision,
  type CalendarEvent,
  COUNTY_CALENDAR,
  type CountyCalendar,
  decide,
  wrongWith,
} from '../../lib/calendar/county.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { type Instant, later } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { CALENDAR_NOTICE } from '../../lib/platform/calendar.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { can, postFor, type Staff } from '../../lib/staff/staff.ts'
import { calendarPage } from './read-calendar.ts'

export type Deciding = {
  ledger: Pick<Ledger<CountyCalendar, CalendarEvent>, 'change'>
  now(): Instant
}

/** Days, years and hours are decided through the same door. Open deadlines are reckoned anew once the decision counts. */
export const decideCalendar =
  ({ ledger, now }: Deciding) =>
  async ({ body }: RequestOf<'decideCalendar'>, staff: Staff, { requestId, language }: Caller) => {
    if (!can(staff, 'calendar.write')) throw new Problem('not-allowed')
    const { about: _, ...decided } = body
    const effectiveAt = effective('day' in decided ? decided.effectiveAt : undefined, now())
    const wrong = wrongWith(decided, effectiveAt, YEARS)
    if (wrong.length > 0) {
      throw new Problem('form-invalid', {
        errors: wrong.map(({ pointer, word }) => ({ pointer, message: FIELD_WORDS[word][language] })),
      })
    }
    const role = postFor(staff, 'calendar.write', COUNTY)!
    const decision: CalendarDecision = { ...decided, by: staff.name, effectiveAt }
    const stored = await ledger.change(COUNTY_CALENDAR, { id: requestId, actor: staff.id, role }, (county) =>
      decide(county, decision),
    )
    return calendarPage(stored?.value, now())
  }

/** Never sooner than every function can know it. */
function effective(asked: Instant | undefined, now: Instant): Instant {
  const soonest = later(now, CALENDAR_NOTICE)
  return asked && asked > soonest ? asked : soonest
}
