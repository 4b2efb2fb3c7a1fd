import { readFileSync } from 'node:fs'
import { ROUTES, type Route, type RouteName } from '../../lib/contracts/http.ts'
import { type FunctionName, QUEUES, SERVICES, type ServiceName, serviceOf } from '../../lib/stack/stack.ts'
import { EXAMPLES } from '../support/given-examples.ts'

const routes = Object.entries(ROUTES) as [RouteName, Route][]
const functions = Object.values(SERVICES).flatMap((service) => [...service.functions] as FunctionName[])
const PARTS = ['params', 'query', 'body'] as const
const exampleOf = (name: RouteName) => EXAMPLES[name] as Record<string, Record<string, unknown> | undefined>
const wiringOf = (service: ServiceName) => readFileSync(`functions/${service}/handlers.ts`, 'utf8')

test('no two services have a function of one name', () => {
  expect(functions.filter((name, index) => functions.indexOf(name) !== index)).toEqual([])
})

test('whatever is no route is run by a queue or by the clock', () => {
  const consumers = Object.values(QUEUES).map(({ consumer }) => consumer as string)
  for (const name of functions.filter((one) => !(one in ROUTES) && !consumers.includes(one)))
    expect(wiringOf(serviceOf(name))).toMatch(new RegExp(`export const ${name} = schedule\\(`))
})

describe.each(routes)('%s', (name, route) => {
  const example = exampleOf(name)

  test('is answered by one service, which checks what its contract says and wants a session where it says so', () => {
    expect(functions).toContain(name)
    const door = route.who === 'staff' ? 'staffHttp' : 'http'
    expect(wiringOf(serviceOf(name as FunctionName))).toMatch(
      new RegExp(`export const ${name} = ${door}\\(\\s*'${name}',`),
    )
  })

  test('reads its own example whole', () => {
    for (const part of PARTS) {
      expect(example[part] !== undefined).toBe(route[part] !== undefined)
      const schema = route[part]
      if (schema) expect(schema.parse(example[part])).toEqual(example[part])
    }
  })

  test('gives its own answer whole, and drops what nobody declared', () => {
    if (route.answer === 'page' || ['openapi', 'webhookSchema'].includes(name)) return
    expect(route.answer.parse(example.answer)).toEqual(example.answer)
    expect(route.answer.parse({ ...example.answer, sealed: 'a secret' })).toEqual(example.answer)
  })

  test('refuses a body with a field nobody declared, and one where a field is of no kind at all', () => {
    const { body } = route
    if (!body) return
    expect(body.safeParse({ ...example.body, extra: 1 }).success).toBe(false)
    for (const field of Object.keys(example.body!))
      expect(body.safeParse({ ...example.body, [field]: Symbol('no kind') }).success).toBe(false)
  })
})
