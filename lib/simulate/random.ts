/** Numbers from 0 to 1, the next one each time: handed in, so that a simulation can be run again. */
export type Random = () => number

/** mulberry32: integer steps only, so every machine draws the same numbers in [0, 1). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Something and how much of it there is. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[]

/** Draws in proportion to the weights; made once, so that each draw is a search. */
export function drawFrom<T>(weighted: Weighted<T>): (random: Random) => T {
  let total = 0
  const ends = weighted.map(([, weight]) => {
    total += weight
    return total
  })
  return (random) => {
    const mark = random() * total
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! > mark) high = middle
      else low = middle + 1
    }
    return weighted[low]![0]
  }
}

/**
 * How long something takes, as points of its distribution: by a share of all cases, so many minutes. `[[0, 5], [0.5, 60],
 * [1, 420]]`: half within an hour, all within a day's work. Straight lines between.
 */
export type Spread = readonly (readonly [share: number, minutes: number])[]

export function draw(spread: Spread, random: Random): number {
  const mark = random()
  const next = spread.findIndex(([share]) => share >= mark)
  const [share, minutes] = spread[next < 0 ? spread.length - 1 : next]!
  const [before, least] = spread[Math.max(0, next - 1)]!
  return share > before ? least + ((minutes - least) * (mark - before)) / (share - before) : minutes
}
