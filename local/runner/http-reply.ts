import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** A function's result as the response: payload version 2.0, where a result without a status code is the JSON body. */
export function reply(response: ServerResponse, result: unknown): void {
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded } = structured(result)
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  response.writeHead(statusCode ?? 200, {
    ...(body && { 'content-type': 'application/json' }),
    ...lower(headers),
    ...(cookies && { 'set-cookie': cookies }),
    'content-length': String(bytes.length),
  })
  response.end(bytes)
}

function structured(result: unknown): APIGatewayProxyStructuredResultV2 {
  const isStructured = typeof result === 'object' && result !== null && 'statusCode' in result
  if (isStructured) return result as APIGatewayProxyStructuredResultV2
  return { body: typeof result === 'string' ? result : (JSON.stringify(result) ?? '') }
}

const lower = (headers: Record<string, boolean | number | string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** What the gateway itself has to say: no function was asked, or none answered. */
export function refuse(response: ServerResponse, status: number, code: string, title: string): void {
  const problem = { type: `/problems/${code}`, code, title, status, instance: randomUUID() }
  reply(response, {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  })
}
