import { ROUTES, type Route } from '../../lib/contracts/http.ts'
import { openapi } from '../../lib/contracts/openapi.ts'
import { PROBLEMS } from '../../lib/kernel/problem.ts'
import { only } from '../support/given.ts'

type Operation = {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: { properties?: object } }> }
  security?: unknown[]
  responses: Record<string, { content: Record<string, unknown> }>
}
// biome-ignore lint/suspicious/noExplicitAny: a tree of JSON
const document: any = openapi('1.2.3')
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)
const WRITTEN = { json: 'application/json', form: 'application/x-www-form-urlencoded', text: '*/*' }
const routes = Object.entries(ROUTES) as [string, Route][]

test('the document is OpenAPI 3.1 of this version, and plain JSON', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3', license: { name: 'MIT' } } })
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})

test('no two routes share a method and a path', () => {
  const asked = routes.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\+?\}/g, '{}')}`)
  expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([])
  expect(operations).toHaveLength(routes.length)
})

describe.each(routes)(
  '%s',
  (name, { method, path, who, answer, status = 200, params, query, body, takes, isRepeatable }) => {
    const operation = only(operations.filter(({ operationId }) => operationId === name))
    const named = (place: string) =>
      (operation.parameters ?? [])
        .filter((parameter) => parameter.in === place)
        .map((parameter) => parameter.name)
    const fieldsOf = (schema: unknown) =>
      Object.keys((schema as { _zod: { def: { shape: object } } } | undefined)?._zod.def.shape ?? {})

    test('stands where it is asked for, with a summary', () => {
      expect([operation.method.toUpperCase(), operation.path]).toEqual([method, path.replace('+}', '}')])
      expect(operation.summary).toMatch(/^[A-Z].{5,}[^.]$/)
    })

    test('names what is in its path, its query and its headers', () => {
      expect(named('path')).toEqual(Array.from(path.matchAll(/\{(\w+)/g), ([, parameter]) => parameter))
      if (params) expect(fieldsOf(params).sort()).toEqual(named('path').sort())
      expect(named('query').sort()).toEqual(fieldsOf(query).sort())
      expect(named('header')).toEqual(isRepeatable ? ['Idempotency-Key'] : [])
    })

    test('describes its body, its answer, its session and its refusals', () => {
      const [[written, { schema }] = ['none', {}]] = Object.entries<{ schema?: { properties?: object } }>(
        operation.requestBody?.content ?? {},
      )
      expect(written).toBe(body ? WRITTEN[takes ?? 'json'] : 'none')
      expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(fieldsOf(body).sort())
      expect(Object.keys(operation.responses)).toEqual([String(status), 'default'])
      const type = answer === 'page' ? 'text/html' : 'application/json'
      expect(Object.keys(operation.responses[status]!.content)).toEqual([type])
      expect(operation.security).toEqual(who === 'staff' ? [{ session: [] }] : undefined)
      expect(Object.keys(operation.responses.default!.content)).toEqual(['application/problem+json'])
    })
  },
)

test('every refusal has its code in the document', () => {
  expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS))
})

test('only routes that change something take a key, and every route under /api/staff wants a session', () => {
  for (const [, { method, isRepeatable }] of routes) if (isRepeatable) expect(method).toBe('POST')
  for (const [, { path, who }] of routes) if (path.startsWith('/api/staff')) expect(who).toBe('staff')
})
