import { DAY, MINUTE } from '../kernel/instant.ts'
import { midnightOf, numberOf } from './days.ts'
import type { Shift, WorkTime } from './work-time.ts'

const WEEK = 7

/**
 * Working time where days differ from one another: sums of time in place of counts of days. The table holds the days about
 * which somebody said something, from `first` up to `end`, and a plain week on either side that repeats for ever.
 */
export function rotaTime(
  shiftsOn: (day: number) => readonly Shift[],
  first: number,
  end: number,
): Pick<WorkTime, 'plus' | 'between'> {
  const start = first - WEEK
  const shifts = Array.from({ length: end + WEEK - start }, (_, index) => shiftsOn(start + index))
  const sums = new Float64Array(shifts.length + 1)
  for (const [index, ofDay] of shifts.entries()) sums[index + 1] = sums[index]! + lengthOf(ofDay)
  const total = sums.at(-1)!
  const [weekBefore, weekAfter] = [sums[WEEK]!, total - sums[end - start]!]

  /** Whole weeks that lie between a day and the table: below zero before it. */
  const weeksTo = (day: number) => {
    if (day < start) return Math.floor((day - start) / WEEK)
    return day < end ? 0 : Math.floor((day - end) / WEEK)
  }
  const worked = (ms: number) => {
    const day = numberOf(ms)
    const weeks = weeksTo(day)
    const index = day - start - weeks * WEEK
    const time = ms - midnightOf(day)
    let sum = sums[index]! + weeks * (weeks < 0 ? weekBefore : weekAfter)
    for (const [from, to] of shifts[index]!)
      if (time > from * MINUTE) sum += Math.min(time, to * MINUTE) - from * MINUTE
    return sum
  }

  return {
    plus(from, work) {
      if (weekBefore === 0 || weekAfter === 0) throw new RangeError('nobody works in a whole week')
      const target = worked(from) + work
      const weeks =
        target <= 0
          ? Math.ceil(target / weekBefore) - 1
          : Math.max(0, Math.ceil((target - total) / weekAfter))
      const inTable = target - weeks * (weeks < 0 ? weekBefore : weekAfter)
      const index = lastBelow(sums, inTable)
      return midnightOf(start + index + weeks * WEEK) + momentIn(shifts[index]!, inTable - sums[index]!)
    },
    between: (from, to) => worked(to) - worked(from),
  }
}

const lengthOf = (shifts: readonly Shift[]) =>
  shifts.reduce((sum, [from, to]) => sum + (to - from) * MINUTE, 0)

/** When so much of a day, above zero, has been worked. */
function momentIn(shifts: readonly Shift[], work: number): number {
  let left = work
  for (const [from, to] of shifts) {
    if (left <= (to - from) * MINUTE) return from * MINUTE + left
    left -= (to - from) * MINUTE
  }
  return DAY
}

/** The last place in a rising table whose value is below `target`: the day on which the target is reached. */
function lastBelow(sums: Float64Array, target: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (sums[middle]! < target) low = middle
    else high = middle - 1
  }
  return low
}
