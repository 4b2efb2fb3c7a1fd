import type { Said } from '../../lib/alerts/alert.ts'
import { type EventType, eventOf } from '../../lib/alerts/events.ts'
import { type Day, shanghai } from '../../lib/kernel/instant.ts'
import { MOVE_NAMES } from '../../lib/report/moves.ts'

const at = shanghai('2026-11-23 15:00')
const told = { id: '0a1b.3.0', at, subject: '0a1b', causedBy: 'form' }
const about = { category: 'parking', number: 'JY-261123-7K3F-9', gridId: '371724001005002' } as const
const moved = { ...told, type: 'report.moved' } as const

/** Something that happened for every event we send; nothing here is random or of today, for its bytes are kept. */
export const SAID: readonly Said[] = [
  ...MOVE_NAMES.map(
    (move): Said => ({ ...moved, data: { ...about, move, from: 'assigned', to: 'contacted', dueAt: at } }),
  ),
  {
    ...told,
    type: 'report.escalated',
    data: { ...about, clock: 'contact', from: 'community', to: 'street', missedAt: at, dueAt: at },
  },
  { ...told, type: 'report.warned', data: { ...about, clock: 'resolve', dueAt: at } },
  {
    ...told,
    type: 'report.rescheduled',
    data: { ...about, clock: 'resolve', why: 'recounted', was: at, dueAt: shanghai('2026-11-24 15:00') },
  },
  {
    ...told,
    id: 'county-0.5.0',
    subject: 'county-0',
    type: 'calendar.horizon',
    data: { until: '2026-12-31' as Day, days: 38 },
  },
  {
    ...told,
    id: 'post-0.5.0',
    subject: 'post-0',
    type: 'team.vacant',
    data: { area: '371724001005002', role: 'grid_worker', since: at },
  },
  {
    ...told,
    type: 'campaign.slice',
    data: { title: '冬季用电', text: '飞线充电要不得。', grids: ['371724001005002'], slot: at },
  },
  {
    ...told,
    id: 'c0ffee-disabled-1',
    type: 'webhook.disabled',
    data: { area: '371724001', kind: 'wecom', why: 'failing', since: at },
  },
  { ...told, id: 'test-c0ffee-1', type: 'webhook.test', data: { endpoint: 'c0ffee' } },
]

export const saidFor = (event: EventType): Said | undefined => SAID.find((one) => eventOf(one) === event)
