import { type Instant, isBefore, later, MINUTE } from '../kernel/instant.ts'
import { isTypeOf, KINDS, type Kind, type MediaType } from './kinds.ts'
import type { Refusal } from './refusals.ts'
import { typeOf } from './signature.ts'

export type Upload = {
  id: string
  kind: Kind
  /** As its sender named and measured it; the upload is bound to both. */
  type: MediaType
  bytes: number
  /** The sender agreed that the place in the photo's own data is kept. */
  keepsPlace: boolean
  createdAt: Instant
  status: 'waiting' | 'ready' | 'refused'
  /** Nobody looks at a file before a report holds it: what nobody claims is gone within a day. */
  reportId?: string
  why?: Refusal
  /** Where the photo was taken by its own data, encrypted. */
  place?: string
  tries: number
  dueAt?: Instant
}

/** A phone on a weak signal has this long to send a file it has announced. */
export const SENDING = 30 * MINUTE
/** A file that kills its reader is tried again this often, then given up. */
export const MOST_TRIES = 5

/** What there is to do about a claimed upload now: look for its file (and when to look again), or give up. */
export function nextLook(
  { tries, createdAt }: Upload,
  now: Instant,
  hasCome: boolean,
): { giveUp: Refusal } | { tries: number; dueAt: Instant } {
  if (hasCome)
    return tries >= MOST_TRIES ? { giveUp: 'broken' } : { tries: tries + 1, dueAt: later(now, 5 * MINUTE) }
  // Its arrival is told; looking each minute finds what was not, and ends the waiting.
  return isBefore(later(createdAt, SENDING), now)
    ? { giveUp: 'not-arrived' }
    : { tries, dueAt: later(now, MINUTE) }
}

/** What the first bytes say against a file; undefined when nothing does. */
export function objection({ kind }: Upload, bytes: Uint8Array): Refusal | undefined {
  if (bytes.length > KINDS[kind].bytes) return 'too-large'
  return isTypeOf(kind, typeOf(bytes)) ? undefined : 'not-media'
}
