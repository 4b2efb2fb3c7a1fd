import { type Area, COUNTY, chainOf, countedIn, streetOf } from '../grid/area.ts'
import { beginOf, type Month, monthAfter } from '../kernel/month.ts'
import type { Category } from '../report/categories.ts'
import { casesOf, type Figures, figuresOf } from './count.ts'
import type { Case } from './indicators.ts'
import type { Story } from './story.ts'

/** What was received in an area in a month, by what it was about. Only what was received stands here. */
export type Row = { area: Area; byCategory: Partial<Record<Category, Partial<Figures>>> }

/**
 * The rows of a street's month: of the street, its communities and its grids; for the county itself only the one of what lies
 * at its desk without a grid. `stories` as for `repeatsAmong`.
 */
export function rowsOf(stories: readonly Story[], street: Area, month: Month): Row[] {
  const period = { from: beginOf(month), to: beginOf(monthAfter(month)) }
  const cases = casesOf(stories, { area: street, ...period }).filter(({ grid }) => countedIn(grid) === street)
  const lying = cases.flatMap((one) => areasOf(one).map((area) => ({ area, one })))
  return [...Map.groupBy(lying, ({ area }) => area)].map(([area, here]) =>
    rowOf(
      area,
      here.map(({ one }) => one),
    ),
  )
}

const areasOf = ({ grid }: Case): Area[] =>
  grid ? chainOf(grid).filter((area) => area !== COUNTY) : [COUNTY]

function rowOf(area: Area, cases: readonly Case[]): Row {
  const groups = Map.groupBy(cases, ({ category }) => category)
  return { area, byCategory: Object.fromEntries([...groups].map(([name, some]) => [name, figuresOf(some)])) }
}

/**
 * What must be written so that `stored` says what was counted: rows that differ, and empty ones where nothing lies any more.
 * Nothing when it says so already.
 */
export function changedRows(stored: readonly Row[], counted: readonly Row[]): Row[] {
  const before = new Map(stored.map((row) => [row.area, saidBy(row)]))
  const areas = new Set(counted.map(({ area }) => area))
  const gone = stored.filter(({ area }) => !areas.has(area)).map(({ area }) => ({ area, byCategory: {} }))
  return [...counted, ...gone].filter((row) => before.get(row.area) !== saidBy(row))
}

/** The same text for the same counts, in whatever order a table gives them back; a count of nothing goes without saying. */
function saidBy({ byCategory }: Row): string {
  const cells = Object.entries(byCategory).flatMap(([category, figures]) =>
    Object.entries(figures).map(([name, { numerator, denominator }]) =>
      denominator > 0 ? `${category} ${name} ${numerator}/${denominator}` : '',
    ),
  )
  return cells.filter(Boolean).sort().join()
}

/** Every street there is, and the county's desk: what is counted one by one. */
export const streetsAmong = (grids: readonly { id: Area }[]): Area[] => [
  ...new Set([COUNTY, ...grids.map(({ id }) => streetOf(id))]),
]
