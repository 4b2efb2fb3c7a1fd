import * as z from 'zod/mini'
import { PROBLEMS } from '../kernel/problem.ts'
import { ROUTES, type Route } from './http.ts'

const schema = (shape: z.ZodMiniType, io: 'input' | 'output') => {
  const { $schema: _, ...json } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return json as Record<string, unknown>
}

/** ROUTES as OpenAPI 3.1: generated, so that no route is undocumented. */
export function openapi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    const path = route.path.replace('+}', '}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '凤凰家 Fenghuang', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-sid' } },
      schemas: { Problem: PROBLEM },
    },
  }
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457. `title` is in the language of Accept-Language (zh or en).',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string' },
    retryAfter: { type: 'integer', description: 'Seconds, as in the header Retry-After' },
    challenge: { type: 'object', description: 'ALTCHA: solved, it goes in base64 into the header X-Proof' },
    code: { enum: Object.keys(PROBLEMS) },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}

const BODY = { json: 'application/json', form: 'application/x-www-form-urlencoded', text: '*/*' } as const

function operation(operationId: string, route: Route) {
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries((route.query && (schema(route.query, 'input').properties as object)) ?? {}).map(
      ([name, shape]) => ({ name, in: 'query', schema: shape as object }),
    ),
    ...(route.isRepeatable
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: true,
            schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
          },
        ]
      : []),
  ]
  const answer =
    route.answer === 'page'
      ? { 'text/html': {} }
      : { 'application/json': { schema: schema(route.answer, 'output') } }
  return {
    operationId,
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { [BODY[route.takes ?? 'json']]: { schema: schema(route.body, 'input') } },
      },
    }),
    ...(route.who === 'staff' && { security: [{ session: [] }] }),
    responses: {
      [route.status ?? 200]: { description: 'ok', content: answer },
      default: {
        description: 'a problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
