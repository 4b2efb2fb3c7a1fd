import fc from 'fast-check'
import { instant, MINUTE, msOf, shanghai } from '../../lib/kernel/instant.ts'

const [first, last] = [msOf(shanghai('2025-01-01')), msOf(shanghai('2026-11-01'))]

/** Any minute of the years whose holidays are known, far enough from their end for every deadline to fit. */
export const moments = fc
  .integer({ min: 0, max: (last - first) / MINUTE })
  .map((minutes) => instant(first + minutes * MINUTE))
