import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { type Day, shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { make, recount, route, tick } from '../../lib/report/decide.ts'
import type { Report } from '../../lib/report/report.ts'
import { aReport, MONDAY, TERMS } from '../support/given.ts'

/** The Wednesday of that week is given off at short notice. */
const OFF = { ...TERMS, calendar: calendar(YEARS, undefined, { '2026-03-04': 'off' }) }
const tuesday = shanghai('2026-03-03 08:30')
const assigned = make(
  aReport({ status: 'screened' }),
  { move: 'assign', mover: 'staff', levels: ['grid'] },
  MONDAY,
  TERMS,
).value
const called = make(
  { ...assigned, status: 'assigned' },
  { move: 'contact', mover: 'staff' },
  MONDAY,
  TERMS,
).value

const GRID = '371724001005002'
const OFFICE = '08:30-12:00 14:00-17:30'
const MARKET = calendar(
  YEARS,
  undefined,
  {},
  {
    [GRID]: [
      { from: '2026-01-01' as Day, week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '09:00-12:00', ''] },
    ],
  },
)
const THERE = { ...TERMS, calendar: MARKET }
const friday = shanghai('2026-03-06 15:30')
const contactBy = ({ clocks: { contact } }: Report) =>
  contact?.phase === 'running' ? wallClock(contact.dueAt) : contact?.phase

describe('a grid with hours of its own', () => {
  const received = aReport({ receivedAt: friday })

  test('gives what is routed to it its own deadlines, and tells who was promised others', () => {
    expect(contactBy(received)).toBe('2026-03-09 10:30')
    const routed = route(received, { gridId: GRID, trace: [], flags: [] }, friday, THERE)!
    expect(contactBy(routed.value)).toBe('2026-03-07 11:00')
    expect(routed.events).toContainEqual(
      expect.objectContaining({
        type: 'report.rescheduled',
        data: expect.objectContaining({ clock: 'contact', was: shanghai('2026-03-09 10:30') }),
      }),
    )
    const elsewhere = route(
      received,
      { gridId: `${GRID.slice(0, 12)}001`, trace: [], flags: [] },
      friday,
      THERE,
    )!
    expect(contactBy(elsewhere.value)).toBe('2026-03-09 10:30')
    expect(elsewhere.events.map(({ type }) => type)).toEqual(['report.moved'])
  })

  test('and what is assigned to it later, with what was elapsed kept', () => {
    const screened = { ...received, status: 'screened' as const }
    const assign = { move: 'assign', mover: 'staff', levels: ['grid'], gridId: GRID } as const
    const assigned = make(screened, assign, shanghai('2026-03-06 16:30'), THERE)
    expect(contactBy(assigned.value)).toBe('2026-03-07 11:00')
    expect(assigned.why).toContain('contact 2026-03-09 10:30 → 2026-03-07 11:00')
  })

  test('climbs by them', () => {
    const there = route(received, { gridId: GRID, trace: [], flags: [] }, friday, THERE)!.value
    expect(tick(there, shanghai('2026-03-07 10:59'), THERE)?.what).not.toBe('escalate')
    expect(tick(there, shanghai('2026-03-07 11:00'), THERE)?.what).toBe('escalate')
  })
})

describe('a day that was agreed on', () => {
  const visit = (until: string, terms = TERMS) => {
    const asked = aReport({ category: 'visit', status: 'contacted' })
    const order = { move: 'schedule', mover: 'staff', until: shanghai(until) } as const
    return make(asked, order, MONDAY, terms).value
  }
  const dueOf = ({ clocks: { resolve } }: Report) =>
    resolve?.phase === 'running' ? wallClock(resolve.dueAt) : resolve?.phase

  test('and is given off afterwards moves to the same hour of the next working day, and back', () => {
    const moved = recount(visit('2026-03-04 10:00'), tuesday, OFF)!
    expect([dueOf(moved.value), moved.why]).toEqual([
      '2026-03-05 10:00',
      'resolve 2026-03-04 10:00 → 2026-03-05 10:00',
    ])
    expect(dueOf(recount(moved.value, tuesday, TERMS)!.value)).toBe('2026-03-04 10:00')
  })

  test('and ends at its midnight moves to the midnight of the next working day', () => {
    expect(dueOf(recount(visit('2026-03-05 00:00'), tuesday, OFF)!.value)).toBe('2026-03-06 00:00')
  })

  test('on a day off on purpose stays there', () => {
    expect(recount(visit('2026-03-07 10:00'), tuesday, OFF)).toBeUndefined()
    expect(recount(visit('2026-03-04 10:00', OFF), tuesday, OFF)).toBeUndefined()
  })
})

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
