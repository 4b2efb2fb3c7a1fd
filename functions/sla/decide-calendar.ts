import {
  type CalendarDecision,
  type CalendarEvent,
  COUNTY_CALENDAR,
  type CountyCalendar,
  decide,
  type WrongDay,
  wrongDay,
  wrongYear,
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

/** A day is off, worked, or again as published. Open deadlines are reckoned anew once the decision counts. */
export const decideDay =
  (deps: Deciding) =>
  async ({ body }: RequestOf<'decideDay'>, staff: Staff, caller: Caller) => {
    const { day, kind, why } = body
    const effectiveAt = effective(body.effectiveAt, deps.now())
    return record(
      deps,
      staff,
      caller,
      { day, kind, why, by: staff.name, effectiveAt },
      wrongDay(body, effectiveAt),
    )
  }

/** The State Council has published a year. Deadlines that were provisional become firm. */
export const enterYear =
  (deps: Deciding) =>
  async ({ body }: RequestOf<'enterYear'>, staff: Staff, caller: Caller) => {
    const { year, off, worked, why } = body
    const effectiveAt = effective(undefined, deps.now())
    const wrong = wrongYear(body, effectiveAt, YEARS)
    return record(deps, staff, caller, { year, off, worked, why, by: staff.name, effectiveAt }, wrong)
  }

/** Never sooner than every function can know it. */
function effective(asked: Instant | undefined, now: Instant): Instant {
  const soonest = later(now, CALENDAR_NOTICE)
  return asked && asked > soonest ? asked : soonest
}

async function record(
  { ledger, now }: Deciding,
  staff: Staff,
  { requestId, language }: Caller,
  decision: CalendarDecision,
  wrong: readonly WrongDay[],
) {
  if (!can(staff, 'calendar.write')) throw new Problem('not-allowed')
  if (wrong.length > 0) {
    throw new Problem('form-invalid', {
      errors: wrong.map(({ pointer, word }) => ({ pointer, message: FIELD_WORDS[word][language] })),
    })
  }
  const role = postFor(staff, 'calendar.write', COUNTY)!
  const stored = await ledger.change(COUNTY_CALENDAR, { id: requestId, actor: staff.id, role }, (county) =>
    decide(county, decision),
  )
  return calendarPage(stored?.value, now())
}
