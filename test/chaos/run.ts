import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Campaign, CampaignEvent } from '../../lib/campaign/campaign.ts'
import { type Instant, instant, MINUTE } from '../../lib/kernel/instant.ts'
import { ledger } from '../../lib/platform/change.ts'
import { keyRing } from '../../lib/platform/keys.ts'
import { publishTo } from '../../lib/platform/publish.ts'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { campaignsTable } from '../../lib/tables/campaigns.ts'
import { historyTable } from '../../lib/tables/history.ts'
import { startEngines } from '../../local/engines/engines.ts'
import { sealed, settingsFor } from '../../local/environment.ts'
import { keysIn } from '../../local/keys.ts'
import { startChild } from '../../local/process/child.ts'
import { freePort, LOOPBACK } from '../../local/process/ports.ts'
import { SILENT } from '../support/builders.ts'
import { type Asking, planner, toldNothing } from '../support/world-people.ts'
import { type Chance, chanceOf, tally as tallyOf } from '../support/world-weather.ts'
import { check, type Found, readAll, takeDead } from './checker.ts'
import { type Clients, clientsOf, furnish } from './county.ts'
import { rage, type Scene } from './nemesis.ts'
import { neighbour } from './people.ts'
import { startProxy } from './proxy.ts'
import { startReceiver } from './receiver.ts'

/** The functions' clock against ours: a minute's grace is three seconds, a quarter of an hour less than one minute. */
const SPEED = 20
const PER_SECOND = 3
const CAMPAIGNS = 3
const LONGEST_DRAIN = 120_000

const DB_FAULTS = { refused: 0.03, throttled: 0.03, answerLost: 0.03, twice: 0, slow: 0.05 }
const QUEUE_FAULTS = { refused: 0.04, throttled: 0, answerLost: 0.04, twice: 0.08, slow: 0.05 }

export type Ran = {
  seed: number
  counts: Record<string, number>
  violations: string[]
  /** In milliseconds of the functions' clock. */
  lateness: number[]
  hookRepeats: number
  drainMs: number
}

/** One seed: real processes, killed for so many seconds, then left alone, then questioned. */
export async function run(seed: number, seconds: number): Promise<Ran> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fenghuang-chaos-'))
  const opened: { stop(): Promise<void> }[] = []
  const opening = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    opened.unshift(part)
    return part
  }
  try {
    const [chance, tally, told] = [chanceOf(seed), tallyOf(), toldNothing()]
    // Long enough that no message can use up its attempts while things are being killed: only poison may.
    const visibilitySeconds = Math.ceil(seconds / 4)
    const engines = opening(await startEngines({ dataDir, visibilitySeconds }))
    const receiver = opening(await startReceiver(chanceOf(seed + 1)))
    const common = { chance: chanceOf(seed + 2), tally }
    const db = opening(
      await startProxy({
        name: 'db',
        to: engines.ports.tables,
        faults: DB_FAULTS,
        edit: (body) => body,
        ...common,
      }),
    )
    let queuePort = 0
    const queues = opening(
      await startProxy({
        ...{ name: 'queue', to: engines.ports.queues, faults: QUEUE_FAULTS, ...common },
        edit: (body) =>
          body
            .replaceAll(`${LOOPBACK}:${queuePort}/`, `${LOOPBACK}:${engines.ports.queues}/`)
            .replace(
              /"DelaySeconds":(\d+)/g,
              (_, delay) => `"DelaySeconds":${Math.ceil(Number(delay) / SPEED)}`,
            ),
      }),
    )
    queuePort = queues.port

    const epoch = Date.now()
    const ms = () => Math.round(epoch + (Date.now() - epoch) * SPEED)
    const now = () => instant(ms())
    const port = await freePort()
    const baseUrl = `http://${LOOPBACK}:${port}`
    const env: Record<string, string> = {
      ...engines.env,
      ...keysIn(dataDir),
      ...settingsFor('dynoxide', baseUrl, baseUrl),
    }
    const clients = clientsOf(env)
    await furnish(clients, env, receiver.url, now())
    const host = opening(
      await startChild({
        name: 'functions',
        file: process.execPath,
        args: [
          '--disable-warning=ExperimentalWarning',
          'test/chaos/host.ts',
          ...[port, SPEED, epoch].map(String),
        ],
        env: sealed(throughProxies(env, engines.ports.queues, db.port, queues.port)),
        logFile: join(dataDir, 'functions.log'),
        isReady: async () => (await fetch(`${baseUrl}/healthz`)).status > 0,
      }),
    )

    const street = {
      baseUrl,
      codeKeys: keyRing(env.CODE_KEYS!),
      chance,
      tally,
      told,
      withdrawn: new Set<string>(),
    }
    const staff = askingOf(clients, env, chance, { now, ms, sleep: (wait) => sleep(wait / SPEED) })
    const people = [
      ...Array.from({ length: seconds * PER_SECOND }, async (_, n) => {
        await sleep((n * 1_000) / PER_SECOND)
        await neighbour(street, `chaos-${seed}-${n}`)
      }),
      ...Array.from({ length: CAMPAIGNS }, (_, n) =>
        planner(staff, told, `chaos-${seed}-${n}`, [2 * MINUTE, (seconds * SPEED * 1_000) / 2]),
      ),
    ]
    const everybody = Promise.allSettled(people)
    const scene = {
      dataDir,
      engines,
      host,
      clients,
      env,
      visibilitySeconds,
      chance: chanceOf(seed + 3),
      tally,
    }
    await rage(scene, seconds * 1_000)

    for (const proxy of [db, queues]) proxy.calm()
    const calmAt = Date.now()
    const failures = (await everybody).flatMap((one) =>
      one.status === 'rejected' ? [String(one.reason)] : [],
    )
    const { found, dead } = await drain(scene, tally.of().poison ?? 0)
    const facts = { told, withdrawn: street.withdrawn, heard: receiver.heard, now: now() }
    const { violations, lateness } = await check(clients, env, found, facts)
    const strangers = dead.filter((body) => !body.includes('poison')).map((body) => `given up: ${body}`)
    const repeats = [...receiver.heard.values()].reduce((sum, times) => sum + times - 1, 0)
    return {
      seed,
      counts: {
        accepted: told.accepted.size,
        announced: found.announced.size,
        dead: dead.length,
        ...tally.of(),
      },
      violations: [...failures, ...strangers, ...violations],
      lateness,
      hookRepeats: repeats / Math.max(1, receiver.heard.size),
      drainMs: Date.now() - calmAt,
    }
  } finally {
    for (const part of opened) await part.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Waits until nothing is owed and every poison has used up its attempts, or until it has taken too long. What is judged is
 * read while the functions do not run: deadlines go on passing, and a report must not change under the reader's eyes.
 */
async function drain({ clients, env, host }: Scene, poison: number) {
  const end = Date.now() + LONGEST_DRAIN
  const dead: string[] = []
  const isAtRest = (found: Found) => found.open === 0 && dead.length >= poison && !isUnderWay(found)
  for (;;) {
    await sleep(1_000)
    dead.push(...(await takeDead(clients, env)))
    const isLate = Date.now() > end
    if (!isLate && !isAtRest(await readAll(clients, env))) continue
    await host.kill()
    const found = await readAll(clients, env)
    if (isLate || isAtRest(found)) return { found, dead }
    await host.restart()
  }
}

const isUnderWay = ({ campaigns }: Found) =>
  campaigns.some(({ value: { status } }) => status === 'scheduled' || status === 'running')

function throughProxies(env: Record<string, string>, direct: number, db: number, queues: number) {
  const urls = (Object.keys(QUEUES) as QueueName[]).map((name) => {
    const key = queueEnv(name)
    return [key, env[key]!.replace(`:${direct}/`, `:${queues}/`)]
  })
  return {
    ...env,
    ...(Object.fromEntries(urls) as Record<string, string>),
    AWS_ENDPOINT_URL_DYNAMODB: `http://${LOOPBACK}:${db}`,
    AWS_ENDPOINT_URL_SQS: `http://${LOOPBACK}:${queues}`,
  }
}

/** Staff who plan campaigns from here, past the proxies but on the same tables, engines down or not. */
function askingOf(
  { db, sqs }: Clients,
  env: Record<string, string>,
  chance: Chance,
  time: { now(): Instant; ms(): number; sleep(ms: number): Promise<void> },
): Asking {
  const urls = Object.fromEntries(
    (Object.keys(QUEUES) as QueueName[]).map((name) => [name, env[queueEnv(name)]!]),
  )
  const campaigns = campaignsTable(db, env.CAMPAIGNS_TABLE!)
  const ledgerOfCampaigns = ledger<Campaign, CampaignEvent>({
    table: campaigns,
    history: historyTable(db, env.HISTORY_TABLE!),
    publish: publishTo(sqs, urls as Record<QueueName, string>),
    now: time.now,
    log: SILENT,
  })
  return {
    chance,
    time,
    request: (_, work) =>
      work({ campaigns, ledgerOfCampaigns }).then(
        (value) => ({ how: 'done', value }) as const,
        (error: unknown) => ({ how: 'failed', error }) as const,
      ),
  }
}
