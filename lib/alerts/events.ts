import type { Move } from '../report/moves.ts'
import type { Said } from './alert.ts'

/**
 * What subscribers are told, under the names of domain.md §6.14. A name is never given another meaning: what is no longer sent
 * stays here as `retired`, for it lies in somebody's archive. `of`: the message of ours that it tells of.
 */
export const EVENTS = {
  'case.assigned': { of: 'report.moved', zh: '派到网格', en: 'A case was given to a grid' },
  'case.contacted': { of: 'report.moved', zh: '已联系报告人', en: 'The resident was contacted' },
  'case.moved': { of: 'report.moved', zh: '其他办理进展', en: 'Any other step of a case' },
  'case.resolved': { of: 'report.moved', zh: '已办结', en: 'A case was resolved' },
  'case.reopened': { of: 'report.moved', zh: '重新办理', en: 'A case was reopened' },
  'case.closed': { of: 'report.moved', zh: '已关闭', en: 'A case was closed' },
  'case.escalated': {
    of: 'report.escalated',
    zh: '超时升级',
    en: 'A deadline was missed and the case climbed',
  },
  'case.due_warning': { of: 'report.warned', zh: '时限快到', en: 'A deadline comes near' },
  'case.rescheduled': {
    of: 'report.rescheduled',
    zh: '时限调整',
    en: 'A deadline is another one now',
  },
  'calendar.horizon': {
    of: 'calendar.horizon',
    zh: '工作日历快用完',
    en: 'The known holidays run out soon',
  },
  'team.vacancy': { of: 'team.vacant', zh: '岗位空缺', en: 'A post has been vacant for a day' },
  'campaign.sent': { of: 'campaign.slice', zh: '宣传到点', en: 'A campaign’s slot came for a grid' },
  'webhook.disabled': { of: 'webhook.disabled', zh: '提醒通道已停用', en: 'An endpoint was disabled' },
  'webhook.test': { of: 'webhook.test', zh: '测试消息', en: 'Somebody pressed “Send a test”' },
  'report.moved': { of: 'report.moved', zh: '办理进展', en: 'A step of a case', retired: '2026-11-24' },
  'report.escalated': {
    of: 'report.escalated',
    zh: '超时升级',
    en: 'A case climbed',
    retired: '2026-11-24',
  },
  'campaign.slice': {
    of: 'campaign.slice',
    zh: '宣传到点',
    en: 'A campaign’s slot came',
    retired: '2026-11-24',
  },
} as const satisfies Record<string, { of: Said['type']; zh: string; en: string; retired?: string }>

export type EventType = keyof typeof EVENTS
export const EVENT_NAMES = Object.keys(EVENTS) as [EventType, ...EventType[]]

const MOVED: Partial<Record<Move, EventType>> = {
  route: 'case.assigned',
  assign: 'case.assigned',
  contact: 'case.contacted',
  resolve: 'case.resolved',
  reopen: 'case.reopened',
  close: 'case.closed',
}
const NAMED = {
  'report.escalated': 'case.escalated',
  'report.warned': 'case.due_warning',
  'report.rescheduled': 'case.rescheduled',
  'calendar.horizon': 'calendar.horizon',
  'team.vacant': 'team.vacancy',
  'campaign.slice': 'campaign.sent',
  'webhook.disabled': 'webhook.disabled',
  'webhook.test': 'webhook.test',
} as const satisfies Record<Exclude<Said['type'], 'report.moved'>, EventType>

export const eventOf = (alert: Said): EventType =>
  alert.type === 'report.moved' ? (MOVED[alert.data.move] ?? 'case.moved') : NAMED[alert.type]

/** Where the JSON Schema of an event's body lies, below the public address. */
export const schemaPath = (event: EventType) => `/webhooks/schemas/${event}.v1.json`
