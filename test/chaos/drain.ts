import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { type Found, readAll, takeDead } from './checker.ts'
import type { Scene } from './nemesis.ts'

/** By the functions' clock: the first four attempts of a delivery take 35 minutes, and a fifth more by chance. */
const LONGEST_DRAIN = 50 * MINUTE

/**
 * Waits until nothing is owed and every poison has used up its attempts, or until it has taken too long. What is judged is
 * read while the functions do not run: deadlines go on passing, and a report must not change under the reader's eyes.
 */
export async function drain({ clients, env, host }: Scene, poison: number, speed: number) {
  const end = Date.now() + LONGEST_DRAIN / speed
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
