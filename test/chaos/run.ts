import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { keyRing } from '../../lib/platform/keys.ts'
import { planner, toldNothing } from '../support/world-people.ts'
import { chanceOf, tally as tallyOf } from '../support/world-weather.ts'
import { check } from './checker.ts'
import { drain } from './drain.ts'
import { rage } from './nemesis.ts'
import { neighbour } from './people.ts'
import { redriven } from './redrive.ts'
import { askingOf } from './staff.ts'
import { type Stage, setStage } from './stage.ts'

export type Course = { seed: number; seconds: number; speed: number; without: string }

const PER_SECOND = 3
const CAMPAIGNS = 3

export type Ran = {
  seed: number
  counts: Record<string, number>
  violations: string[]
  /** In milliseconds of the functions' clock. */
  lateness: number[]
  /** Of 100 requests to receivers so many brought something that was there already. */
  hookRepeats: number
  drainMs: number
  /** Kept when something was broken: tables, queues and logs as they were left. */
  dataDir?: string
}

/** One seed: real processes, killed for so many seconds, then left alone, then questioned. `without` breaks it on purpose. */
export async function run({ seed, seconds, speed, without }: Course): Promise<Ran> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fenghuang-chaos-'))
  const opened: { stop(): Promise<void> }[] = []
  let isWhole = true
  try {
    // Long enough that no message can use up its attempts while things are being killed: only poison may.
    const visibilitySeconds = Math.max(5, Math.ceil(seconds / 4))
    const tally = tallyOf()
    const stage = await setStage({ dataDir, seed, tally, visibilitySeconds, speed, without }, (part) => {
      opened.unshift(part)
      return part
    })
    const { clients, env, calm, receiver, seen, now } = stage
    const [told, withdrawn] = [toldNothing(), new Set<string>()]
    const street = {
      ...stage,
      codeKeys: keyRing(env.CODE_KEYS!),
      chance: chanceOf(seed),
      tally,
      told,
      withdrawn,
    }
    const everybody = Promise.allSettled(peopleOf(stage, street, { seed, seconds, speed }))
    const scene = { ...stage, dataDir, visibilitySeconds, chance: chanceOf(seed + 3), tally }
    await rage(scene, seconds * 1_000)

    calm()
    const calmAt = Date.now()
    const failures = (await everybody).flatMap((one) =>
      one.status === 'rejected' ? [String(one.reason)] : [],
    )
    const { found, dead } = await drain(scene, tally.of().poison ?? 0, speed)
    const drainMs = Date.now() - calmAt
    const facts = { told, withdrawn, heard: receiver.heard, seen, now: now() }
    const { violations, lateness } = await check(clients, env, found, facts)
    const strangers = dead.filter((body) => !body.includes('poison')).map((body) => `given up: ${body}`)
    const { taken, requests } = receiver.heard
    const repeats = [...taken.values()].reduce((sum, times) => sum + times - 1, 0)
    const revived = await redriven(scene, found.announced, receiver.heard)
    const all = [...failures, ...strangers, ...violations, ...revived]
    isWhole = all.length === 0
    return {
      seed,
      counts: {
        accepted: told.accepted.size,
        announced: found.announced.size,
        dead: dead.length,
        ...tally.of(),
      },
      violations: all,
      lateness,
      hookRepeats: repeats / Math.max(1, requests),
      drainMs,
      ...(!isWhole && { dataDir }),
    }
  } finally {
    for (const part of opened) await part.stop()
    if (isWhole) rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Neighbours who come one after another, and staff who plan campaigns for while it lasts. */
function peopleOf(
  { clients, env, now, ms }: Stage,
  street: Parameters<typeof neighbour>[0],
  { seed, seconds, speed }: Omit<Course, 'without'>,
): Promise<void>[] {
  const time = { now, ms, sleep: (wait: number) => sleep(wait / speed) }
  const staff = askingOf(clients, env, chanceOf(seed + 4), time)
  const slots = [2 * MINUTE, (seconds * speed * 1_000) / 2] as const
  return [
    ...Array.from({ length: seconds * PER_SECOND }, async (_, n) => {
      await sleep((n * 1_000) / PER_SECOND)
      await neighbour(street, `chaos-${seed}-${n}`)
    }),
    ...Array.from({ length: CAMPAIGNS }, (_, n) => planner(staff, street.told, `chaos-${seed}-${n}`, slots)),
  ]
}
