import { Writable } from 'node:stream'
import { buildSync } from 'esbuild'
import { type Instant, msOf } from '../../lib/kernel/instant.ts'
import { bucketEnv, queueEnv, reachOf, type ServiceName, tableEnv } from '../../lib/stack/stack.ts'
import { NATIVE } from '../../local/build.ts'

const ring = (fill: number) => `k1:${Buffer.alloc(32, fill).toString('base64url')}`

/** Settings and secrets as a service could be given them; names of tables and queues come from the engines or are made up. */
const GIVEN: Record<string, string> = {
  CODE_KEYS: ring(1),
  PIN_KEYS: ring(2),
  DATA_KEYS: ring(3),
  MEDIA_KEYS: ring(4),
  FLOOD_KEYS: ring(5),
  OIDC_CLIENT_SECRET: 'secret-of-the-client',
  OIDC_ISSUER: 'http://127.0.0.1:4010',
  OIDC_CLIENT_ID: 'fenghuang',
  PUBLIC_URL: 'https://fenghuang.test',
  UPLOAD_ORIGIN: 'https://files.fenghuang.test',
  OUTBOUND: 'public',
  STACK_ENGINE: 'dynoxide',
  STACK_QUEUE: 'fauxqs',
  STACK_VERSION: '0.0.0-test',
  STAGE: 'test',
}

/** No line of a log belongs in what a test run prints. */
const ALWAYS = {
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
}

/** The names the stack gives a service, and nothing else. */
export function namesOf(service: ServiceName): string[] {
  const { tables, queues, buckets, settings, secrets } = reachOf(service)
  return [
    ...tables.map(tableEnv),
    ...queues.map(queueEnv),
    ...buckets.map(bucketEnv),
    ...settings,
    ...secrets,
  ]
}

/** What a function of this service finds in its environment. `engines` knows the real tables and queues. */
export function environmentOf(
  service: ServiceName,
  engines: Record<string, string> = {},
): Record<string, string> {
  const given = namesOf(service).map((name) => {
    const value =
      engines[name] ??
      GIVEN[name] ??
      (/_(TABLE|QUEUE_URL|BUCKET)$/.test(name) ? `${name} of ${service}` : undefined)
    if (value === undefined) throw new Error(`tests have no value for ${name}: add one to GIVEN`)
    return [name, value] as const
  })
  const access = Object.entries(engines).filter(([name]) => name.startsWith('AWS_'))
  return { ...ALWAYS, ...Object.fromEntries(access), ...Object.fromEntries(given) }
}

type Handlers = Record<string, (event: unknown, context: unknown) => Promise<never>>
type Start = (...given: unknown[]) => void
const bundles = new Map<ServiceName, Start>()

/** As local/build.ts makes it; made once, as what is deployed is. */
function bundleOf(service: ServiceName): Start {
  const made = bundles.get(service)
  if (made) return made
  const { outputFiles } = buildSync({
    entryPoints: [`functions/${service}/handlers.ts`],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: NATIVE,
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false }, // which a test's own context has no answer to
    write: false,
  })
  const start = new Function('module', 'exports', 'require', 'process', 'Date', outputFiles[0]!.text) as Start
  bundles.set(service, start)
  return start
}

/**
 * Starts a service as a cold start does: its bundle, in a process whose environment holds what is given and nothing else,
 * and which prints nothing. With a `clock` it is whatever time the test says.
 */
export function startService(
  service: ServiceName,
  environment: Record<string, string>,
  clock?: () => Instant,
): Handlers {
  const module = { exports: {} as Handlers }
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const own = Object.create(process, { env: { value: environment }, stdout: { value: silent } })
  bundleOf(service)(module, module.exports, require, own, clock ? dateOf(clock) : Date)
  return module.exports
}

function dateOf(clock: () => Instant): DateConstructor {
  return class extends Date {
    constructor(...given: [] | [value: number | string | Date]) {
      super(...((given.length === 0 ? [clock()] : given) as [string]))
    }
    static override now = () => msOf(clock())
    /** The engine lives in our time: the `Date` of its answers stands for the test's own. */
    static override parse = (text: string) => (text.endsWith('GMT') ? msOf(clock()) : Date.parse(text))
  } as DateConstructor
}
