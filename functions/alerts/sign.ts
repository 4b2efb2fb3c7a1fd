import { createHmac } from 'node:crypto'
import type { Hmac } from '../../lib/alerts/channels.ts'
import type { KeyRing } from '../../lib/platform/keys.ts'

export const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64')

/**
 * A standard webhook's secret: 24 bytes that follow from the endpoint's id and our current data key, so nothing is drawn
 * and a repeated request makes the same one. What is stored decides all the same: a key that is rotated changes no secret.
 */
export function webhookSecret(id: string, ring: KeyRing): string {
  const bytes = createHmac('sha256', ring[0]!.key).update(`endpoint.secret.${id}`).digest().subarray(0, 24)
  return `whsec_${bytes.toString('base64')}`
}

/** Where an endpoint's sealed fields belong; sealed text opens nowhere else. */
export const placeOf = (id: string, field: 'url' | 'secret') => `endpoints|${id}|${field}`
