import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from 'yaml'

export type SqsTrigger = { arn: unknown; batchSize: number; maximumConcurrency: number }
export type Trigger = {
  httpApi?: string | { method: string; path: string }
  sqs?: SqsTrigger
  schedule?: string
}

/** One function as the deployment describes it. */
export type FunctionSpec = {
  name: string
  service: string
  /** The bundle, from the root, and the name it exports. */
  bundle: string
  exported: string
  timeoutMs: number
  events: Trigger[]
}

type Yaml = { provider?: { timeout?: number }; functions: string[] }
type Entry = { handler: string; timeout?: number; events?: Trigger[] }

/**
 * Every function with its triggers, from the files that deploy it. Of the framework's language only what they use is
 * read: a whole file, and a value out of one.
 */
export function functionsIn(root: string): FunctionSpec[] {
  const { provider, functions } = read<Yaml>(join(root, 'serverless.yml'))
  return functions.flatMap((reference) => {
    const file = /^\$\{file\((.+\.yml)\)\}$/.exec(reference)?.[1]
    if (!file) throw new Error(`serverless.yml: a list of files is expected, not ${reference}`)
    const entries = resolve(read<Record<string, Entry>>(join(root, file)), root)
    return Object.entries(entries).map(([name, entry]) => spec(name, entry, provider?.timeout ?? 6))
  })
}

function spec(name: string, { handler, timeout, events = [] }: Entry, usual: number): FunctionSpec {
  const [, path, service, exported] = /^(.+\/([^/]+)\/\w+)\.(\w+)$/.exec(handler) ?? []
  if (!path) throw new Error(`${name}: ${handler} names no handler`)
  return {
    name,
    service: service!,
    bundle: `${path}.cjs`,
    exported: exported!,
    timeoutMs: (timeout ?? usual) * 1000,
    events,
  }
}

/** CloudFormation's own tags are for CloudFormation; here they are plain values. */
const read = <Content>(file: string) => parse(readFileSync(file, 'utf8'), { logLevel: 'error' }) as Content

const VALUE = /^\$\{file\((.+\.cjs)\):([\w.]+)\}$/

function resolve<Value>(value: Value, root: string): Value {
  if (typeof value === 'string') {
    const [, file, path] = VALUE.exec(value) ?? []
    return file ? (valueIn(join(root, file), path!) as Value) : value
  }
  if (Array.isArray(value)) return value.map((one) => resolve(one, root)) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, root)])) as Value
}

function valueIn(file: string, path: string): unknown {
  const start: unknown = createRequire(file)(file)
  return path.split('.').reduce((value, key) => (value as Record<string, unknown>)?.[key], start)
}
