import * as z from 'zod/mini'
import { INDICATORS, type IndicatorName } from '../insights/indicators.ts'
import type { Round } from '../insights/round.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { CalendarDay, Moment } from './messages.ts'

/** Figures as they are stored and as they go out. */

const NAMES = INDICATORS.map(({ name }) => name) as [IndicatorName, ...IndicatorName[]]

const Pair = z.tuple([z.int(), z.int()])
export const CountedState = z.object({
  place: z.string(),
  counted: z.partialRecord(z.enum(CATEGORY_NAMES), z.partialRecord(z.enum(NAMES), Pair)),
})
export const RoundState = z.object({
  day: CalendarDay,
  left: z.array(z.string()),
  countedAt: z.optional(Moment),
}) as unknown as z.ZodMiniType<Round>

/** Without counts: so few people that they could be recognised. */
const Figures = z.array(
  z.object({ name: z.enum(NAMES), numerator: z.optional(z.int()), denominator: z.optional(z.int()) }),
)
export const IndicatorPage = z.object({
  area: z.string(),
  from: z.string(),
  to: z.string(),
  /** When all streets were last counted; missing before the first night. */
  countedAt: z.optional(Moment),
  total: Figures,
  /** Of a county its streets, and itself for what lies at its desk; of a street its communities; of a community its grids. */
  parts: z.array(z.object({ area: z.string(), figures: Figures })),
  /** Missing for those who see numbers only. */
  categories: z.optional(z.array(z.object({ category: z.enum(CATEGORY_NAMES), figures: Figures }))),
})
