import { COUNTY, communityOf, streetOf } from '../../lib/grid/area.ts'
import { type Counts, indicatorsOf, isReached, suppressSmall } from '../../lib/insights/count.ts'
import { INDICATORS, type IndicatorName } from '../../lib/insights/indicators.ts'
import { at } from '../support/builders.ts'
import { idNumber, PHOENIX } from '../support/given.ts'
import { type Case, caseOf } from '../support/given-case.ts'

const MARCH = { area: COUNTY, from: at('2026-03-01'), to: at('2026-04-01') }
const shown = ({ numerator, denominator }: Counts) => `${numerator}/${denominator}`

/** The figures of these cases together, one word for each. */
function figures(...cases: Case[]): Record<IndicatorName, string> {
  const counts = indicatorsOf(
    cases.map(({ story }) => story),
    MARCH,
  )
  return Object.fromEntries(Object.entries(counts).map(([name, one]) => [name, shown(one)])) as Record<
    IndicatorName,
    string
  >
}

const fresh = (when = '2026-03-02 09:00', n = 1) => caseOf(when, { id: idNumber(n) })
const contacted = (n = 1) => fresh('2026-03-02 09:00', n).at('2026-03-02 10:00', 'contact')
const settled = (n = 1) => contacted(n).at('2026-03-02 11:00', 'start').at('2026-03-04 16:00', 'resolve')

describe('a quarrel settled in time by whoever it was given to', () => {
  test('is praised by every figure that asks about it', () => {
    expect(figures(settled())).toEqual({
      response: '1/1',
      'on-time': '1/1',
      resolve: '1/1',
      satisfaction: '0/0',
      'call-back': '0/1',
      repeat: '0/1',
      'within-community': '1/1',
      'within-street': '1/1',
      'not-handed-up': '1/1',
    })
  })
})

test.each<[string, IndicatorName, string, Case]>([
  ['nobody called yet, in time', 'response', '0/1', fresh()],
  ['called at 10:00', 'response', '1/1', contacted()],
  ['called at 16:00, an hour late', 'response', '0/1', fresh().at('2026-03-02 16:00', 'contact')],
  ['taken back', 'response', '0/0', fresh().at('2026-03-02 10:00', 'withdraw', { mover: 'resident' })],
  ['still at work in time', 'on-time', '0/0', contacted()],
  ['still at work past the 11th, 17:30', 'on-time', '0/1', contacted().at('2026-03-11 17:31', 'tick')],
  ['came back', 'resolve', '0/1', settled().at('2026-03-05 09:00', 'reopen', { mover: 'resident' })],
  ['handed to another unit', 'resolve', '0/1', contacted().at('2026-03-03 09:00', 'transfer')],
  ['rated 3', 'satisfaction', '1/1', settled().rated('2026-03-05 09:00', 3)],
  ['rated 2', 'satisfaction', '0/1', settled().rated('2026-03-05 09:00', 2)],
  ['closed after a call', 'call-back', '1/1', settled().at('2026-03-05 09:00', 'close')],
  [
    'closed by itself',
    'call-back',
    '0/1',
    settled().at('2026-03-12 09:00', 'close', { mover: 'system', role: 'system' }),
  ],
  ['came back', 'repeat', '1/1', settled().at('2026-03-05 09:00', 'reopen', { mover: 'resident' })],
  ['handed to another unit', 'within-street', '0/1', contacted().at('2026-03-03 09:00', 'transfer')],
  ['handed to another unit', 'not-handed-up', '0/1', contacted().at('2026-03-03 09:00', 'transfer')],
  [
    'registered as a petition',
    'not-handed-up',
    '0/1',
    contacted().at('2026-03-03 09:00', 'grade', { as: { class: 'petition' } }),
  ],
  ['no dispute', 'not-handed-up', '0/0', caseOf('2026-03-02 09:00', { category: 'sanitation' })],
])('%s: %s is %s', (_, name, expected, one) => {
  expect(figures(one)[name]).toBe(expected)
})

describe('the level at which it is settled', () => {
  /** Nobody calls; each level says that it has heard, so that the next one hears of it only a working day later. */
  const climbed = (...misses: string[]) =>
    misses.reduce((one, day) => one.at(`${day} 15:00`, 'tick').at(`${day} 15:05`, 'acknowledge'), fresh())
  const settledOn = (one: Case, day: string) =>
    one.at(`${day} 16:00`, 'contact').at(`${day} 16:10`, 'start').at(`${day} 16:30`, 'resolve')

  test.each<[string, string[], string, string]>([
    ['community', ['2026-03-02', '2026-03-03'], '1/1', '1/1'],
    ['street', ['2026-03-02', '2026-03-03', '2026-03-04'], '0/1', '1/1'],
    ['county', ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'], '0/1', '0/1'],
  ])('by the %s', (level, misses, withinCommunity, withinStreet) => {
    const one = settledOn(climbed(...misses), misses.at(-1)!)
    expect(one.story).toMatchObject({ highest: level, settled: { level }, late: ['contact'] })
    expect(figures(one)).toMatchObject({
      'within-community': withinCommunity,
      'within-street': withinStreet,
      'not-handed-up': level === 'county' ? '0/1' : '1/1',
    })
  })

  test('is the lower one after it was handed down; that the county held it once is not forgotten', () => {
    const atCounty = climbed('2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05')
    const one = settledOn(atCounty.at('2026-03-05 15:30', 'hand-down'), '2026-03-05')
    expect(one.story).toMatchObject({ highest: 'county', settled: { level: 'street' } })
    expect(figures(one)).toMatchObject({ 'within-street': '1/1', 'not-handed-up': '0/1' })
  })
})

describe('the same matter at the same code', () => {
  const from = (when: string, n: number, codeId = 'c-0031') =>
    caseOf(when, { id: idNumber(n), whereabouts: { codeId } })

  test('within thirty days is a repeat of the one before, also of one before the period', () => {
    const cases = [from('2026-02-20 09:00', 1), from('2026-03-02 09:00', 2), from('2026-03-31 09:00', 3)]
    expect(figures(...cases).repeat).toBe('2/2')
  })

  test('after thirty-one days, at another code, or about something else is none', () => {
    const other = caseOf('2026-03-03 09:00', {
      id: idNumber(4),
      category: 'noise',
      whereabouts: { codeId: 'c-0031' },
    })
    const cases = [
      from('2026-01-30 09:00', 1),
      from('2026-03-02 09:00', 2),
      from('2026-03-03 09:00', 3, 'c-2'),
    ]
    expect(figures(...cases, other).repeat).toBe('0/3')
  })
})

describe('a cohort', () => {
  const count = (area: string, from = '2026-03-01', to = '2026-04-01', one = fresh()) =>
    indicatorsOf([one.story], { area, from: at(from), to: at(to) }).response.denominator

  test('is what was received in the area and in the period, its first moment in and its last out', () => {
    expect([PHOENIX, communityOf(PHOENIX), streetOf(PHOENIX), COUNTY].map((area) => count(area))).toEqual([
      1, 1, 1, 1,
    ])
    expect(count('371724002')).toBe(0)
    expect(count(COUNTY, '2026-03-02 09:00')).toBe(1)
    expect(count(COUNTY, '2026-03-01', '2026-03-02 09:00')).toBe(0)
  })

  test('what has no grid yet is the county’s', () => {
    const homeless = caseOf('2026-03-02 09:00', {}, '')
    expect(count(COUNTY, '2026-03-01', '2026-04-01', homeless)).toBe(1)
    expect(count(streetOf(PHOENIX), '2026-03-01', '2026-04-01', homeless)).toBe(0)
  })
})

test.each<[string, [number, number], { least: number } | { most: number }, boolean | undefined]>([
  ['95 of 100 reach', [95, 100], { least: 95 }, true],
  ['94 of 100 do not reach', [94, 100], { least: 95 }, false],
  ['2 of 3 do not reach', [2, 3], { least: 66.7 }, false],
  ['5 of 100 stay below', [5, 100], { most: 5 }, true],
  ['6 of 100 do not stay below', [6, 100], { most: 5 }, false],
  ['0 of 0 neither reach nor miss', [0, 0], { least: 95 }, undefined],
])('%s the target', (_, [numerator, denominator], target, expected) => {
  expect(isReached({ numerator, denominator }, target)).toBe(expected)
})

describe('a public table', () => {
  const hidden = (...sizes: number[]) =>
    suppressSmall(sizes.map((denominator) => ({ numerator: 0, denominator }))).map(
      (cell) => cell?.denominator ?? '—',
    )

  test.each<[number[], (number | string)[]]>([
    [
      [9, 20, 5],
      [9, 20, 5],
    ],
    [[4], ['—']],
    [
      [0, 9, 20],
      [0, 9, 20],
    ],
    [
      [3, 9, 20],
      ['—', '—', 20],
    ],
    [
      [2, 2, 9, 20],
      ['—', '—', '—', 20],
    ],
    [
      [3, 4, 9],
      ['—', '—', 9],
    ],
  ])('of cells of %j shows %j', (sizes, expected) => {
    expect(hidden(...sizes)).toEqual(expected)
  })
})

test('every figure says in both languages what it counts, and none is named twice', () => {
  expect(new Set(INDICATORS.map(({ name }) => name)).size).toBe(INDICATORS.length)
  for (const { zh, definition } of INDICATORS) {
    expect(zh).toMatch(/^\p{Script=Han}+$/u)
    expect(definition.zh).toMatch(/。$/)
    expect(definition.en).toMatch(/\.$/)
  }
})
