import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
  SQSBatchResponse,
  SQSEvent,
} from 'aws-lambda'

export type Asked = {
  params?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  cookies?: string[]
  /** Where it comes from; nowhere in particular without. */
  address?: string
  /** Sent as JSON, or as it is when it is text already. */
  body?: unknown
  isBase64Encoded?: boolean
}

/** What came back, read: `body` is parsed when there is any. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at an answer as a browser would
export type Answered = { status: number; headers: Record<string, unknown>; body: any; cookies: string[] }

/** An HTTP request as API Gateway's payload 2.0 hands it to a function: header names in lower case. */
export function httpEvent({
  params,
  query,
  headers = {},
  cookies,
  address = '',
  body,
  isBase64Encoded = false,
}: Asked = {}) {
  return {
    version: '2.0',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawQueryString: new URLSearchParams(query).toString(),
    requestContext: { requestId: 'request-1', http: { sourceIp: address } },
    isBase64Encoded,
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    ...(cookies && { cookies }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2
}

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>

export async function ask(
  handler: Handler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>,
  asked: Asked = {},
): Promise<Answered> {
  const { statusCode, headers = {}, body, cookies = [] } = await handler(httpEvent(asked), {} as Context)
  const isJson = String(headers['content-type']).includes('json')
  return { status: statusCode!, headers, body: body && isJson ? JSON.parse(body) : body, cookies }
}

/** A batch as SQS hands it to a function; the messages are named m0, m1 … in the queue. */
export function sqsEvent(...bodies: unknown[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  } as unknown as SQSEvent
}

/** Hands the messages over and answers which of them failed. */
export async function hand(
  handler: Handler<SQSEvent, SQSBatchResponse>,
  ...bodies: unknown[]
): Promise<string[]> {
  const { batchItemFailures } = await handler(sqsEvent(...bodies), {} as Context)
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}
