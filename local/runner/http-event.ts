import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Match } from './router.ts'

/** An HTTP API event, payload version 2.0. */
export function eventOf(
  request: IncomingMessage,
  { pathname, search, searchParams }: URL,
  body: Buffer,
  { routeKey, pathParameters }: Match<unknown>,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = plain(request.headers)
  const now = new Date()
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(',')]),
  )
  const isText = TEXT.test(headers['content-type'] ?? '')
  const host = headers.host ?? ''
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers,
    ...(search.length > 1 && { queryStringParameters: query }),
    ...(pathParameters && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method!,
        path: pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: addressOf(request),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
  }
}

/** Whoever asks from this machine may ask for somebody else: a proxy in front of it, or a test that plays a distant phone. */
function addressOf({ socket: { remoteAddress = '' }, headers }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-for']].flat()[0]
  const isHere = remoteAddress === '::1' || /^(::ffff:)?127\./.test(remoteAddress)
  return (isHere && forwarded?.split(',').pop()?.trim()) || remoteAddress
}

/** What API Gateway hands over as it came; anything else it encodes. */
const TEXT = /^(text\/|application\/(json|xml|javascript|[\w.+-]+\+(json|xml)))/

function plain(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      [value].flat().join(name === 'cookie' ? '; ' : ','),
    ]),
  )
}
