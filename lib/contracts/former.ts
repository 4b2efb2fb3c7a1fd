import { type EventFilter, type FormerFilter, filtersNow } from '../alerts/filters.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { DEFAULT_POLICY } from '../sla/defaults.ts'
import { type Level, WAITS } from '../sla/policy.ts'
import type { Span } from '../sla/span.ts'

/**
 * What was stored before clocks could be worked out again and before the ladder had five rungs, as it is read today. The
 * only place that knows the former shapes; what is saved has the present one.
 */

type FormerLevel = 'community' | 'street' | 'county'
type FormerClock = {
  phase: string
  level: FormerLevel
  dueAt?: Instant
  left?: number
  at?: Instant
  missedAt?: Instant
}

/** The lowest level was called the community's. */
const levelNow = (level: FormerLevel): Level => (level === 'community' ? 'assignee' : level)

export function upgradeReport(stored: unknown): unknown {
  const report = stored as { receivedAt: Instant; clocks: Record<string, FormerClock | Clock>; level?: Level }
  const former = Object.values(report.clocks).filter((clock): clock is FormerClock => !('start' in clock))
  if (former.length === 0) return stored
  const level = (['county', 'street'] as const).find((one) => former.some((clock) => clock.level === one))
  const clocks = Object.entries(report.clocks).map(([name, clock]) => [
    name,
    'start' in clock ? clock : clockNow(clock, report.receivedAt),
  ])
  return { ...report, ...(level && { level }), clocks: Object.fromEntries(clocks) }
}

/** How its deadline came about was not kept, so it stays as it is; of a wait, what was left is known, in ms of the time its terms count. */
function clockNow(clock: FormerClock, receivedAt: Instant) {
  const { phase, dueAt, at, missedAt } = clock
  const level = levelNow(clock.level)
  const left = (clock.left ?? 0) / 60_000
  if (phase === 'running') return { phase, level, start: receivedAt, dueAt, fixed: dueAt }
  if (phase === 'paused')
    return { phase, level, start: receivedAt, left, since: receivedAt, why: 'awaiting_reporter' }
  if (phase === 'stopped') return { phase, level, start: at, left, at }
  return { phase, level, start: receivedAt, missedAt }
}

type FormerTerms = { within: Span; above: object }

/** A policy of contact and resolve alone keeps them, with the usual waits; what it did not know is the default's. */
export function upgradePolicy(stored: unknown): unknown {
  const policy = stored as { classes: Record<string, Record<string, FormerTerms>>; common?: unknown }
  if (policy.common) return stored
  const classes = Object.entries(policy.classes).map(([name, { contact, resolve }]) => [
    name,
    // A period of the law did not wait then either.
    { contact, resolve: { ...resolve, ...(resolve!.within.kind !== 'statutory' && { pauses: WAITS }) } },
  ])
  const { common, classes: usual } = DEFAULT_POLICY
  const { assist, supervise } = common
  return { ...policy, common: { assist, supervise }, classes: { ...usual, ...Object.fromEntries(classes) } }
}

/** It asked for messages of ours; their events have public names now. */
export function upgradeEndpoint<Stored extends { events: readonly (EventFilter | FormerFilter)[] }>(
  stored: Stored,
) {
  return { ...stored, events: filtersNow(stored.events) }
}
