import {
  type CalendarDecision,
  type CountyCalendar,
  decide,
  horizonOf,
  inForce,
  tell,
  warnOfHorizon,
  wrongDay,
  wrongWith,
  wrongYear,
} from '../../lib/calendar/county.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import type { Day } from '../../lib/kernel/instant.ts'
import { shanghai } from '../../lib/kernel/instant.ts'

const at = shanghai
const on = (day: string) => day as Day
const SHARDS = ['0', '1']

const snow = (about: Partial<CalendarDecision> = {}): CalendarDecision =>
  ({
    day: on('2026-12-03'),
    kind: 'off',
    why: '暴雪停工',
    by: '王主任',
    effectiveAt: at('2026-12-01 09:00'),
    ...about,
  }) as CalendarDecision
const year2027: CalendarDecision = {
  year: '2027',
  off: ['01-01', '02-08'],
  worked: ['02-06'],
  why: '国务院办公厅通知',
  by: '王主任',
  effectiveAt: at('2026-12-01 09:00'),
}

const decided = (...decisions: CalendarDecision[]): CountyCalendar | undefined =>
  decisions.reduce<CountyCalendar | undefined>(
    (county, decision) => decide(county, decision).value,
    undefined,
  )

describe('a decision about working days', () => {
  test('counts from its moment, not before', () => {
    const county = decided(snow())
    expect(inForce(county, at('2026-12-01 08:59')).overrides).toEqual({})
    expect(inForce(county, at('2026-12-01 09:00')).overrides).toEqual({ '2026-12-03': 'off' })
  })

  test('goes before an earlier one about the same day, whichever was written first', () => {
    const later = snow({ kind: 'worked', effectiveAt: at('2026-12-02 09:00') })
    for (const county of [decided(snow(), later), decided(later, snow())]) {
      expect(inForce(county, at('2026-12-01 12:00')).overrides).toEqual({ '2026-12-03': 'off' })
      expect(inForce(county, at('2026-12-02 12:00')).overrides).toEqual({ '2026-12-03': 'worked' })
    }
  })

  test('can be taken back: the day is again as published', () => {
    const back = snow({ kind: 'published', effectiveAt: at('2026-12-02 09:00') })
    expect(inForce(decided(snow(), back), at('2026-12-02 09:00')).overrides).toEqual({})
  })

  test('enters a year the State Council has published', () => {
    expect(inForce(decided(year2027), at('2026-12-01 09:00')).years).toEqual({
      2027: { off: '01-01 02-08', worked: '02-06' },
    })
  })

  test.each<[string, string, string, string[]]>([
    ['a day that does not exist', '2026-02-30', '2026-01-01 09:00', ['day-wrong']],
    ['a day that is over', '2026-12-02', '2026-12-03 00:00', ['day-over']],
    ['today, which is not over', '2026-12-03', '2026-12-03 23:59', []],
  ])('about %s', (_, day, when, wrong) => {
    expect(wrongDay({ day: on(day), kind: 'off' }, at(when)).map(({ word }) => word)).toEqual(wrong)
  })

  test.each<[string, object, [string, string][]]>([
    ['as the State Council writes it', {}, []],
    ['with a Saturday off', { off: ['01-01', '01-02'] }, [['/off/1', 'not-weekday']]],
    ['with a Monday worked', { worked: ['02-08'] }, [['/worked/0', 'not-weekend']]],
    ['with a day it does not have', { off: ['02-30'] }, [['/off/0', 'day-wrong']]],
    ['that came with the program', { year: '2026' }, [['/year', 'year-published']]],
    ['that is over', { year: '2024' }, [['/year', 'year-over']]],
    ['with its festivals', { festivals: [{ from: '01-01', name: '元旦' }] }, []],
    [
      'with a festival on no day off',
      { festivals: [{ from: '02-08', name: '春节' }] },
      [['/festivals/0', 'festival-wrong']],
    ],
  ])('about a year %s', (_, change, wrong) => {
    const notice = { year: '2027', off: ['01-01'], worked: ['02-06'], ...change }
    const found = wrongYear(notice, at('2026-12-01 09:00'), YEARS)
    expect(found.map(({ pointer, word }) => [pointer, word])).toEqual(wrong)
  })
})

describe('hours of an area', () => {
  const OFFICE = '08:30-12:00 14:00-17:30'
  const market = (about: object = {}): CalendarDecision => ({
    area: '371724001005002',
    from: on('2026-12-05'),
    week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '09:00-12:00', ''],
    why: '集市周六营业',
    by: '王主任',
    effectiveAt: at('2026-12-01 09:00'),
    ...about,
  })

  test('are kept with the day they begin; the later word about the same day goes before the earlier one', () => {
    const winter = market({ from: on('2026-12-20'), week: undefined })
    const again = market({ week: ['', '', '', '', '', '18:00-24:00', ''] })
    expect(inForce(decided(winter, market(), again), at('2026-12-01 09:00')).hours).toEqual({
      371724001005002: [
        { from: '2026-12-05', week: ['', '', '', '', '', '18:00-24:00', ''] },
        { from: '2026-12-20' },
      ],
    })
    expect(inForce(decided(market()), at('2026-12-01 08:59')).hours).toEqual({})
  })

  test.each<[string, object, [string, string][]]>([
    ['of a grid from a day to come', {}, []],
    ['of a street', { area: '371724001' }, []],
    ['taken back', { week: undefined }, []],
    ['from today: its time is being counted', { from: '2026-12-01' }, [['/from', 'hours-late']]],
    ['from no day', { from: '2026-02-30' }, [['/from', 'day-wrong']]],
    ['of the county', { area: '371724' }, [['/area', 'area-wrong']]],
    ['of another county', { area: '371725001' }, [['/area', 'area-wrong']]],
    ['in which nobody works', { week: Array(7).fill('') }, [['/week', 'hours-none']]],
    [
      'that overlap',
      { week: ['08:00-12:00 11:00-13:00', ...Array(6).fill('')] },
      [['/week/0', 'hours-wrong']],
    ],
    [
      'that end before they begin',
      { week: [...Array(6).fill(''), '18:00-02:00'] },
      [['/week/6', 'hours-wrong']],
    ],
    ['in other words', { week: ['上午', ...Array(6).fill('')] }, [['/week/0', 'hours-wrong']]],
  ])('%s', (_, change, wrong) => {
    const found = wrongWith(market(change), at('2026-12-01 09:00'), YEARS)
    expect(found.map(({ pointer, word }) => [pointer, word])).toEqual(wrong)
  })
})

describe('open reports are reckoned anew', () => {
  test('when a decision comes into force, shard by shard, once', () => {
    const county = { ...decided(snow())!, told: '2026+0' }
    expect(tell(county, YEARS, at('2026-12-01 08:59'), SHARDS)).toBeUndefined()
    const told = tell(county, YEARS, at('2026-12-01 09:00'), SHARDS)!
    expect(told.events.map(({ data }) => data)).toEqual([{ shard: '0' }, { shard: '1' }])
    expect(tell(told.value, YEARS, at('2026-12-01 09:01'), SHARDS)).toBeUndefined()
  })

  test('when the program brings another year', () => {
    const county = { ...decided(snow())!, told: '2026+1' }
    const more = { ...YEARS, 2027: { off: '', worked: '' } }
    expect(tell(county, YEARS, at('2026-12-05 09:00'), SHARDS)).toBeUndefined()
    expect(tell(county, more, at('2026-12-05 09:00'), SHARDS)?.value.told).toBe('2027+1')
  })
})

describe('the horizon', () => {
  test('is the last day before the first year nobody knows', () => {
    expect(horizonOf(YEARS, on('2026-11-24'))).toBe('2026-12-31')
    expect(horizonOf({ ...YEARS, 2028: { off: '', worked: '' } }, on('2026-11-24'))).toBe('2026-12-31')
    expect(horizonOf(YEARS, on('2031-05-01'))).toBe('2030-12-31')
  })

  test.each([
    ['60 days before it, nobody is called', '2026-11-01 12:00', undefined],
    ['59 days before it, the county is', '2026-11-02 00:00', { until: '2026-12-31', days: 59 }],
    ['after it, too', '2027-01-01 00:00', { until: '2026-12-31', days: -1 }],
  ])('%s', (_, when, data) => {
    expect(warnOfHorizon(undefined, YEARS, at(when))?.events[0]?.data).toEqual(data)
  })

  test('is said once a week until somebody enters the year', () => {
    const warned = warnOfHorizon(undefined, YEARS, at('2026-11-24 10:00'))!.value
    expect(warned.warnedOn).toBe('2026-11-24')
    expect(warnOfHorizon(warned, YEARS, at('2026-11-30 23:59'))).toBeUndefined()
    expect(warnOfHorizon(warned, YEARS, at('2026-12-01 00:00'))).toBeDefined()
    const entered = decide(warned, year2027).value
    expect(warnOfHorizon(entered, YEARS, at('2026-12-01 09:00'))).toBeUndefined()
  })
})
