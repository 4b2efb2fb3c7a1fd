import { COUNTY, communityOf, streetOf } from '../../lib/grid/area.ts'
import { pageOf } from '../../lib/insights/page.ts'
import { monthsOf, nightOf, without } from '../../lib/insights/round.ts'
import { changedRows, type Row, rowsOf } from '../../lib/insights/rows.ts'
import { type Month, monthAfter, monthsFrom } from '../../lib/kernel/month.ts'
import type { Category } from '../../lib/report/categories.ts'
import { at } from '../support/builders.ts'
import { idNumber, PHOENIX } from '../support/given.ts'
import { caseOf } from '../support/given-case.ts'

const MARCH = '2026-03' as Month
const STREET = streetOf(PHOENIX)
const NEXT = `${communityOf(PHOENIX)}003`

const storyIn = (n: number, grid: string, category: Category = 'parking') =>
  caseOf('2026-03-02 09:00', { id: idNumber(n), category }, grid).story
const received = ({ area, byCategory }: Row) =>
  `${area} ${Object.entries(byCategory)
    .map(([name, figures]) => `${name} ${figures.response?.denominator}`)
    .join()}`

test('a month stands in a row for each grid, its community and its street, by what it was about', () => {
  const stories = [storyIn(1, PHOENIX), storyIn(2, NEXT), storyIn(3, NEXT, 'noise')]
  expect(rowsOf(stories, STREET, MARCH).map(received).sort()).toEqual([
    `${STREET} parking 2,noise 1`,
    `${communityOf(PHOENIX)} parking 2,noise 1`,
    `${PHOENIX} parking 1`,
    `${NEXT} parking 1,noise 1`,
  ])
  expect(rowsOf(stories, STREET, '2026-04' as Month)).toEqual([])
})

test('what has no grid is counted at the county’s desk, and there nothing else is', () => {
  const stories = [storyIn(1, ''), storyIn(2, PHOENIX)]
  expect(rowsOf(stories, COUNTY, MARCH).map(received)).toEqual([`${COUNTY} parking 1`])
})

describe('what must be written', () => {
  const rows = rowsOf([storyIn(1, PHOENIX), storyIn(2, NEXT)], STREET, MARCH)

  test('is nothing when the same is stored already, whatever the order and without counts of nothing', () => {
    const stored = rows.toReversed().map(({ area, byCategory }) => ({
      area,
      byCategory: Object.fromEntries(
        Object.entries(byCategory).map(([category, figures]) => [
          category,
          Object.fromEntries(Object.entries(figures).filter(([, { denominator }]) => denominator > 0)),
        ]),
      ),
    }))
    expect(changedRows(stored, rows)).toEqual([])
  })

  test('is an empty row for a grid whose last case was moved away', () => {
    const moved = rowsOf([storyIn(1, PHOENIX), storyIn(2, PHOENIX)], STREET, MARCH)
    expect(changedRows(rows, moved).map(received)).toEqual([`${PHOENIX} parking 2`, `${NEXT} `])
  })
})

describe('a page', () => {
  const cell = (area: string, denominator: number, category: Category = 'parking'): Row => ({
    area,
    byCategory: { [category]: { response: { numerator: 1, denominator } } },
  })
  const shown = (months: Row[][], isPublic: boolean) => {
    const { total, parts } = pageOf(months, isPublic)
    return [total, ...parts.map(({ figures }) => figures)].map(({ response }) => response?.denominator ?? '—')
  }

  test('adds up its parts, months and categories for whoever works on reports', () => {
    const months = [
      [cell('a', 1), cell('b', 20)],
      [cell('a', 2, 'noise'), cell('b', 9)],
    ]
    expect(shown(months, false)).toEqual([32, 3, 29])
    expect(pageOf(months, false).categories).toMatchObject([
      { category: 'parking', figures: { response: { denominator: 30 } } },
      { category: 'noise', figures: { response: { denominator: 2 } } },
    ])
  })

  test('has no part for a grid whose last case was moved away', () => {
    expect(
      pageOf([[cell('a', 3), { area: 'b', byCategory: {} }]], false).parts.map(({ area }) => area),
    ).toEqual(['a'])
  })

  test('hides small numbers from others, with a neighbour that would give them away, and what it was about', () => {
    const months = [[cell('a', 1), cell('b', 20), cell('c', 30)]]
    expect(shown(months, true)).toEqual([51, '—', '—', 30])
    expect(pageOf(months, true).categories).toBeUndefined()
    expect(shown([[cell('a', 4)]], true)).toEqual(['—', '—'])
  })

  test('hides from them what two periods that overlap would give away', () => {
    const [february, march] = [
      [cell('a', 50), cell('b', 50), cell('c', 50)],
      [cell('a', 1), cell('b', 50), cell('c', 60)],
    ]
    expect(shown([february], true)).toEqual([150, 50, 50, 50])
    expect(shown([february, march], true)).toEqual([261, '—', '—', 110])
  })
})

describe('a night', () => {
  test.each([
    ['2026-03-02 01:59', '2026-03-01', ['2026-01', '2026-02', '2026-03']],
    ['2026-03-02 02:00', '2026-03-02', ['2026-01', '2026-02', '2026-03']],
    ['2026-01-01 01:59', '2025-12-31', ['2025-10', '2025-11', '2025-12']],
    ['2026-01-01 02:00', '2026-01-01', ['2025-11', '2025-12', '2026-01']],
  ])('at %s is that of %s and counts three months', (when, night, months) => {
    expect([nightOf(at(when)), monthsOf(at(when))]).toEqual([night, months])
  })

  test('is over when its last street was counted, and remembers when', () => {
    const one = without(
      { day: nightOf(at('2026-03-02 02:00')), left: ['x', 'y'] },
      'x',
      at('2026-03-02 02:01'),
    )
    expect(one).toEqual({ day: '2026-03-02', left: ['y'] })
    expect(without(one, 'y', at('2026-03-02 02:02')).countedAt).toBe(at('2026-03-02 02:02'))
  })
})

test('months follow one another over the year, none when the end comes first', () => {
  expect(monthsFrom('2025-11' as Month, '2026-02' as Month)).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
  ])
  expect(monthsFrom(MARCH, '2026-02' as Month)).toEqual([])
  expect(monthAfter(MARCH, -3)).toBe('2025-12')
})
