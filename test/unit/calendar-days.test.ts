import { calendar, OFFICE_SHIFTS } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { type Day, HOUR, shanghai, wallClock } from '../../lib/kernel/instant.ts'

const china = calendar(YEARS)

describe('working days', () => {
  test.each([
    ['do not count the day of the event', '2026-03-02 09:00', 1, '2026-03-03 17:30'],
    ['are the same from its first minute', '2026-03-02 00:00', 1, '2026-03-03 17:30'],
    ['are the same after hours', '2026-03-02 23:59', 1, '2026-03-03 17:30'],
    ['leave out the weekend', '2026-03-06 09:00', 1, '2026-03-09 17:30'],
    [
      'begin on the next working day when nobody works on the day of the event',
      '2026-03-07 09:00',
      1,
      '2026-03-09 17:30',
    ],
    ['count a Saturday worked in exchange', '2026-02-13 09:00', 1, '2026-02-14 17:30'],
    ['leave out the Spring Festival', '2026-02-13 09:00', 2, '2026-02-24 17:30'],
    ['are five in a week', '2026-03-02 09:00', 5, '2026-03-09 17:30'],
    ['of none stay where they are', '2026-03-07 09:00', 0, '2026-03-07 09:00'],
  ])('%s', (_, from, days, due) => {
    const { at, provisional } = china.plusWorkingDays(shanghai(from), days)
    expect(wallClock(at)).toBe(due)
    expect(provisional).toBe(false)
  })

  test('end at 24:00 where there are no hours of business', () => {
    const { at } = calendar(YEARS, []).plusWorkingDays(shanghai('2026-03-02 09:00'), 1)
    expect(wallClock(at)).toBe('2026-03-04 00:00')
  })
})

describe('what staff decides about a day', () => {
  const snowed = calendar(YEARS, OFFICE_SHIFTS, { '2026-03-03': 'off', '2026-03-07': 'worked' })

  test('goes before the week', () => {
    expect(snowed.isWorkday('2026-03-03' as Day)).toBe(false)
    expect(snowed.isWorkday('2026-03-07' as Day)).toBe(true)
    expect(wallClock(snowed.plusWorking(shanghai('2026-03-02 17:00'), HOUR).at)).toBe('2026-03-04 09:00')
    expect(wallClock(snowed.plusWorkingDays(shanghai('2026-03-06 09:00'), 1).at)).toBe('2026-03-07 17:30')
    expect(wallClock(snowed.plusStatutory(shanghai('2026-03-02 09:00'), 1).at)).toBe('2026-03-05 00:00')
  })

  test('goes before the State Council', () => {
    const festival = calendar(YEARS, OFFICE_SHIFTS, { '2026-02-14': 'off', '2026-02-17': 'worked' })
    expect(festival.isWorkday('2026-02-14' as Day)).toBe(false)
    expect(festival.isWorkday('2026-02-17' as Day)).toBe(true)
  })

  test('counts in a year that is not published, which stays provisional', () => {
    const early = calendar(YEARS, OFFICE_SHIFTS, { '2027-01-01': 'off' })
    const { at, provisional } = early.plusWorking(shanghai('2026-12-31 17:00'), HOUR)
    expect(wallClock(at)).toBe('2027-01-04 09:00')
    expect(provisional).toBe(true)
  })
})

describe('a year whose holidays are not published', () => {
  const gap = calendar({ 2025: YEARS[2025]!, 2027: { off: '', worked: '' } })

  test('makes provisional what only passes through it', () => {
    expect(gap.plusWorking(shanghai('2025-12-31 17:00'), 270 * 7 * HOUR).at > shanghai('2027-01-01')).toBe(
      true,
    )
    expect(gap.plusWorking(shanghai('2025-12-31 17:00'), 270 * 7 * HOUR).provisional).toBe(true)
    expect(gap.plusWorkingDays(shanghai('2025-12-31 17:00'), 270).provisional).toBe(true)
  })

  test('does not matter to natural days that only pass through it', () => {
    expect(gap.plusStatutory(shanghai('2025-12-31 17:00'), 400).provisional).toBe(false)
  })

  test('is not reached by a night shift that ends with the last known day', () => {
    const nights = calendar(YEARS, [[1320, 1440]])
    const { at, provisional } = nights.plusWorking(shanghai('2026-12-31 09:00'), 2 * HOUR)
    expect(wallClock(at)).toBe('2027-01-01 00:00')
    expect(provisional).toBe(false)
  })
})

describe('a calendar that makes no sense', () => {
  test.each<[string, () => unknown]>([
    ['with a day that does not exist', () => calendar({ 2026: { off: '02-30', worked: '' } })],
    ['with a decision on no day', () => calendar(YEARS, OFFICE_SHIFTS, { '2026-3-7': 'off' })],
    [
      'with shifts that overlap',
      () =>
        calendar(YEARS, [
          [480, 720],
          [700, 900],
        ]),
    ],
    ['with a shift that ends before it begins', () => calendar(YEARS, [[720, 480]])],
    ['with a shift past midnight', () => calendar(YEARS, [[1320, 1800]])],
    [
      'asked for working time where nobody works',
      () => calendar(YEARS, []).plusWorking(shanghai('2026-03-02'), 1),
    ],
  ])('%s is refused', (_, make) => {
    expect(make).toThrow(RangeError)
  })
})
