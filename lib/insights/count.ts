import { type Area, COUNTY, contains } from '../grid/area.ts'
import { type Instant, isBefore } from '../kernel/instant.ts'
import { type Case, INDICATORS, type Indicator, type IndicatorName, type Target } from './indicators.ts'
import { repeatsAmong } from './repeats.ts'
import type { Story } from './story.ts'

/** Never a percentage: counts of parts add up to those of the whole, shares do not. */
export type Counts = { numerator: number; denominator: number }
export type Figures = Record<IndicatorName, Counts>
/** Received in [from, to). */
export type Cohort = { area: Area; from: Instant; to: Instant }

/**
 * Every figure of an area and a period. `stories` may hold more than the cohort, and must for repeats (see `repeatsAmong`).
 * What has no grid yet is the county's: all its streets together are the county less what waits at its desk.
 */
export function indicatorsOf(stories: readonly Story[], cohort: Cohort): Figures {
  return figuresOf(casesOf(stories, cohort))
}

/** The stories of the cohort, each with whether it is a repeat of one before it. */
export function casesOf(stories: readonly Story[], cohort: Cohort): Case[] {
  const repeats = repeatsAmong(stories)
  return stories
    .filter((story) => isIn(cohort, story))
    .map((story) => ({ ...story, isRepeat: repeats.has(story.id) }))
}

export function figuresOf(cases: readonly Case[]): Figures {
  return everyFigure(({ counts }) => {
    const answers = cases.map(counts).filter((answer) => answer !== undefined)
    return { numerator: answers.filter(Boolean).length, denominator: answers.length }
  })
}

/** One count for each indicator there is. */
export function everyFigure<Cell>(cellOf: (row: Row) => Cell): Record<IndicatorName, Cell> {
  return Object.fromEntries(INDICATORS.map((row) => [row.name, cellOf(row)])) as Record<IndicatorName, Cell>
}
type Row = Indicator & { name: IndicatorName }

const NONE: Counts = { numerator: 0, denominator: 0 }

/** What parts count together. */
export function added(parts: readonly Partial<Figures>[]): Figures {
  return everyFigure(({ name }) =>
    parts.reduce((sum, { [name]: one = NONE }) => {
      const { numerator, denominator } = one
      return { numerator: sum.numerator + numerator, denominator: sum.denominator + denominator }
    }, NONE),
  )
}

function isIn({ area, from, to }: Cohort, { receivedAt, grid = COUNTY }: Story): boolean {
  return contains(area, grid) && !isBefore(receivedAt, from) && isBefore(receivedAt, to)
}

/** Whether a target is reached; undefined where nothing was counted. */
export function isReached({ numerator, denominator }: Counts, target: Target): boolean | undefined {
  if (denominator === 0) return undefined
  const share = numerator * 100
  return 'least' in target ? share >= target.least * denominator : share <= target.most * denominator
}

/** Fewer people than this could be recognised in a public table (domain.md §6.15). */
const LEAST = 5

/**
 * The rows of a public table, small cells taken out. Next to a public total one hidden cell could be worked out, so more are
 * hidden, smallest first, until those hidden are at least two and together at least five. An empty cell hides nobody.
 */
export function suppressSmall(cells: readonly Counts[]): (Counts | undefined)[] {
  const filled = cells.filter(({ denominator }) => denominator > 0)
  const bySize = filled.toSorted((a, b) => a.denominator - b.denominator)
  const hidden = new Set(bySize.filter(({ denominator }) => denominator < LEAST))
  const isTooPlain = () =>
    hidden.size < 2 || [...hidden].reduce((sum, one) => sum + one.denominator, 0) < LEAST
  for (const cell of bySize) if (hidden.size > 0 && isTooPlain()) hidden.add(cell)
  return cells.map((cell) => (hidden.has(cell) ? undefined : cell))
}
