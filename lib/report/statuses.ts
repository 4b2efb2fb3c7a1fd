import type { ClockName, Level, PauseReason } from '../sla/policy.ts'

/** domain.md §6.4. `screened` holds what no rule could give to a grid: the county's duty desk assigns it by hand. */
export const STATUSES = [
  'received',
  'screened',
  'assigned',
  'contacted',
  'in_progress',
  'awaiting_reporter',
  'awaiting_third_party',
  'scheduled',
  'mediation',
  'transferred',
  'resolved',
  'closed',
  'reopened',
  'rejected',
  'merged',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

/** Nobody has anything left to do: the report leaves the inboxes. `resolved` still waits for the resident's word. */
export const FINISHED: readonly Status[] = ['transferred', 'closed', 'rejected', 'merged', 'cancelled']

export type Mover = 'staff' | 'resident' | 'system'

/** What the person must say with a move; each becomes a field of the form and a line of the history. */
export const ASKS = [
  'channel',
  'note',
  'reason',
  'remedy',
  'until',
  'unit',
  'receipt',
  'result',
  'grid',
  'target',
  'days',
  'risk',
  'category',
] as const
export type Ask = (typeof ASKS)[number]

/** What a move does to a clock. */
export type ClockEvent = 'start' | 'pause' | 'resume' | 'stop'

/**
 * Who may make a move, where not everybody on the case may: that level or one above it; only the level that holds the
 * report; the level that was alerted or one above; the level that decides on extensions or one above; whoever answers for a
 * grid, and for what came back once the level above it; the level above the grids that do not want it.
 */
export type Needed = Level | 'holder' | 'alerted' | 'approver' | 'assigner' | 'decider'

export type MoveRule = {
  from: readonly Status[]
  /** `same`: the report stays where it is. */
  to: Status | 'same'
  by: readonly Mover[]
  asks: readonly Ask[]
  clocks: Partial<Record<ClockName, ClockEvent>>
  pause?: PauseReason
  needs?: Needed
  zh: string
  en: string
}

export const AT_WORK = ['contacted', 'in_progress', 'scheduled', 'mediation'] as const
export const BEFORE_WORK = ['received', 'screened', 'assigned'] as const
export const WAITING = ['awaiting_reporter', 'awaiting_third_party'] as const
/** Somebody has work to do, or waits for somebody who has. */
export const OPEN = [...BEFORE_WORK, ...AT_WORK, ...WAITING, 'reopened'] as const
