import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import {
  BUCKETS,
  type BucketName,
  bucketEnv,
  QUEUES,
  type QueueName,
  queueEnv,
  SERVICES,
  type ServiceName,
  TABLES,
  type TableName,
  tableEnv,
} from '../lib/stack/stack.ts'
import { build } from '../local/build.ts'
import { SETTINGS } from './embedded.ts'
import { median, type Row } from './row.ts'

const RUNS = 15
const folder = join(process.cwd(), '.build/bench')

/** The stack most projects start with, bundled the same way: what our bundles are measured against (performance.md F). */
const TEXTBOOK = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
import middy from '@middy/core'
import { z } from 'zod'
const db = DynamoDBDocumentClient.from(new DynamoDBClient({})), sqs = new SQSClient({}), Form = z.object({ id: z.string() })
export const handler = middy().handler(async (event) => {
  await db.send(new PutCommand({ TableName: 't', Item: Form.parse(event) }))
  await sqs.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: '' }))
})`

/** Bytes of each service's bundle, and the time a fresh process takes to load it, round-robin with the peer and the floor. */
export async function coldstart(): Promise<Row[]> {
  await build()
  mkdirSync(folder, { recursive: true })
  const textbook = join(folder, 'textbook.cjs')
  await bundle({
    stdin: { contents: TEXTBOOK, resolveDir: process.cwd() },
    outfile: textbook,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'error',
  })
  const empty = join(folder, 'empty.cjs')
  writeFileSync(empty, 'exports.handler = async () => {}\n')

  const services = Object.keys(SERVICES) as ServiceName[]
  const files = [empty, textbook, ...services.map((service) => `.build/functions/${service}/handlers.cjs`)]
  const times = new Map(files.map((file) => [file, [] as number[]]))
  for (let run = 0; run <= RUNS; run++) {
    for (const file of files) {
      const ms = load(file)
      if (run > 0) times.get(file)!.push(ms) // the first warms the disk cache
    }
  }
  const of = (file: string) => median(times.get(file)!)
  const kb = (file: string) => Math.round(statSync(file).size / 1024)
  return services.flatMap((service) => {
    const file = `.build/functions/${service}/handlers.cjs`
    const note = `starts ${SERVICES[service].functions.join(', ')}`
    return [
      {
        name: `bundle of ${service}`,
        unit: 'KB',
        ours: kb(file),
        peers: { textbook: kb(textbook) },
        ratio: kb(file) / kb(textbook),
        floor: 1,
        goal: '≤ 0.6 × textbook',
        met: kb(file) <= 0.6 * kb(textbook),
        runs: 1,
        note,
      },
      {
        name: `load of ${service}`,
        unit: 'ms',
        ours: of(file),
        peers: { textbook: of(textbook) },
        ratio: of(file) / of(textbook),
        floor: of(empty),
        goal: '≤ 0.6 × textbook',
        met: of(file) <= 0.6 * of(textbook),
        runs: RUNS,
        note,
      },
    ]
  })
}

function load(file: string): number {
  const script = `const t = performance.now(); require(${JSON.stringify(join(process.cwd(), file.replace(process.cwd(), '')))}); console.log(performance.now() - t)`
  return Number(
    execFileSync(process.execPath, ['-e', script], {
      env: { PATH: process.env.PATH, ...environment() },
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .at(-1),
  )
}

function environment(): Record<string, string> {
  return {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ...Object.fromEntries((Object.keys(TABLES) as TableName[]).map((name) => [tableEnv(name), name])),
    ...Object.fromEntries((Object.keys(BUCKETS) as BucketName[]).map((name) => [bucketEnv(name), name])),
    ...Object.fromEntries(
      (Object.keys(QUEUES) as QueueName[]).map((name) => [queueEnv(name), `http://127.0.0.1/${name}`]),
    ),
    ...SETTINGS,
  }
}
