import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { make, recount } from '../../lib/report/decide.ts'
import { aReport, MONDAY, TERMS } from '../support/given.ts'

/** The Wednesday of that week is given off at short notice. */
const OFF = { ...TERMS, calendar: calendar(YEARS, undefined, { '2026-03-04': 'off' }) }
const tuesday = shanghai('2026-03-03 08:30')
const assigned = make(
  aReport({ status: 'screened' }),
  { move: 'assign', mover: 'staff' },
  MONDAY,
  TERMS,
).value
const called = make(
  { ...assigned, status: 'assigned' },
  { move: 'contact', mover: 'staff' },
  MONDAY,
  TERMS,
).value

describe('a calendar that changed', () => {
  test('moves the open deadline by the day, keeps the old one in the history and tells who is affected', () => {
    const { value, why, events } = recount(called, tuesday, OFF)!
    expect(value.clocks.resolve).toMatchObject({ dueAt: shanghai('2026-03-12 17:30') })
    expect(why).toBe('resolve 2026-03-11 17:30 → 2026-03-12 17:30')
    expect(events).toMatchObject([
      { type: 'report.rescheduled', data: { clock: 'resolve', why: 'recounted' } },
    ])
  })

  test('that changes no deadline writes nothing, and neither does a second time', () => {
    expect(recount(called, tuesday, TERMS)).toBeUndefined()
    expect(recount(recount(called, tuesday, OFF)!.value, tuesday, OFF)).toBeUndefined()
  })
})
