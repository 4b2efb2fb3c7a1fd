import * as z from 'zod/mini'
import { EVENT_NAMES, EVENTS, type EventType } from '../alerts/events.ts'
import { Message, Moment } from './messages.ts'

/** Of a message of ours, what its event carries; of the test message, which is none, the endpoint. */
function dataOf(type: (typeof EVENTS)[EventType]['of']): Record<string, z.ZodMiniType> {
  const message = Message.def.options.find(({ shape }) => shape.type.def.values[0] === type)
  return message ? message.shape.data.shape : { endpoint: z.string() }
}

type Shape = z.ZodMiniObject<{ type: z.ZodMiniType; timestamp: z.ZodMiniType; data: z.ZodMiniType }>

/** The body of each event as Standard Webhooks sends it: thin, ids and codes only. */
export const EVENT_SHAPES = Object.fromEntries(
  EVENT_NAMES.map((name) => {
    const own = { id: z.string(), sequence: z.int(), link: z.optional(z.string()) }
    const data = z.object({ ...own, ...dataOf(EVENTS[name].of) })
    return [name, z.object({ type: z.literal(name), timestamp: Moment, data })]
  }),
) as unknown as Record<EventType, Shape>

/** An event's `data` as JSON Schema: what `dataschema` leads to. New fields may come; none is taken away or changes its kind. */
export function schemaOf(name: EventType): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(EVENT_SHAPES[name].shape.data, { io: 'input' })
  const { zh, en } = EVENTS[name]
  return { $schema, title: name, description: `${zh} · ${en}`, ...schema } as Record<string, unknown>
}

/** From the last part of an address: `case.escalated.v1.json`. */
export function eventAt(file: string): EventType | undefined {
  return EVENT_NAMES.find((name) => file === `${name}.v1.json`)
}
