import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECOND } from '../lib/kernel/instant.ts'
import { build } from '../local/build.ts'
import { startEngines } from '../local/engines/engines.ts'
import { SETTINGS } from './embedded.ts'
import type { Row } from './row.ts'
import { bytesPerTimer, emission, settingOne, tickTimes } from './timer-index.ts'
import { type Ours, ours } from './timer-ours.ts'
import { bullmq, type Peer, pgBoss } from './timer-peers.ts'
import { crowd, faulty, spread, VISIBILITY_SECONDS } from './timer-runs.ts'

const CROWD = 100_000
const PENDING = 1_000_000
/** What the tables' engine keeps is not what is measured: on AWS its disk is not ours. The peers' servers write to the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/**
 * Timers of reports on the embedded engines, and beside them BullMQ on Redis and pg-boss on PostgreSQL at the same time. Each
 * part of ours begins with empty tables and queues.
 */
export async function timers(): Promise<Row[]> {
  await build()
  const peers = await startPeers()
  try {
    return [
      ...(await withOurs((part) => spread(part, peers))),
      ...(await withOurs((part) => faulty(part))),
      ...(await withOurs((part) => crowd(part, peers))),
      ...(await withOurs((_, env) => kept(env, peers))),
    ]
  } finally {
    for (const peer of peers) await peer.stop()
  }
}

async function startPeers(): Promise<Peer[]> {
  const found = [await bullmq(), await pgBoss()]
  for (const peer of found)
    if ('missing' in peer) console.log(`skipped: ${peer.name} needs \`${peer.missing}\``)
  return found.filter((peer): peer is Peer => !('missing' in peer))
}

async function withOurs(run: (part: Ours, env: Record<string, string>) => Promise<Row[]>): Promise<Row[]> {
  const dataDir = mkdtempSync(join(MEMORY, 'fenghuang-bench-'))
  const engines = await startEngines({ dataDir, visibilitySeconds: VISIBILITY_SECONDS })
  const env = { ...engines.env, ...SETTINGS, POWERTOOLS_LOG_LEVEL: 'SILENT' }
  Object.assign(process.env, env)
  const logFile = join(dataDir, 'consumer.log')
  writeFileSync(logFile, '')
  const part = await ours(env, logFile)
  try {
    return await run(part, env)
  } finally {
    await part.stop()
    await engines.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What is kept, and what a tick costs when much is. */
async function kept(env: Record<string, string>, peers: readonly Peer[]): Promise<Row[]> {
  const put = await settingOne(env.REPORTS_TABLE!)
  const crowded = await emission(CROWD)
  const { pending, few, many, ratio, wrong } = await tickTimes(PENDING)
  const bytes = bytesPerTimer()
  const row = { peers: {}, floor: 0, runs: 1, wrong: 0 }
  return [
    {
      ...row,
      name: `${CROWD.toLocaleString('en')} due at once, in the queue`,
      unit: 'a second',
      ours: crowded.perSecond,
      ratio: crowded.perSecond / 20_000,
      goal: '≥ 20,000',
      met: crowded.perSecond >= 20_000,
      wrong: crowded.wrong,
      note: `one tick of ${(crowded.ms / SECOND).toFixed(1)} s with ${crowded.sends} sends; then every message was taken out of the queue and the reports in them counted`,
    },
    {
      ...row,
      name: `tick of 1,000 due, ${pending.toLocaleString('en')} pending`,
      unit: 'ms',
      ours: many,
      peers: { '1,000 pending': few },
      ratio,
      floor: few,
      runs: 9,
      goal: '≤ 1.2 ×',
      met: ratio <= 1.2,
      wrong,
    },
    {
      ...row,
      name: 'put of a report with its timer, p50',
      unit: 'ms',
      ours: put.timed,
      peers: { 'the same without': put.untimed },
      ratio: put.timed / put.untimed,
      floor: put.untimed,
      runs: 500,
      goal: '≤ 1.15 ×, no call more',
      met: put.timed <= 1.15 * put.untimed,
    },
    {
      ...row,
      name: 'bytes of a pending timer',
      unit: 'B',
      ours: bytes,
      peers: Object.fromEntries(peers.map((peer) => [peer.name, peer.bytes])),
      ratio: bytes / (peers[0]?.bytes ?? bytes),
      goal: '≤ 300',
      met: bytes <= 300,
      note: 'ours by DynamoDB’s rule for items and indexes; the peers as their servers say, over 10,000',
    },
  ]
}
