import type { AnswerOf, RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import type { Counts } from '../../lib/insights/count.ts'
import type { IndicatorName } from '../../lib/insights/indicators.ts'
import { pageOf } from '../../lib/insights/page.ts'
import { monthsFrom } from '../../lib/kernel/month.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import type { Indicators } from '../../lib/tables/indicators.ts'

type Answer = AnswerOf<'readIndicators'>

/** As many months as anybody compares, and as one answer can hold. */
const MOST_MONTHS = 24

/**
 * Figures of an area that is held, and of its parts. Whoever works on no reports sees those of their own area alone, without
 * small numbers: level under level, what is hidden in one table could be worked out from the next.
 */
export const readIndicators =
  ({ indicators }: { indicators: Pick<Indicators, 'partsOf' | 'round'> }) =>
  async (
    { query: { area, from, to } }: RequestOf<'readIndicators'>,
    staff: Staff,
    { language }: Caller,
  ): Promise<Answer> => {
    const held = areasFor(staff, 'indicator.read')
    const asked = area ?? held[0]
    if (!asked || !can(staff, 'indicator.read', asked)) throw new Problem('not-allowed')
    const isPublic = !can(staff, 'report.read', asked)
    if (isPublic && !held.includes(asked)) throw new Problem('not-allowed')
    const months = monthsFrom(from, to)
    if (months.length === 0 || months.length > MOST_MONTHS)
      throw new Problem('form-invalid', {
        errors: [{ pointer: '/to', message: FIELD_WORDS['period-wrong'][language] }],
      })
    const [round, ...rows] = await Promise.all([
      indicators.round(),
      ...months.map((month) => indicators.partsOf(month, asked)),
    ])
    const { total, parts, categories } = pageOf(rows, isPublic)
    return {
      area: asked,
      from,
      to,
      ...(round?.countedAt && { countedAt: round.countedAt }),
      total: listed(total),
      parts: parts.map(({ area: part, figures }) => ({ area: part, figures: listed(figures) })),
      ...(categories && {
        categories: categories.map(({ category, figures }) => ({ category, figures: listed(figures) })),
      }),
    }
  }

const listed = (figures: Record<IndicatorName, Counts | undefined>): Answer['total'] =>
  Object.entries(figures).map(([name, counts]) => ({ name: name as IndicatorName, ...counts }))
