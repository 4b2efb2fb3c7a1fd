import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { ReportForm } from '../lib/contracts/forms.ts'
import type { Instant } from '../lib/kernel/instant.ts'
import { sha256 } from '../lib/platform/keys.ts'
import type { ReportOutcome } from '../lib/report/report.ts'
import { build } from '../local/build.ts'
import { context, embedded, FORM, type HttpFunction, httpEvent } from './embedded.ts'
import { median, percentile, type Row } from './row.ts'

const ROUNDS = 9
const PER_ROUND = 60

/**
 * POST /api/reports through the deployed bundle against one conditional put of the same item through the same SDK client, and
 * against the same put as bare HTTP without a client. Interleaved request by request; the first round warms up.
 */
export async function intake(): Promise<Row[]> {
  await build()
  const { env, stop } = await embedded()
  try {
    const { submitReport } = createRequire(import.meta.url)(
      join(process.cwd(), '.build/functions/intake/handlers.cjs'),
    ) as { submitReport: HttpFunction }
    const TableName = env.REPORTS_TABLE!
    const db = new DynamoDBClient({})
    const post = (key: string) =>
      submitReport(httpEvent({ body: FORM, headers: { 'idempotency-key': key } }), context)

    const firstKey = randomUUID()
    await post(firstKey)
    const stored = (
      await db.send(
        new GetItemCommand({ TableName, Key: { id: { S: sha256(`report.${firstKey}`).slice(0, 32) } } }),
      )
    ).Item!
    const bytes = JSON.stringify(stored).length
    const put = () =>
      db.send(
        new PutItemCommand({
          TableName,
          Item: { ...stored, id: { S: randomUUID() } },
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      )
    const bare = bareHttp(env.AWS_ENDPOINT_URL_DYNAMODB!)
    const barePut = () =>
      bare('PutItem', {
        TableName,
        Item: { ...stored, id: { S: randomUUID() } },
        ConditionExpression: 'attribute_not_exists(id)',
      })

    const times = { ours: [] as number[], put: [] as number[], bare: [] as number[] }
    const ratios: number[] = []
    let wrong = 0
    for (let round = 0; round <= ROUNDS; round++) {
      const now = { ours: [] as number[], put: [] as number[], bare: [] as number[] }
      for (let i = 0; i < PER_ROUND; i++) {
        await timed(now.bare, barePut)
        await timed(now.put, put)
        const answer = await timed(now.ours, () => post(randomUUID()))
        if (answer.statusCode !== 201) wrong++
      }
      if (round === 0) continue
      for (const name of ['ours', 'put', 'bare'] as const) times[name].push(...now[name])
      ratios.push(median(now.ours) / median(now.put))
    }
    const again = await post(firstKey)
    if (again.statusCode !== 201) wrong++
    const ratio = median(ratios)
    const p99 = percentile(times.ours, 99) / percentile(times.put, 99)
    const peers = { 'one put, same client': median(times.put), 'one put, bare HTTP': median(times.bare) }
    return [
      {
        name: `POST /api/reports p50 (item of ${bytes} bytes)`,
        unit: 'ms',
        ours: median(times.ours),
        peers,
        ratio,
        floor: median(times.bare),
        runs: ROUNDS,
        goal: '≤ 1.3 × one put',
        met: ratio <= 1.3,
        wrong,
      },
      {
        name: 'POST /api/reports p99',
        unit: 'ms',
        ours: percentile(times.ours, 99),
        peers: { 'one put, same client': percentile(times.put, 99) },
        ratio: p99,
        floor: percentile(times.bare, 99),
        runs: ROUNDS,
        wrong,
      },
      ...(await handlerWork()),
    ]
  } finally {
    await stop()
  }
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const answer = await work()
  into.push(performance.now() - start)
  return answer
}

function bareHttp(endpoint: string) {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(endpoint)
  return (operation: string, body: unknown) =>
    new Promise<void>((done, fail) => {
      const call = request(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: '/',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': `DynamoDB_20120810.${operation}`,
            'x-amz-date': '20260101T000000Z',
            authorization:
              'AWS4-HMAC-SHA256 Credential=bench/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
          },
        },
        (answer) =>
          answer
            .resume()
            .on('end', () =>
              answer.statusCode === 200 ? done() : fail(new Error(`${operation}: ${answer.statusCode}`)),
            ),
      )
      call.on('error', fail).end(JSON.stringify(body))
    })
}

/** What the handler does besides its two calls, against parsing and checking the same body: the calls answer at once here. */
async function handlerWork(): Promise<Row[]> {
  const { http } = await import('../lib/platform/http.ts')
  const { submitReport } = await import('../functions/intake/submit-report.ts')
  const { calendar } = await import('../lib/calendar/calendar.ts')
  const { YEARS } = await import('../lib/calendar/years.ts')
  const days = calendar(YEARS)
  const { DEFAULT_POLICY } = await import('../lib/sla/defaults.ts')
  const { instant } = await import('../lib/kernel/instant.ts')
  const { keyRing } = await import('../lib/platform/keys.ts')
  const keys = keyRing(process.env.DATA_KEYS!)
  const now = () => instant(Date.now())
  const log = { info() {}, warn() {}, error() {} }
  const ledger = {
    create: async (_id: string, _cause: unknown, make: (at: Instant) => ReportOutcome) => ({
      stored: { value: make(now()).value, version: 1, head: '', owed: { messages: [], history: [] } },
      isNew: true,
    }),
  }
  const handler = http(
    'submitReport',
    submitReport({
      ledger,
      policyAt: async () => DEFAULT_POLICY,
      calendar: async () => days,
      now,
      places: async () => undefined,
      codeKeys: keys,
      pinKeys: keys,
      dataKeys: keys,
      take: async () => [],
      settle: async () => {},
      admit: async () => [],
    }),
    log,
  ) as unknown as HttpFunction
  const event = httpEvent({ body: FORM, headers: { 'idempotency-key': 'bench-12345678' } })
  const parse = () => z.parse(ReportForm, JSON.parse(event.body!))

  const [ours, floor, ratios] = [[] as number[], [] as number[], [] as number[]]
  for (let round = 0; round <= ROUNDS; round++) {
    const each = 2000
    let start = performance.now()
    for (let i = 0; i < each; i++) await handler(event, context)
    const mine = ((performance.now() - start) * 1000) / each
    start = performance.now()
    for (let i = 0; i < each; i++) parse()
    const theirs = ((performance.now() - start) * 1000) / each
    if (round === 0) continue
    ours.push(mine)
    floor.push(theirs)
    ratios.push(mine / theirs)
  }
  const ratio = median(ratios)
  return [
    {
      name: 'handler without its calls',
      unit: 'µs',
      ours: median(ours),
      peers: { 'JSON.parse + zod/mini': median(floor) },
      ratio,
      floor: median(floor),
      runs: ROUNDS,
      goal: '≤ 2 × parse',
      met: ratio <= 2,
      wrong: 0,
    },
  ]
}
