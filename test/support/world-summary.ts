import type { Lived } from './world-life.ts'

/** `1-40`, or one seed alone. */
export function seedsOf(text: string): readonly [first: number, last: number] {
  const [first = 1, last = first] = text.split('-').map(Number)
  return [first, last]
}

/** Adds up worlds for the one line that a run prints. */
export function summaryOf(name: string) {
  const worlds: Lived[] = []
  const counts = () => {
    const sums: Record<string, number> = {}
    for (const world of worlds)
      for (const [what, count] of Object.entries(world.counts)) sums[what] = (sums[what] ?? 0) + count
    return sums
  }
  const late = (share: number) => {
    const all = worlds.flatMap(({ lateness }) => lateness).sort((a, b) => a - b)
    return `${((all[Math.floor(share * (all.length - 1))] ?? 0) / 1_000).toFixed(1)} s`
  }
  return {
    counts,
    add(world: Lived): Lived {
      worlds.push(world)
      return world
    },
    line(): string {
      const { accepted = 0, moves = 0, sent = 0, announced = 0, kills = 0, ...faults } = counts()
      const seeds = worlds.map(({ seed }) => seed)
      const days = worlds.reduce((sum, world) => sum + world.days, 0)
      const violations = worlds.reduce((sum, world) => sum + world.violations.length, 0)
      return [
        `${name}: seeds ${Math.min(...seeds)}-${Math.max(...seeds)}, ${days} days`,
        `accepted ${accepted}, moves ${moves}, messages ${sent}, announced ${announced}, kills ${kills}`,
        `faults ${JSON.stringify(faults)}`,
        `late p50 ${late(0.5)}, p99 ${late(0.99)}, max ${late(1)}; violations ${violations}\n`,
      ].join('\n  ')
    },
  }
}
