import type { ClockEvent } from '../sla/clock.ts'
import type { ClockName } from '../sla/policy.ts'

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
] as const
export type Ask = (typeof ASKS)[number]

export type MoveRule = {
  from: readonly Status[]
  to: Status
  by: readonly Mover[]
  asks: readonly Ask[]
  clocks: Partial<Record<ClockName, ClockEvent>>
  zh: string
  en: string
}

const AT_WORK = ['contacted', 'in_progress', 'scheduled', 'mediation'] as const
const BEFORE_WORK = ['received', 'screened', 'assigned'] as const
const WAITING = ['awaiting_reporter', 'awaiting_third_party'] as const
const OVER = { contact: 'end', resolve: 'end' } as const

/** Read a row as: this move is open from these statuses to these people, leads to that one, and does this to the clocks. */
export const MOVES = {
  route: {
    from: ['received'],
    to: 'assigned',
    by: ['system'],
    asks: [],
    clocks: {},
    zh: '派到网格',
    en: 'Route',
  },
  screen: {
    from: ['received'],
    to: 'screened',
    by: ['system'],
    asks: ['reason'],
    clocks: {},
    zh: '转人工派单',
    en: 'Screen',
  },
  assign: {
    from: ['screened', 'assigned', 'reopened', ...AT_WORK],
    to: 'assigned',
    by: ['staff'],
    asks: ['grid', 'reason'],
    clocks: {},
    zh: '改派',
    en: 'Assign',
  },
  contact: {
    from: ['assigned', 'reopened'],
    to: 'contacted',
    by: ['staff'],
    asks: ['channel', 'note'],
    clocks: { contact: 'stop' },
    zh: '已联系',
    en: 'Contacted',
  },
  start: {
    from: ['contacted', 'reopened'],
    to: 'in_progress',
    by: ['staff'],
    asks: ['note'],
    clocks: {},
    zh: '开始办理',
    en: 'Start',
  },
  ask: {
    from: AT_WORK,
    to: 'awaiting_reporter',
    by: ['staff'],
    asks: ['reason', 'until'],
    clocks: { resolve: 'pause' },
    zh: '等报告人补充',
    en: 'Ask the resident',
  },
  wait: {
    from: AT_WORK,
    to: 'awaiting_third_party',
    by: ['staff'],
    asks: ['reason', 'until'],
    clocks: { resolve: 'pause' },
    zh: '等第三方',
    en: 'Wait for a third party',
  },
  answer: {
    from: ['awaiting_reporter'],
    to: 'in_progress',
    by: ['resident'],
    asks: ['note'],
    clocks: { resolve: 'resume' },
    zh: '补充说明',
    en: 'Answer',
  },
  continue: {
    from: [...WAITING, 'scheduled', 'mediation'],
    to: 'in_progress',
    by: ['staff'],
    asks: ['note'],
    clocks: { resolve: 'resume' },
    zh: '继续办理',
    en: 'Continue',
  },
  schedule: {
    from: ['contacted', 'in_progress'],
    to: 'scheduled',
    by: ['staff'],
    asks: ['until', 'note'],
    clocks: {},
    zh: '约定时间',
    en: 'Schedule',
  },
  mediate: {
    from: ['contacted', 'in_progress'],
    to: 'mediation',
    by: ['staff'],
    asks: ['note'],
    clocks: {},
    zh: '开始调解',
    en: 'Mediate',
  },
  transfer: {
    from: ['screened', 'assigned', ...AT_WORK],
    to: 'transferred',
    by: ['staff'],
    asks: ['unit', 'receipt'],
    clocks: OVER,
    zh: '移交',
    en: 'Transfer',
  },
  resolve: {
    from: ['in_progress', 'scheduled', 'mediation'],
    to: 'resolved',
    by: ['staff'],
    asks: ['result'],
    clocks: { contact: 'stop', resolve: 'stop' },
    zh: '办结',
    en: 'Resolve',
  },
  close: {
    from: ['resolved'],
    to: 'closed',
    by: ['staff', 'system'],
    asks: ['note'],
    clocks: OVER,
    zh: '回访并关闭',
    en: 'Close',
  },
  reopen: {
    from: ['resolved', 'closed'],
    to: 'reopened',
    by: ['resident', 'staff'],
    asks: ['reason'],
    clocks: { resolve: 'resume' },
    zh: '没解决，重新办理',
    en: 'Reopen',
  },
  reject: {
    from: BEFORE_WORK,
    to: 'rejected',
    by: ['staff'],
    asks: ['reason', 'remedy'],
    clocks: OVER,
    zh: '不予受理',
    en: 'Reject',
  },
  merge: {
    from: [...BEFORE_WORK, ...AT_WORK],
    to: 'merged',
    by: ['staff'],
    asks: ['target'],
    clocks: OVER,
    zh: '并案',
    en: 'Merge',
  },
  withdraw: {
    from: [...BEFORE_WORK, ...AT_WORK, ...WAITING],
    to: 'cancelled',
    by: ['resident'],
    asks: ['reason'],
    clocks: OVER,
    zh: '撤回',
    en: 'Withdraw',
  },
} as const satisfies Record<string, MoveRule>

export type Move = keyof typeof MOVES
export const MOVE_NAMES = Object.keys(MOVES) as [Move, ...Move[]]

/** What the table above opens to somebody; `openTo` of a report may rule some of it out. */
export function openMoves(status: Status, mover: Mover): Move[] {
  return MOVE_NAMES.filter((name) => {
    const rule: MoveRule = MOVES[name]
    return rule.from.includes(status) && rule.by.includes(mover)
  })
}

/** Resident's window to reopen after closing, natural days (domain.md §6.4). */
export const REOPEN_DAYS = 15

/** The row of a move that came from outside; undefined for a name that is none. */
export function ruleOf(name: string): MoveRule | undefined {
  return Object.hasOwn(MOVES, name) ? MOVES[name as Move] : undefined
}
