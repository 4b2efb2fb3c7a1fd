import type { Random } from '../../lib/simulate/random.ts'

/** One of the list, each equally likely. */
export function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)]!
}
