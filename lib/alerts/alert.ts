import type { EVENT_TYPES } from '../contracts/forms.ts'
import type { MessageOf } from '../contracts/messages.ts'
import type { Instant } from '../kernel/instant.ts'

export type AlertType = (typeof EVENT_TYPES)[number]
export type AlertMessage = { [Type in AlertType]: MessageOf<Type> }[AlertType]

/** What "send a test" posts: it is about the endpoint itself, and nobody has to do anything. */
export type Trial = {
  id: string
  type: 'webhook.test'
  at: Instant
  subject: string
  causedBy: string
  data: { endpoint: string }
}

/**
 * What an endpoint is told, before it has a form: the message itself and the name of the grid (of the endpoint, where it is
 * about one). Messages carry no resident's words, name or number, so no channel can leak them or be injected with them
 * (promises.md, threat 13).
 */
export type Alert = AlertMessage & { place?: string }

/** Everything that is ever put into words. */
export type Said = Alert | Trial

/** Grows with every event of a report or campaign; a receiver drops what is older than what it has seen. Gaps mean nothing. */
export function sequenceOf({ id }: Pick<Said, 'id'>): number {
  const [, version = 0, index = 0] = id.split('.').map(Number)
  return version * 100 + index
}
