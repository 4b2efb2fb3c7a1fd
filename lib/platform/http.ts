import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod/mini'
import {
  type AnswerOf,
  type Page,
  type RequestOf,
  ROUTES,
  type Route,
  type RouteName,
} from '../contracts/http.ts'
import { FIELD_WORDS, type FieldWord } from '../contracts/words.ts'
import { Conflict, PROBLEMS, Problem, type ProblemCode } from '../kernel/problem.ts'
import type { Staff } from '../staff/staff.ts'
import type { Log } from './log.ts'

export type Language = 'zh' | 'en'
export type Caller = {
  key: string
  path: string
  /** Where the request came from, as the gateway saw it. */
  address: string
  language: Language
  requestId: string
  cookies: readonly string[]
  header(name: string): string | undefined
  query: URLSearchParams
  /** The fields of a plain HTML form. */
  form(): URLSearchParams
}
export type Handle<Name extends RouteName> = (
  request: RequestOf<Name>,
  caller: Caller,
) => Promise<AnswerOf<Name>>
export type StaffHandle<Name extends RouteName> = (
  request: RequestOf<Name>,
  staff: Staff,
  caller: Caller,
) => Promise<AnswerOf<Name>>
export type Authenticate = (caller: Caller, isChange: boolean) => Promise<Staff>

const LARGEST_BODY = 64 * 1024

/** A refusal for somebody who sees a page where a program would see a problem document. */
export type RefusalPage = (refusal: {
  code: ProblemCode
  status: number
  words: string
  language: Language
}) => Page

/** A route anyone may call. With `refusalPage` a browser that asks for a page gets its refusals as one. */
export function http<Name extends RouteName>(
  name: Name,
  handle: Handle<Name>,
  log: Log,
  refusalPage?: RefusalPage,
) {
  return endpoint(name, async (read, caller) => handle(read() as RequestOf<Name>, caller), log, refusalPage)
}

/** What came of it: for whoever tells a refusal in a form of their own. Our own faults are thrown on. */
export async function outcomeOf<T>(work: Promise<T>): Promise<{ done: T } | { refused: Problem }> {
  try {
    return { done: await work }
  } catch (error) {
    if (error instanceof Problem) return { refused: error }
    if (error instanceof Conflict) return { refused: new Problem('changed-meanwhile') }
    throw error
  }
}

/** A route of the console: nothing is parsed or looked up before the session is known. */
export function staffHttp<Name extends RouteName>(
  name: Name,
  authenticate: Authenticate,
  handle: StaffHandle<Name>,
  log: Log,
) {
  const isChange = ROUTES[name].method === 'POST'
  return endpoint(
    name,
    async (read, caller) => {
      const staff = await authenticate(caller, isChange)
      return handle(read() as RequestOf<Name>, staff, caller)
    },
    log,
  )
}

type Run = (read: () => unknown, caller: Caller) => Promise<unknown>

function endpoint(name: RouteName, run: Run, log: Log, refusalPage?: RefusalPage) {
  const route: Route = ROUTES[name]
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problems(name, log, refusalPage))
    .handler(async (event) => {
      const caller = callerOf(event)
      const answer = await run(() => requestOf(route, event, caller), caller)
      return route.answer === 'page'
        ? pageOf(answer as Page)
        : json(route.status ?? 200, route.answer.parse(answer))
    })
}

/** Whatever is thrown becomes a problem document: a refusal with its code, anything else without a word about the cause. */
function problems(
  route: RouteName,
  log: Log,
  refusalPage?: RefusalPage,
): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request) => {
      const { error } = request
      const caller = callerOf(request.event)
      const refusal = error instanceof Conflict ? new Problem('changed-meanwhile') : error
      const fields = { route, requestId: caller.requestId }
      if (refusal instanceof Problem) {
        log.info('refused', { ...fields, code: refusal.code })
        request.response =
          refusalPage && caller.header('accept')?.includes('text/html')
            ? pageOf(refusalPage(wordsFor(refusal, caller)))
            : problemOf(refusal, caller)
      } else {
        log.error('request failed', { ...fields, ...(error && { error }) })
        request.response = problemOf(new Problem('try-later'), caller, 500)
      }
    },
  }
}

/** A refusal in words, for a page that shows it; whatever is none is thrown on. */
export function refusalIn(
  error: unknown,
  language: Language,
): { title: string; errors?: { pointer: string; message: string }[] } {
  if (!(error instanceof Problem)) throw error
  return { title: PROBLEMS[error.code][language], ...error.extras }
}

function callerOf(event: APIGatewayProxyEventV2): Caller {
  const { headers, cookies = [], requestContext, rawPath, rawQueryString } = event
  const header = (name: string) => headers[name.toLowerCase()]
  return {
    key: header('idempotency-key') ?? '',
    path: rawPath,
    address: requestContext.http.sourceIp,
    language: header('accept-language')?.toLowerCase().startsWith('en') ? 'en' : 'zh',
    requestId: requestContext.requestId,
    cookies,
    header,
    query: new URLSearchParams(rawQueryString),
    form: () => new URLSearchParams(bytesOf(event).toString()),
  }
}

function requestOf(route: Route, event: APIGatewayProxyEventV2, caller: Caller): unknown {
  if (route.isRepeatable && !/^[\w-]{8,100}$/.test(caller.key)) throw new Problem('key-missing')
  const parts = [
    ['params', route.params, () => event.pathParameters ?? {}],
    ['query', route.query, () => event.queryStringParameters ?? {}],
    ['body', route.body, () => READERS[route.takes ?? 'json'](bytesOf(event, route.largest).toString())],
  ] as const
  return Object.fromEntries(
    parts
      .filter(([, schema]) => schema)
      .map(([part, schema, read]) => [part, checked(schema!, read(), caller.language)]),
  )
}

function bytesOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, largest = LARGEST_BODY): Buffer {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > largest)
    throw new Problem(largest === LARGEST_BODY ? 'body-too-large' : 'file-too-large')
  return bytes
}

/** JSON can escape half a character, which no table stores: it becomes the sign for an unreadable one. */
const whole = (_: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)

/** How a body is read before its schema sees it; `text` is for bodies whose every byte is signed. */
const READERS: Record<'json' | 'form' | 'text', (text: string) => unknown> = {
  json(text) {
    try {
      return JSON.parse(text, whole)
    } catch {
      throw new Problem('body-not-json')
    }
  },
  form: (text) => Object.fromEntries(new URLSearchParams(text)),
  text: (text) => text,
}

/** Every field that is wrong is named at once, with a JSON pointer and words in the caller's language. */
export function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  language: Language,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input)
  if (success) return data
  throw new Problem('form-invalid', {
    errors: error.issues.flatMap((issue) => {
      const names =
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
      return names.map((path) => ({
        pointer: `/${path.map(String).join('/')}`,
        message: fieldWords(issue, input)[language],
      }))
    }),
  })
}

function fieldWords(issue: z.core.$ZodIssue, input: unknown) {
  if (issue.code === 'unrecognized_keys') return FIELD_WORDS['field-unknown']
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  )
  if (issue.message in FIELD_WORDS) return FIELD_WORDS[issue.message as FieldWord]
  return given === undefined ? FIELD_WORDS['field-missing'] : FIELD_WORDS['field-wrong']
}

const PROBLEM = 'application/problem+json; charset=utf-8'

const wordsFor = ({ code }: Problem, { language }: Caller) => ({
  code,
  status: PROBLEMS[code].status,
  words: PROBLEMS[code][language],
  language,
})

/** RFC 9457. `type` leads to the page about the code; `instance` is what to quote when asking for help. */
function problemOf(
  { code, extras }: Problem,
  { language, requestId }: Caller,
  status: number = PROBLEMS[code].status,
): APIGatewayProxyStructuredResultV2 {
  const words = PROBLEMS[code]
  const body = {
    type: `/problems/${code}`,
    code,
    title: words[language],
    status,
    instance: requestId,
    ...extras,
  }
  const { retryAfter } = extras
  const answer = json(status, body, PROBLEM)
  return retryAfter === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } }
}

function json(
  statusCode: number,
  body: unknown,
  type = 'application/json; charset=utf-8',
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: JSON.stringify(body),
  }
}

function pageOf({ status, headers, body, cookies, isBase64 }: Page): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers,
    body,
    ...(cookies && { cookies }),
    ...(isBase64 && { isBase64Encoded: true }),
  }
}
