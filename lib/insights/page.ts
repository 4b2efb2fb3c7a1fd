import type { Area } from '../grid/area.ts'
import { CATEGORY_NAMES, type Category } from '../report/categories.ts'
import { added, type Counts, everyFigure, type Figures, suppressSmall } from './count.ts'
import type { IndicatorName } from './indicators.ts'
import type { Row } from './rows.ts'

/** A figure as somebody may see it: undefined when it counts so few people that they could be recognised. */
export type Shown = Record<IndicatorName, Counts | undefined>
export type Page = {
  total: Shown
  parts: { area: Area; figures: Shown }[]
  /** Missing for those who see numbers only. */
  categories?: { category: Category; figures: Shown }[]
}

/**
 * An area over some months, from the rows of its parts, a list for each month. `isPublic`: for people without case work. For
 * them a period shows of a part only what each of its months shows, because of two periods that overlap one would give
 * away what the other hides; and what it was about is not shown beside where it was.
 */
export function pageOf(months: readonly (readonly Row[])[], isPublic: boolean): Page {
  const areas = [
    ...new Set(
      months
        .flat()
        .filter(hasCases)
        .map(({ area }) => area),
    ),
  ].sort()
  const byMonth = months.map((rows) => areas.map((area) => figuresIn(rows, area)))
  const whole = byMonth.map((parts) => added(parts))
  const parts = areas.map((area, index) => {
    const figures = everyFigure(({ name }) =>
      isPublic && byMonth.some((month) => isHidden(month, index, name))
        ? undefined
        : sum(name, byMonth, index),
    )
    return { area, figures }
  })
  const total = everyFigure(({ name }) =>
    isPublic && whole.some((month) => isHidden([month], 0, name)) ? undefined : added(whole)[name],
  )
  return { total, parts, ...(!isPublic && { categories: categoriesIn(months.flat()) }) }
}

/** What was moved away left a row that says nothing. */
const hasCases = ({ byCategory }: Row) => Object.keys(byCategory).length > 0

const figuresIn = (rows: readonly Row[], area: Area): Figures =>
  added(rows.filter((row) => row.area === area).flatMap(({ byCategory }) => Object.values(byCategory)))

const sum = (name: IndicatorName, byMonth: readonly (readonly Figures[])[], index: number) =>
  added(byMonth.map((parts) => parts[index]!))[name]

const isHidden = (parts: readonly Figures[], index: number, name: IndicatorName) =>
  suppressSmall(parts.map((figures) => figures[name]))[index] === undefined

function categoriesIn(rows: readonly Row[]) {
  return CATEGORY_NAMES.flatMap((category) => {
    const some = rows.flatMap(({ byCategory }) => byCategory[category] ?? [])
    return some.length > 0 ? [{ category, figures: added(some) }] : []
  })
}
