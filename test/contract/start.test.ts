import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { configOf } from '../../lib/platform/config.ts'
import { SERVICES, type ServiceName } from '../../lib/stack/stack.ts'
import { environmentOf, namesOf, startService } from '../support/given-environment.ts'

const services = Object.keys(SERVICES) as ServiceName[]
const functions = services.flatMap((service) =>
  SERVICES[service].functions.map((name) => [name, service] as const),
)
const names = services.flatMap((service) => namesOf(service).map((name) => [service, name] as const))

test.each(functions)('%s of %s starts with exactly what the stack gives its service', (name, service) => {
  const handlers = startService(service, environmentOf(service))
  expect(handlers[name]).toBeInstanceOf(Function)
})

test.each(services)('%s exports its functions and nothing else', (service) => {
  const handlers = startService(service, environmentOf(service))
  expect(Object.keys(handlers).sort()).toEqual([...SERVICES[service].functions].sort())
})

test.each(services)('%s is triggered as its folder says, function by function', (service) => {
  const declared = parse(readFileSync(`functions/${service}/functions.yml`, 'utf8')) as Record<
    string,
    { handler: string; environment: string }
  >
  expect(Object.keys(declared).sort()).toEqual([...SERVICES[service].functions].sort())
  for (const [name, { handler, environment }] of Object.entries(declared)) {
    expect(handler).toBe(`.build/functions/${service}/handlers.${name}`)
    expect(environment).toBe(`\${file(lib/stack/serverless.cjs):environment.${service}}`)
  }
})

test.each(names)('%s does not start without %s', (service, name) => {
  const { [name]: _, ...rest } = environmentOf(service)
  expect(() => startService(service, rest)).toThrow(name)
})

test.each(names)('%s is not configured with an empty %s', (service, name) => {
  expect(() => configOf(service, { ...environmentOf(service), [name]: '' })).toThrow(name)
})

test('asking for what the stack does not give says who asked for what', () => {
  const config = configOf('routing', environmentOf('routing'))
  expect(() => config.tables.campaigns).toThrow('the stack gives routing no table campaigns')
  expect(() => config.secrets.DATA_KEYS).toThrow('the stack gives routing no secret DATA_KEYS')
})
