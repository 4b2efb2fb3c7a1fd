import { MINUTE, SECOND } from '../../lib/kernel/instant.ts'
import { type Random, seeded } from '../../lib/simulate/random.ts'

/** What can go wrong with one operation of a table. `echoed`: done, the answer was lost, and the repeat met itself. */
export type StoreFault =
  | 'refused'
  | 'answerLost'
  | 'echoed'
  | 'contended'
  | 'killedBefore'
  | 'killedAfter'
  | 'stalled'
  | 'stale'

/** How likely each thing is: per operation, per send, per message, per schedule. */
export type Weather = {
  store: Partial<Record<StoreFault, number>>
  send: { refused: number; partly: number; answerLost: number }
  message: { lost: number; twice: number; delayed: number; deleteLost: number }
  schedule: { missed: number; twice: number; late: number }
}

export const CALM: Weather = {
  store: {},
  send: { refused: 0, partly: 0, answerLost: 0 },
  message: { lost: 0, twice: 0, delayed: 0, deleteLost: 0 },
  schedule: { missed: 0, twice: 0, late: 0 },
}

export const STORM: Weather = {
  store: {
    refused: 0.015,
    answerLost: 0.02,
    echoed: 0.02,
    contended: 0.02,
    killedBefore: 0.015,
    killedAfter: 0.02,
    stalled: 0.005,
    stale: 0.1,
  },
  send: { refused: 0.04, partly: 0.02, answerLost: 0.04 },
  message: { lost: 0.05, twice: 0.12, delayed: 0.1, deleteLost: 0.05 },
  schedule: { missed: 0.05, twice: 0.1, late: 0.1 },
}

/** How long a delayed message may be under way. */
export const LONGEST_DELAY = 25 * MINUTE
export const STALL = [4 * SECOND, 70 * SECOND] as const

/** Chance, drawn from one seed: the same seed is the same world. */
export type Chance = {
  random: Random
  isUp(chance: number): boolean
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

export function chanceOf(seed: number): Chance {
  const random = seeded(seed)
  const between = (low: number, high: number) => low + random() * (high - low)
  return {
    random,
    between,
    isUp: (chance) => chance > 0 && random() < chance,
    pick: (list) => list[Math.floor(random() * list.length)]!,
    shuffled: (list) =>
      list
        .map((item) => ({ item, place: random() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  }
}

/** One draw decides between all faults of an operation. */
export function faultOf(chances: Weather['store'], draw: number): StoreFault | undefined {
  let sum = 0
  for (const [fault, chance] of Object.entries(chances) as [StoreFault, number][]) {
    sum += chance
    if (draw < sum) return fault
  }
  return undefined
}

/** What happened in a world, counted by name. */
export type Tally = { count(what: string, times?: number): void; of(): Record<string, number> }

export function tally(): Tally {
  const counts = new Map<string, number>()
  return {
    count: (what, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times),
    of: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
