import { type Instant, msOf, SECOND } from '../kernel/instant.ts'
import { type Said, sequenceOf } from './alert.ts'
import type { Hmac, Letter, Outgoing } from './channels.ts'
import { eventOf, schemaPath } from './events.ts'
import { wordsOf } from './words.ts'

/**
 * Standard Webhooks 1.0 around one of three envelopes (standards.md §3.1, §3.2). The signature covers id, timestamp and body
 * in all three; in `cloudevents-binary` the attributes travel as headers, which it does not cover.
 */
export function webhook(alert: Said, letter: Letter): Outgoing {
  const { secret = '', oldSecret, url, now, hmac } = letter
  // A full stop separates what is signed, so an id may not hold one.
  const id = letter.id.replaceAll('.', '-')
  const seconds = secondsOf(now)
  const { headers, body } = enveloped(alert, id, letter)
  const signed = { id, seconds, body, hmac }
  const signatures = [secret, ...(oldSecret ? [oldSecret] : [])].map((one) =>
    signWebhook({ ...signed, secret: one }),
  )
  return {
    url,
    headers: {
      ...headers,
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatures.join(' '),
    },
    body,
  }
}

const secondsOf = (at: Instant) => Math.floor(msOf(at) / SECOND)

type Enveloped = { headers: Record<string, string>; body: string }

function enveloped(alert: Said, id: string, { publicUrl, envelope = 'standard' }: Letter): Enveloped {
  const type = eventOf(alert)
  const data = dataOf(alert, publicUrl)
  if (envelope === 'standard')
    return jsonOf('application/json; charset=utf-8', { type, timestamp: alert.at, data })
  const attributes = {
    specversion: '1.0',
    id,
    source: publicUrl,
    type,
    subject: alert.subject,
    time: alert.at,
    dataschema: publicUrl + schemaPath(type),
    sequence: String(data.sequence).padStart(12, '0'),
  }
  if (envelope === 'cloudevents-structured')
    return jsonOf('application/cloudevents+json; charset=utf-8', {
      ...attributes,
      datacontenttype: 'application/json',
      data,
    })
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value])
  const plain = jsonOf('application/json; charset=utf-8', data)
  return { ...plain, headers: { ...plain.headers, ...Object.fromEntries(headers) } }
}

const jsonOf = (type: string, body: object): Enveloped => ({
  headers: { 'content-type': type },
  body: JSON.stringify(body),
})

/** Thin: what happened to which report; whoever wants more asks our API and leaves a trace. */
function dataOf(alert: Said, publicUrl: string) {
  const { link } = wordsOf(alert, { publicUrl })
  return { id: alert.subject, sequence: sequenceOf(alert), ...alert.data, ...(link && { link }) }
}

type Signed = { secret: string; id: string; seconds: number; body: string; hmac: Hmac }

/** Standard Webhooks 1.0, `v1`: the secret is `whsec_` and base64 of the key. */
export function signWebhook({ secret, id, seconds, body, hmac }: Signed): string {
  return `v1,${hmac({ base64: secret.replace(/^whsec_/, '') }, `${id}.${seconds}.${body}`)}`
}
