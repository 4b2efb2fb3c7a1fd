import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders }

/**
 * Why S3 would refuse a presigned request: the address, the time and every header the signature names must be as they were
 * signed (AWS SigV4, query parameters). Undefined when it would not. The engine itself looks at none of it.
 */
export function refusalOf(
  { method, url, headers }: SignedRequest,
  secret: string,
  nowMs: number,
): string | undefined {
  const { pathname, searchParams } = new URL(url, 'http://engine')
  const given = (name: string) => searchParams.get(`X-Amz-${name}`) ?? ''
  const at = Date.parse(given('Date').replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  if (!(nowMs <= at + Number(given('Expires')) * 1000)) return 'Request has expired'
  if (at > nowMs + MOST_SKEW_MS) return 'Request is not valid yet'

  const [, day = '', region = '', service = ''] = given('Credential').split('/')
  const names = given('SignedHeaders').split(';')
  const canonical = [
    method,
    pathname,
    [...searchParams]
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map((pair) => pair.map(encoded).join('='))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', given('Date'), scope, sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secretSoFar, part) => createHmac('sha256', secretSoFar).update(part).digest(),
    `AWS4${secret}`,
  )
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return isSame(signature, given('Signature')) ? undefined : 'The request signature does not match'
}

/** So far S3 lets a signer's clock be ahead of its own. */
const MOST_SKEW_MS = 15 * 60_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
