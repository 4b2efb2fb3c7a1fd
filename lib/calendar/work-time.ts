import { DAY, MINUTE } from '../kernel/instant.ts'
import { midnightOf, numberOf, type WorkingDays } from './days.ts'

/** Duty hours of one day, in minutes after midnight, Asia/Shanghai. A night is two shifts: to 24:00, and from 0:00. */
export type Shift = readonly [from: number, to: number]

/** Working time on plain ms since 1970. Its cost does not depend on how much time is added. */
export type WorkTime = {
  /** The first moment by which so much more, above zero, has been worked: a tie is the end of a shift, not the next one's start. */
  plus(from: number, work: number): number
  /** What is worked between two moments; below zero when the second is first. */
  between(from: number, to: number): number
  /** When the last shift of a day ends; 24:00 when there is none. */
  closeOf(day: number): number
}

/** Every working day has the same shifts, so that time worked is days × a day's work + what was worked today. */
export function workTime({ before, nth, isWorkday }: WorkingDays, shifts: readonly Shift[]): WorkTime {
  check(shifts)
  const starts = shifts.map(([from]) => from * MINUTE)
  const ends = shifts.map(([, to]) => to * MINUTE)
  const perDay = shifts.reduce((sum, [from, to]) => sum + (to - from) * MINUTE, 0)
  const last = shifts.length - 1
  const close = ends.at(-1) ?? DAY

  const worked = (ms: number) => {
    const day = numberOf(ms)
    let total = before(day) * perDay
    if (!isWorkday(day)) return total
    const time = ms - midnightOf(day)
    for (let i = 0; i <= last && time > starts[i]!; i++) total += Math.min(time, ends[i]!) - starts[i]!
    return total
  }

  return {
    plus(from, work) {
      if (perDay === 0) throw new RangeError('nobody ever works: the calendar has no shifts')
      const target = worked(from) + work
      const fullDays = Math.ceil(target / perDay) - 1
      let left = target - fullDays * perDay
      let i = 0
      for (; i < last && left > ends[i]! - starts[i]!; i++) left -= ends[i]! - starts[i]!
      return midnightOf(nth(fullDays)) + starts[i]! + left
    },
    between: (from, to) => worked(to) - worked(from),
    closeOf: (day) => midnightOf(day) + close,
  }
}

function check(shifts: readonly Shift[]): void {
  let free = 0
  for (const [from, to] of shifts) {
    if (!(from >= free && to > from && to <= DAY / MINUTE))
      throw new RangeError(`shifts must follow one another within a day: ${JSON.stringify(shifts)}`)
    free = to
  }
}
