import type { AlertType } from './alert.ts'
import { EVENT_NAMES, EVENTS, type EventType } from './events.ts'

/** What events are about: the part of their names before the dot. All of a group are asked for as `case.*`. */
export const EVENT_GROUPS = {
  case: { zh: '来件', en: 'Cases' },
  team: { zh: '队伍', en: 'Teams' },
  campaign: { zh: '宣传', en: 'Campaigns' },
  calendar: { zh: '工作日历', en: 'Working days' },
  webhook: { zh: '提醒通道', en: 'Endpoints' },
} as const

export type EventGroup = keyof typeof EVENT_GROUPS
export const EVENT_GROUP_NAMES = Object.keys(EVENT_GROUPS) as EventGroup[]

/** The test message goes to whoever pressed the button and can be asked for by nobody. */
type Listened = Exclude<
  { [Name in EventType]: (typeof EVENTS)[Name] extends { retired: string } ? never : Name }[EventType],
  'webhook.test'
>
export type EventFilter = Listened | `${EventGroup}.*`

const isListened = (name: EventType): name is Listened =>
  !('retired' in EVENTS[name]) && name !== 'webhook.test'

const groupOf = (name: string) => name.slice(0, name.indexOf('.'))

/** All of a group, and each of it. */
export const filtersIn = (group: EventGroup): EventFilter[] => [
  `${group}.*`,
  ...EVENT_NAMES.filter(isListened).filter((name) => groupOf(name) === group),
]

/** Everything that an endpoint may ask for, group by group. */
export const EVENT_FILTERS = EVENT_GROUP_NAMES.flatMap(filtersIn)

/** In words; what is not, or no longer, asked for by anybody as it is written. */
export function filterWords(filter: string): { zh: string; en: string } {
  const group = EVENT_GROUP_NAMES.find((name) => filter === `${name}.*`)
  if (!group) return EVENTS[filter as EventType] ?? { zh: filter, en: filter }
  const { zh, en } = EVENT_GROUPS[group]
  return { zh: `${zh}（全部）`, en: `${en} (all)` }
}

/** Whether who asked for these is told of this. */
export const asksFor = (filters: readonly EventFilter[], event: EventType): boolean =>
  filters.some((filter) => filter === event || filter === `${groupOf(event)}.*`)

/** Before events had public names, endpoints asked for messages of ours. */
export const FORMER_FILTERS = {
  'report.moved': [
    'case.assigned',
    'case.contacted',
    'case.moved',
    'case.resolved',
    'case.reopened',
    'case.closed',
  ],
  'report.escalated': ['case.escalated'],
  'report.warned': ['case.due_warning'],
  'report.rescheduled': ['case.rescheduled'],
  'campaign.slice': ['campaign.sent'],
  'team.vacant': ['team.vacancy'],
} as const satisfies { [Type in Exclude<AlertType, Listened>]: readonly EventFilter[] }

export type FormerFilter = keyof typeof FORMER_FILTERS

export function filtersNow(asked: readonly (EventFilter | FormerFilter)[]): EventFilter[] {
  const now = asked.flatMap((one): readonly EventFilter[] => (isFormer(one) ? FORMER_FILTERS[one] : [one]))
  return [...new Set(now)]
}

const isFormer = (name: EventFilter | FormerFilter): name is FormerFilter =>
  Object.hasOwn(FORMER_FILTERS, name)
