import * as z from 'zod/mini'
import {
  type BucketName,
  bucketEnv,
  type QueueName,
  queueEnv,
  reachOf,
  type SecretName,
  type ServiceName,
  type SettingName,
  type TableName,
  tableEnv,
} from '../stack/stack.ts'

export type Config = {
  service: ServiceName
  tables: Record<TableName, string>
  queues: Record<QueueName, string>
  buckets: Record<BucketName, string>
  settings: Record<SettingName, string>
  secrets: Record<SecretName, string>
}

/**
 * Parsed at cold start: a service that lacks one of its names does not start. Only what the stack gives this service is
 * there; asking for anything else throws, so a missing grant shows in the first test and not at night.
 */
export function configOf(service: ServiceName, env: Record<string, string | undefined>): Config {
  const reach = reachOf(service)
  const names = [
    ...reach.tables.map(tableEnv),
    ...reach.queues.map(queueEnv),
    ...reach.buckets.map(bucketEnv),
    ...reach.settings,
    ...reach.secrets,
  ]
  const given = z
    .object(Object.fromEntries(names.map((name) => [name, z.string().check(z.minLength(1))])))
    .parse(env)
  const pick = <Name extends string>(kind: string, all: readonly Name[], spell: (name: Name) => string) =>
    new Proxy(Object.fromEntries(all.map((name) => [name, given[spell(name)]])) as Record<string, string>, {
      get(values, name) {
        if (typeof name === 'string' && name in values) return values[name]
        throw new Error(`the stack gives ${service} no ${kind} ${String(name)}`)
      },
    })
  return {
    service,
    tables: pick('table', reach.tables, tableEnv),
    queues: pick('queue', reach.queues, queueEnv),
    buckets: pick('bucket', reach.buckets, bucketEnv),
    settings: pick('setting', reach.settings, String),
    secrets: pick('secret', reach.secrets, String),
  } as Config
}
