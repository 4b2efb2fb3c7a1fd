import type * as z from 'zod/mini'
import type { AnswerOf, ROUTES, RouteName } from '../../lib/contracts/http.ts'

// Only types come from the contracts: zod must not reach a resident's phone. The compiler checks each path against ROUTES.

type Sent<Name extends RouteName, Part extends string> = (typeof ROUTES)[Name] extends {
  [P in Part]: infer Schema extends z.ZodMiniType
}
  ? { [P in Part]: z.input<Schema> }
  : { [P in Part]?: undefined }
type Keyed<Name extends RouteName> = (typeof ROUTES)[Name] extends { isRepeatable: true }
  ? { key: string }
  : { key?: undefined }
export type CallOptions<Name extends RouteName> = Sent<Name, 'params'> &
  Sent<Name, 'query'> &
  Sent<Name, 'body'> &
  Keyed<Name> & {
    /** Work that the server has asked for, done. */
    proof?: string
  }

/** The routes a page uses, written out as `POST /api/reports`. */
export type Paths<Name extends RouteName> = {
  [N in Name]: `${(typeof ROUTES)[N]['method']} ${(typeof ROUTES)[N]['path']}`
}

export type FieldError = { pointer: string; message: string }
export type ProblemBody = {
  code: string
  title: string
  status: number
  instance?: string
  errors?: FieldError[]
  [extra: string]: unknown
}

/** The server answered, and refused. What never got an answer is whatever `fetch` threw. */
export class ProblemError extends Error {
  declare readonly status: number
  declare readonly code: string
  declare readonly problem: ProblemBody
  constructor(problem: ProblemBody) {
    super(problem.title)
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

export type ApiSettings = {
  /** Sent with every request: language, the console's own header. Asked anew each time. */
  headers?: () => Record<string, string>
  timeoutMs?: number
}

/** `const call = api({ readSession: 'GET /api/session' })`, then `await call('readSession', {})`. */
export function api<Name extends RouteName>(
  paths: Paths<Name>,
  { headers, timeoutMs = 20_000 }: ApiSettings = {},
) {
  return async function call<N extends Name>(name: N, options: CallOptions<N>): Promise<AnswerOf<N>> {
    const { params, query, body, key, proof } = options as Loose
    const [method, template] = (paths[name] as string).split(' ') as [string, string]
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), timeoutMs)
    try {
      const response = await fetch(pathOf(template, params) + queryOf(query), {
        method,
        signal: stop.signal,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
          ...(proof && { 'x-proof': proof }),
          ...headers?.(),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const answer = await response.json().catch(() => undefined)
      if (response.ok && answer !== undefined) return answer as AnswerOf<N>
      throw new ProblemError(problemOf(answer, response.status))
    } finally {
      clearTimeout(timer)
    }
  }
}

type Loose = {
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
  key?: string
  proof?: string
}

const pathOf = (template: string, params: Record<string, string> = {}) =>
  template.replace(/\{(\w+)\+?\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

function queryOf(query: Record<string, string | undefined> = {}): string {
  const pairs = Object.keys(query).filter((name) => query[name] !== undefined)
  if (pairs.length === 0) return ''
  return `?${pairs.map((name) => `${name}=${encodeURIComponent(query[name]!)}`).join('&')}`
}

/** A gateway in between answers its own pages when the service is away; they count as "try later". */
function problemOf(answer: unknown, status: number): ProblemBody {
  const given = answer as Partial<ProblemBody> | undefined
  return { ...given, status, code: given?.code ?? 'try-later', title: given?.title ?? '' }
}
