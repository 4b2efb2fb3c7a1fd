import { calendar } from '../../lib/calendar/calendar.ts'
import type { AreaHours, Week } from '../../lib/calendar/hours.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { type Day, HOUR, shanghai, wallClock } from '../../lib/kernel/instant.ts'

const on = (day: string) => day as Day
const OFFICE = '08:30-12:00 14:00-17:30'
/** Six days, without a lunch break on Saturday; on Friday also in the evening. */
const MARKET: Week = [OFFICE, OFFICE, OFFICE, OFFICE, `${OFFICE} 18:00-21:00`, '09:00-15:00', '']
/** Closed on Mondays, open on Sundays. */
const MUSEUM: Week = ['', OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, OFFICE]
/** From nine in the evening to five in the morning. */
const NIGHT: Week = Array(7).fill('00:00-05:00 21:00-24:00')

const GRID = '371724001005002'
const HOURS: AreaHours = {
  [GRID]: [{ from: on('2026-01-01'), week: MARKET }],
  371724001006: [{ from: on('2026-01-01'), week: MUSEUM }],
  371724002: [{ from: on('2026-01-01'), week: NIGHT }],
}
const county = calendar(YEARS, undefined, {}, HOURS)
const due = (area: string, from: string, hours: number, days = county) =>
  wallClock(days.in(area).plusWorking(shanghai(from), hours * HOUR).at)

test.each([
  ['on a weekday the market has the office’s hours', GRID, '2026-03-02 11:00', 2, '2026-03-02 15:00'],
  ['its Friday goes on in the evening', GRID, '2026-03-06 17:00', 2, '2026-03-06 19:30'],
  ['a Friday that ends at 21:00 is a tie there', GRID, '2026-03-06 18:00', 3, '2026-03-06 21:00'],
  ['its Saturday has no lunch break', GRID, '2026-03-06 20:00', 5, '2026-03-07 13:00'],
  ['its Sunday is free', GRID, '2026-03-07 14:30', 1, '2026-03-09 09:00'],
  ['a holiday is one for the market too', GRID, '2026-09-24 17:00', 1, '2026-09-28 09:00'],
  ['and so is the Saturday of the Spring Festival', GRID, '2026-02-14 14:30', 1, '2026-02-24 09:00'],
  ['a Sunday worked in exchange goes by its Monday', GRID, '2026-09-19 14:30', 1, '2026-09-20 09:00'],
  ['a museum closed on Mondays', '371724001006001', '2026-03-08 17:00', 1, '2026-03-10 09:00'],
  ['a night belongs to two days', '371724002001001', '2026-03-02 23:00', 3, '2026-03-03 02:00'],
  ['elsewhere the county’s hours hold', '371724001005001', '2026-03-06 17:00', 1, '2026-03-09 09:00'],
  ['and wherever nobody knows the place', '371724', '2026-03-06 17:00', 1, '2026-03-09 09:00'],
  ['long before anything is known, weeks are plain', GRID, '2019-03-01 20:00', 5, '2019-03-02 13:00'],
  ['and long after', GRID, '2031-03-07 20:00', 5, '2031-03-08 13:00'],
])('%s', (_, area, from, hours, at) => {
  // Its hours before the day they began are the county's.
  const always = calendar(
    YEARS,
    undefined,
    {},
    {
      ...HOURS,
      [GRID]: [{ from: on('2001-01-01'), week: MARKET }],
    },
  )
  expect(due(area, from, hours, always)).toBe(at)
})

test('the nearest area that has hours goes before those above it, for as long as it has them', () => {
  const days = calendar(
    YEARS,
    undefined,
    {},
    {
      371724001: [{ from: on('2026-01-01'), week: NIGHT }],
      371724001005: [{ from: on('2026-01-01'), week: MUSEUM }],
      [GRID]: [{ from: on('2026-03-02'), week: MARKET }, { from: on('2026-03-09') }],
    },
  )
  expect(due('371724001007001', '2026-03-02 09:00', 1, days)).toBe('2026-03-02 22:00')
  expect(due('371724001005001', '2026-03-02 09:00', 1, days)).toBe('2026-03-03 09:30')
  expect(due(GRID, '2026-03-02 09:00', 1, days)).toBe('2026-03-02 10:00')
  // Without its own hours again, those of its community: closed on Mondays.
  expect(due(GRID, '2026-03-09 09:00', 1, days)).toBe('2026-03-10 09:30')
})

test('hours that begin on a day change nothing of what was worked before it', () => {
  const days = calendar(YEARS, undefined, {}, { [GRID]: [{ from: on('2026-03-07'), week: MARKET }] })
  const [from, to] = [shanghai('2026-02-23 00:00'), shanghai('2026-03-07 00:00')]
  expect(days.in(GRID).workingBetween(from, to)).toBe(county.workingBetween(from, to))
  expect(due(GRID, '2026-03-06 17:00', 1, days)).toBe('2026-03-07 09:30')
})

test('working days and days of the law are the same everywhere', () => {
  const from = shanghai('2026-03-06 17:00')
  expect(county.in(GRID).plusWorkingDays(from, 1)).toEqual(county.plusWorkingDays(from, 1))
  expect(county.in(GRID).plusStatutory(from, 15)).toEqual(county.plusStatutory(from, 15))
})

test('a day the county gives off is off in the market too, and a Saturday by name', () => {
  const off = calendar(YEARS, undefined, { '2026-03-07': 'off', '2026-03-09': 'off' }, HOURS)
  expect(due(GRID, '2026-03-06 20:30', 1, off)).toBe('2026-03-10 09:00')
})

test('an answer that needs a year nobody knows is provisional there too', () => {
  expect(county.in(GRID).plusWorking(shanghai('2026-12-31 17:00'), HOUR).provisional).toBe(true)
  expect(county.in(GRID).plusWorking(shanghai('2026-12-31 16:00'), HOUR).provisional).toBe(false)
})
