import * as z from 'zod/mini'
import type { Day, Instant } from '../kernel/instant.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { MOVE_NAMES } from '../report/moves.ts'
import { STATUSES } from '../report/statuses.ts'
import { CLOCKS, LEVELS } from '../sla/policy.ts'
import type { QueueName } from '../stack/stack.ts'
import { ROLES } from '../staff/staff.ts'

export const Moment = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  z.transform((text) => text as Instant),
)

export const CalendarDay = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  z.transform((text) => text as Day),
)

/**
 * `id` is the same however often the message is sent: subject, number of the change, position in it. `subject` is the
 * report or campaign that owes the message until its listener has heard it. `causedBy` leads back to the first request.
 */
function message<const Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) {
  return z.object({
    id: z.string(),
    type: z.literal(type),
    at: Moment,
    subject: z.string(),
    causedBy: z.string(),
    data,
  })
}

const Ids = z.object({ ids: z.array(z.string()).check(z.maxLength(50)), dueAt: Moment })
const About = {
  category: z.enum(CATEGORY_NAMES),
  number: z.string(),
  gridId: z.optional(z.string()),
  /** Where it lies, while no grid is known. */
  community: z.optional(z.string()),
  urgent: z.optional(z.literal(true)),
}

const OfPost = { role: z.enum(ROLES), area: z.string() }

export const Message = z.discriminatedUnion('type', [
  message('report.received', z.object({ category: z.enum(CATEGORY_NAMES) })),
  message(
    'report.moved',
    z.object({
      ...About,
      move: z.enum(MOVE_NAMES),
      from: z.enum(STATUSES),
      to: z.enum(STATUSES),
      dueAt: z.optional(Moment),
    }),
  ),
  message(
    'report.escalated',
    z.object({
      ...About,
      clock: z.enum(CLOCKS),
      from: z.enum(LEVELS),
      to: z.enum([...LEVELS, 'nobody']),
      /** No deadline was missed at that moment: the class of the matter begins at this level. */
      why: z.optional(z.literal('class')),
      /** The post that must say it has heard; without one, the group of that level. */
      asked: z.optional(z.enum(ROLES)),
      missedAt: Moment,
      dueAt: z.optional(Moment),
    }),
  ),
  message('report.warned', z.object({ ...About, clock: z.enum(CLOCKS), dueAt: Moment })),
  message(
    'report.rescheduled',
    z.object({
      ...About,
      clock: z.enum(CLOCKS),
      why: z.enum(['resumed', 'recounted']),
      was: z.optional(Moment),
      dueAt: Moment,
    }),
  ),
  message('report.due', Ids),
  message('upload.due', Ids),
  message('campaign.due', Ids),
  message('campaign.launched', z.object({ from: z.int() })),
  message(
    'campaign.slice',
    z.object({ title: z.string(), text: z.string(), grids: z.array(z.string()), slot: Moment }),
  ),
  message('delivery.due', Ids),
  message('areas.due', Ids),
  message('areas.published', z.object({ edition: z.int() })),
  message('areas.moving', z.object({ edition: z.int(), left: z.int(), cursor: z.optional(z.string()) })),
  message('areas.redrawn', z.object({ key: z.string(), community: z.string() })),
  message('post.due', Ids),
  message('post.changed', z.object(OfPost)),
  message(
    'team.vacant',
    z.object({
      ...OfPost,
      since: Moment,
      /** Ids of the routing rules that send reports to this post. */
      rules: z.optional(z.array(z.string())),
    }),
  ),
  message('calendar.changed', z.object({ shard: z.string() })),
  message('calendar.horizon', z.object({ until: CalendarDay, days: z.int() })),
  message(
    'webhook.disabled',
    z.object({
      area: z.string(),
      kind: z.enum(['standard-webhook', 'wecom', 'dingtalk', 'feishu']),
      why: z.enum(['failing', 'gone']),
      since: Moment,
    }),
  ),
])
export type Message = z.output<typeof Message>
export type MessageType = Message['type']
export type MessageOf<Type extends MessageType> = Extract<Message, { type: Type }>

/** Who hears what: the only place where a message meets a queue. */
export const LISTENERS = {
  'report.received': 'routing',
  'report.moved': 'alerts',
  'report.escalated': 'alerts',
  'report.warned': 'alerts',
  'report.rescheduled': 'alerts',
  'report.due': 'sla',
  'upload.due': 'media',
  'campaign.due': 'publicity',
  'campaign.launched': 'publicity',
  'campaign.slice': 'alerts',
  'delivery.due': 'deliveries',
  'areas.due': 'areas',
  'areas.published': 'areas',
  'areas.moving': 'areas',
  'areas.redrawn': 'teams',
  'post.due': 'teams',
  'post.changed': 'teams',
  'team.vacant': 'alerts',
  'calendar.changed': 'sla',
  'calendar.horizon': 'alerts',
  'webhook.disabled': 'alerts',
} as const satisfies Record<MessageType, QueueName>
