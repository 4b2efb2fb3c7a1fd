import { OVERSIGHT } from './oversight.ts'
import { OWNERSHIP } from './ownership.ts'
import { AT_WORK, BEFORE_WORK, type MoveRule, type Mover, type Status, WAITING } from './statuses.ts'

const OVER = {
  screening: 'stop',
  contact: 'stop',
  resolve: 'stop',
  mediation: 'stop',
  acknowledge: 'stop',
  assist: 'stop',
  unrouted: 'stop',
  dispute: 'stop',
} as const
/** Nobody has anything to do any more, not even to answer a supervisor. */
const ENDED = { ...OVER, supervise: 'stop' } as const

/** Read a row as: this move is open from these statuses to these people, leads to that one, and does this to the clocks. */
export const MOVES = {
  route: {
    from: ['received'],
    to: 'assigned',
    by: ['system'],
    asks: [],
    clocks: { screening: 'stop' },
    zh: '派到网格',
    en: 'Route',
  },
  screen: {
    from: ['received'],
    to: 'screened',
    by: ['system'],
    asks: ['reason'],
    clocks: { screening: 'stop' },
    zh: '转人工派单',
    en: 'Screen',
  },
  assign: {
    from: ['screened', 'assigned', 'reopened', ...AT_WORK],
    to: 'assigned',
    by: ['staff'],
    asks: ['grid', 'reason'],
    clocks: { screening: 'stop', unrouted: 'stop' },
    needs: 'assigner',
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
    pause: 'awaiting_reporter',
    zh: '等报告人补充',
    en: 'Ask the resident',
  },
  wait: {
    from: AT_WORK,
    to: 'awaiting_third_party',
    by: ['staff'],
    asks: ['reason', 'until'],
    clocks: { resolve: 'pause' },
    pause: 'awaiting_third_party',
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
    clocks: { mediation: 'start' },
    zh: '开始调解',
    en: 'Mediate',
  },
  transfer: {
    from: ['screened', 'assigned', ...AT_WORK],
    to: 'transferred',
    by: ['staff'],
    asks: ['unit', 'receipt'],
    clocks: ENDED,
    zh: '移交',
    en: 'Transfer',
  },
  resolve: {
    from: ['in_progress', 'scheduled', 'mediation'],
    to: 'resolved',
    by: ['staff'],
    asks: ['result'],
    clocks: OVER,
    zh: '办结',
    en: 'Resolve',
  },
  close: {
    from: ['resolved'],
    to: 'closed',
    by: ['staff', 'system'],
    asks: ['note'],
    clocks: ENDED,
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
    clocks: ENDED,
    zh: '不予受理',
    en: 'Reject',
  },
  merge: {
    from: [...BEFORE_WORK, ...AT_WORK],
    to: 'merged',
    by: ['staff'],
    asks: ['target'],
    clocks: ENDED,
    zh: '并案',
    en: 'Merge',
  },
  withdraw: {
    from: [...BEFORE_WORK, ...AT_WORK, ...WAITING],
    to: 'cancelled',
    by: ['resident'],
    asks: ['reason'],
    clocks: ENDED,
    zh: '撤回',
    en: 'Withdraw',
  },
  ...OVERSIGHT,
  ...OWNERSHIP,
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

/** The colour of a dispute's risk, set by a person. */
export const RISKS = ['red', 'orange', 'yellow', 'blue'] as const
/** Matters that are registered as such, with the law's own clocks. */
export const REGISTERED = ['emergency', 'mediation', 'petition'] as const

/** Resident's window to reopen after closing, natural days (domain.md §6.4). */
export const REOPEN_DAYS = 15

/** The row of a move that came from outside; undefined for a name that is none. */
export function ruleOf(name: string): MoveRule | undefined {
  return Object.hasOwn(MOVES, name) ? MOVES[name as Move] : undefined
}
