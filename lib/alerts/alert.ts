import type { EVENT_TYPES } from '../contracts/forms.ts'
import type { MessageOf } from '../contracts/messages.ts'

export type AlertType = (typeof EVENT_TYPES)[number]
export type AlertMessage = { [Type in AlertType]: MessageOf<Type> }[AlertType]

/**
 * What an endpoint is told, before it has a form: the message itself and the name of the grid. Messages carry no
 * resident's words, name or number, so no channel can leak them or be injected with them (promises.md, threat 13).
 */
export type Alert = AlertMessage & { place?: string }

/** Grows with every event of a report or campaign; a receiver drops what is older than what it has seen. Gaps mean nothing. */
export function sequenceOf({ id }: Pick<Alert, 'id'>): number {
  const [, version = 0, index = 0] = id.split('.').map(Number)
  return version * 100 + index
}
