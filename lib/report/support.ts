import { type Instant, isBefore, later } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import { type Category, isConfidential } from './categories.ts'
import { metresBetween, NEAR_METRES, NEAR_MS, type Spot } from './near.ts'
import type { Report, ReportOutcome } from './report.ts'
import { FINISHED } from './statuses.ts'

/** Each supporter is an id in the item; a hundred of them cost three kilobytes, and by then everybody knows. */
export const MOST_SUPPORTERS = 100

/** "+1 我也遇到": one more neighbour is told the outcome. The clocks stay those of whoever said it first. */
export function support(report: Report, supporter: string): ReportOutcome | undefined {
  const { supporters = [] } = report
  if (supporters.includes(supporter)) return undefined
  if (isConfidential(report) || FINISHED.includes(report.status)) throw new Problem('report-not-found')
  if (supporters.length >= MOST_SUPPORTERS) throw new Problem('supporters-full')
  return { value: { ...report, supporters: [...supporters, supporter] }, what: 'support', events: [] }
}

/** Whether somebody about to report this here should be shown that report: same matter, same place, still open, recent. */
export function isSimilar(
  { category, status, spot, receivedAt }: Report,
  asked: { category: Category; spot: Spot },
  now: Instant,
): boolean {
  return (
    category === asked.category &&
    category !== 'conduct' &&
    !FINISHED.includes(status) &&
    !!spot &&
    metresBetween(spot, asked.spot) <= NEAR_METRES &&
    !isBefore(later(receivedAt, NEAR_MS), now)
  )
}
