import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { build } from 'esbuild'
import { SERVICES, type ServiceName } from '../lib/stack/stack.ts'
import { startEngines } from '../local/engines/engines.ts'

const key = `bench:${Buffer.alloc(32, 7).toString('base64url')}`

/** Settings and secrets that every service finds something of its own in. */
export const SETTINGS = {
  CODE_KEYS: key,
  PIN_KEYS: key,
  DATA_KEYS: key,
  MEDIA_KEYS: key,
  FLOOD_KEYS: key,
  OIDC_CLIENT_SECRET: 'bench',
  OIDC_CLIENT_ID: 'bench',
  OIDC_ISSUER: 'http://127.0.0.1:9',
  PUBLIC_URL: 'http://127.0.0.1',
  UPLOAD_ORIGIN: 'http://127.0.0.1',
  OUTBOUND: 'loopback',
  STACK_ENGINE: 'bench',
  STACK_QUEUE: 'bench',
  STACK_VERSION: '0',
  STAGE: 'bench',
}

/** The engines on this machine's disk, empty, and the environment every service would get. */
export async function embedded(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fenghuang-bench-'))
  const engines = await startEngines({ dataDir })
  const env = { ...engines.env, ...SETTINGS, POWERTOOLS_LOG_LEVEL: 'SILENT' }
  Object.assign(process.env, env)
  return {
    env,
    async stop() {
      await engines.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * The handlers of every service, bundled without the packages they import: so they share this process's SDK clients, which
 * the meter watches.
 */
export async function handlers(): Promise<Record<ServiceName, Record<string, HttpFunction>>> {
  const services = Object.keys(SERVICES) as ServiceName[]
  await build({
    entryPoints: services.map((service) => `functions/${service}/handlers.ts`),
    outdir: '.build/bench',
    outbase: 'functions',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const loaded = services.map(async (service) => [
    service,
    await import(join(process.cwd(), `.build/bench/${service}/handlers.mjs`)),
  ])
  return Object.fromEntries(await Promise.all(loaded))
}

export type HttpFunction = (
  event: APIGatewayProxyEventV2,
  context: never,
) => Promise<APIGatewayProxyStructuredResultV2>

type Call = {
  body?: unknown
  headers?: Record<string, string>
  params?: Record<string, string>
  query?: Record<string, string>
  cookies?: string[]
}

/** What API Gateway hands a function. */
export function httpEvent({ body, headers = {}, params, query, cookies }: Call): APIGatewayProxyEventV2 {
  return {
    headers,
    cookies,
    isBase64Encoded: false,
    rawQueryString: new URLSearchParams(query).toString(),
    pathParameters: params,
    queryStringParameters: query,
    requestContext: { requestId: 'bench', http: { method: 'POST', sourceIp: '' } },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2
}

/** A form as people send them: about a hundred characters, a telephone number, a place in words. */
export const FORM = {
  category: 'parking',
  words:
    '凤凰花园三号楼下的消防通道每天晚上都停满了车,昨晚两户邻居为了一个车位吵到十一点,老人和孩子都睡不好,希望社区来人协调一下,最好能划一个临时停车区。',
  place: '凤凰花园3号楼2单元门口',
  contact: { phone: '13800000000', name: '王先生' },
  wish: 'reply',
}

export const context = {
  awsRequestId: 'bench',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
} as never
