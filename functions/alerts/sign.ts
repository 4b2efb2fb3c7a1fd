import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Hmac } from '../../lib/alerts/channels.ts'
import type { KeyRing } from '../../lib/platform/keys.ts'

export const hmac: Hmac = (key, text) =>
  createHmac('sha256', typeof key === 'string' ? key : keyOf(key.base64))
    .update(text)
    .digest('base64')

const MOST_KEYS = 1_000
const keys = new Map<string, KeyObject>()

/** Making a key takes longer than signing with it, so this process keeps those it has used. */
function keyOf(base64: string): KeyObject {
  const kept = keys.get(base64)
  if (kept) return kept
  if (keys.size >= MOST_KEYS) keys.clear()
  const key = createSecretKey(Buffer.from(base64, 'base64'))
  keys.set(base64, key)
  return key
}

/**
 * A standard webhook's secret: 24 bytes that follow from the endpoint's id and our current data key, so nothing is drawn
 * and a repeated request makes the same one. What is stored decides all the same: a key that is rotated changes no secret.
 */
export function webhookSecret(id: string, ring: KeyRing): string {
  const bytes = createHmac('sha256', ring[0]!.key).update(`endpoint.secret.${id}`).digest().subarray(0, 24)
  return `whsec_${bytes.toString('base64')}`
}

/** Where an endpoint's sealed fields belong; sealed text opens nowhere else. */
export const placeOf = (id: string, field: 'url' | 'secret' | 'callback') => `endpoints|${id}|${field}`
