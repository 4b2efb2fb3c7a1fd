import chineseDays from 'chinese-days'
import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { type Day, dayOf, HOUR, nextDay, shanghai, wallClock } from '../../lib/kernel/instant.ts'

const china = calendar(YEARS)

describe('working days', () => {
  test.each(Object.keys(YEARS))('of %s are those of the State Council, every day of the year', (year) => {
    const days = Array.from({ length: 366 }, (_, index) => nextDay(`${year}-01-01` as Day, index))
    const ofYear = days.filter((day) => day.startsWith(year))
    expect(ofYear.length).toBeGreaterThanOrEqual(365)
    expect(ofYear.filter((day) => china.isWorkday(day) !== chineseDays.isWorkday(day))).toEqual([])
  })
})

describe('working time', () => {
  test.each([
    ['stays within the morning', '2026-03-02 08:30', 3.5, '2026-03-02 12:00'],
    ['goes on after lunch', '2026-03-02 11:00', 2, '2026-03-02 15:00'],
    ['waits for the end of lunch', '2026-03-02 12:30', 1, '2026-03-02 15:00'],
    ['waits for the morning', '2026-03-02 03:00', 1, '2026-03-02 09:30'],
    ['ends with the day, not with the next morning', '2026-03-02 08:30', 7, '2026-03-02 17:30'],
    ['goes on the next day', '2026-03-02 17:00', 1, '2026-03-03 09:00'],
    ['goes on after the weekend', '2026-03-06 17:00', 1, '2026-03-09 09:00'],
    ['counts a Saturday worked in exchange', '2026-02-13 17:00', 1, '2026-02-14 09:00'],
    ['goes on after the festival', '2026-02-14 15:00', 4, '2026-02-24 10:00'],
    ['goes on after a festival in the middle of a week', '2026-06-18 17:00', 1, '2026-06-22 09:00'],
    ['of nothing stays where it is, also at night', '2026-03-02 23:00', 0, '2026-03-02 23:00'],
  ])('%s', (_, from, hours, due) => {
    const { at, provisional } = china.plusWorking(shanghai(from), hours * HOUR)
    expect(wallClock(at)).toBe(due)
    expect(provisional).toBe(false)
  })

  test.each([
    ['a morning', '2026-03-02 08:30', '2026-03-02 12:00', 3.5],
    ['lunch', '2026-03-02 12:00', '2026-03-02 14:00', 0],
    ['a night', '2026-03-02 17:30', '2026-03-03 08:30', 0],
    ['a weekend', '2026-03-06 16:30', '2026-03-09 09:30', 2],
    ['the Spring Festival', '2026-02-14 17:30', '2026-02-24 08:30', 0],
    ['four weekdays and a Saturday worked in exchange', '2026-02-23 00:00', '2026-03-02 00:00', 5 * 7],
    ['time that runs backwards', '2026-03-03 09:00', '2026-03-02 09:00', 0],
  ])('between the ends of %s', (_, from, to, hours) => {
    expect(china.workingBetween(shanghai(from), shanghai(to))).toBe(hours * HOUR)
  })
})

describe('days as the law counts them', () => {
  test.each([
    [
      'do not count the day of the event, and the last one ends at 24:00',
      '2026-03-02 09:00',
      '2026-03-18 00:00',
    ],
    ['are the same from its first minute', '2026-03-02 00:00', '2026-03-18 00:00'],
    ['are the same from its last minute', '2026-03-02 23:59', '2026-03-18 00:00'],
    ['that end on a Saturday end on Monday', '2026-03-06 09:00', '2026-03-24 00:00'],
    ['that end in the Spring Festival end on the first day back', '2026-02-05 09:00', '2026-02-25 00:00'],
    ['that end on a Saturday worked in exchange end there', '2026-01-30 09:00', '2026-02-15 00:00'],
  ])('%s', (_, from, due) => {
    const { at, provisional } = china.plusStatutory(shanghai(from), 15)
    expect(wallClock(at)).toBe(due)
    expect(provisional).toBe(false)
  })
})

describe('a deadline in a year whose holidays are not published', () => {
  test.each([
    ['working time', china.plusWorking(shanghai('2026-12-31 17:00'), HOUR)],
    ['days of the law', china.plusStatutory(shanghai('2026-12-30 09:00'), 15)],
  ])('is provisional when it is %s', (_, { at, provisional }) => {
    expect(wallClock(at)).toMatch(/^2027-01-/)
    expect(provisional).toBe(true)
  })

  test('is not meant by one that ends with the last day of a known year', () => {
    const { at, provisional } = china.plusStatutory(shanghai('2026-12-16 09:00'), 15)
    expect(wallClock(at)).toBe('2027-01-01 00:00')
    expect(provisional).toBe(false)
  })
})

describe('a wall clock in Shanghai', () => {
  test.each([
    ['2026-02-14 15:00', '2026-02-14T07:00:00.000Z'],
    ['2026-02-14 00:00', '2026-02-13T16:00:00.000Z'],
    ['2026-02-14 23:59', '2026-02-14T15:59:00.000Z'],
    ['2028-02-29 08:30', '2028-02-29T00:30:00.000Z'],
  ])('%s is the moment %s and reads back', (words, moment) => {
    expect(shanghai(words)).toBe(moment)
    expect(wallClock(shanghai(words))).toBe(words)
    expect(dayOf(shanghai(words))).toBe(words.slice(0, 10))
  })

  test('may say seconds, or only the day', () => {
    expect(shanghai('2026-02-14 15:00:07')).toBe('2026-02-14T07:00:07.000Z')
    expect(shanghai('2026-02-14')).toBe(shanghai('2026-02-14 00:00'))
  })

  test.each([
    ['2026-12-31', '2027-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2026-02-28', '2026-03-01'],
  ])('goes from %s to %s at midnight', (day, next) => {
    expect(nextDay(day as Day)).toBe(next)
  })
})
