import { type ClockName, LEVELS } from '../sla/policy.ts'
import { isConfidential } from './categories.ts'
import { levelOf, type Report, type ReportEvent } from './report.ts'

/** What figures are counted from, by its short name in the history; each line is stored once for each report, for years. */
export const FACTS = ['category', 'class', 'grid', 'level', 'late', 'code', 'rating'] as const

/** Codes and digits, never a person nor their words. Empty: no longer so. The lowest level goes without saying. */
export type Facts = { [Name in (typeof FACTS)[number]]?: string | undefined }

/**
 * What is so after a decision. `late` alone belongs to the moment: the clocks that missed a deadline now, in what the decision
 * announces, because a clock that stops or is handed down forgets it. What is said about an official is in no figure.
 */
export function factsOf(report: Report, events: readonly ReportEvent[]): Facts {
  if (isConfidential(report)) return {}
  const { category, class: given, gridId: grid, whereabouts, rating } = report
  const level = levelOf(report)
  return {
    category,
    class: given,
    grid,
    level: level === LEVELS[0] ? undefined : level,
    late: lateIn(events).join(' ') || undefined,
    code: whereabouts.codeId,
    rating: rating && String(rating.level),
  }
}

function lateIn(events: readonly ReportEvent[]): ClockName[] {
  const missed = events.flatMap((event) =>
    event.type === 'report.escalated' && !event.data.why ? [event.data.clock] : [],
  )
  return [...new Set(missed)]
}

/** What differs from before; undefined when nothing does, so that most lines carry nothing. */
export function changedFacts(before: Facts, after: Facts): Facts | undefined {
  const changed = FACTS.filter((name) => before[name] !== after[name])
  if (changed.length === 0) return undefined
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? '']))
}
