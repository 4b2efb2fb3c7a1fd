import { type Instant, isBefore } from '../kernel/instant.ts'
import { recountAll } from '../report/keeping.ts'
import { type Clocks, type Report, type Terms, termsIn } from '../report/report.ts'
import { CLOCKS, type ClockName } from '../sla/policy.ts'

/** One deadline as it stands and as it would stand; missing where no such clock runs. */
export type Shift = { clock: ClockName; was?: Instant; is?: Instant }

/**
 * How many deadlines of a clock would move. `breached`: of those earlier, the ones that would be overdue at once and are not
 * now. `begun` and `ended`: matters whose class has such a clock under one of the two only.
 */
export type Shifts = {
  clock: ClockName
  earlier: number
  later: number
  same: number
  begun: number
  ended: number
  breached: number
}

/** The deadlines of one open report, were it under other terms from the start; pauses and what was granted stay. */
export function shiftsOf(report: Report, now: Instant, terms: Terms): Shift[] {
  const { clocks } = recountAll(report, now, termsIn(report, terms)).report
  return CLOCKS.flatMap((clock) => {
    const [was, is] = [runningIn(report.clocks, clock), runningIn(clocks, clock)]
    return was || is ? [{ clock, ...(was && { was }), ...(is && { is }) }] : []
  })
}

export function countShifts(shifts: readonly Shift[], now: Instant): Shifts[] {
  return CLOCKS.map((clock) => {
    const own = shifts.filter((shift) => shift.clock === clock)
    const count = (is: (shift: Shift) => boolean) => own.filter(is).length
    return {
      clock,
      earlier: count(({ was, is }) => !!was && !!is && isBefore(is, was)),
      later: count(({ was, is }) => !!was && !!is && isBefore(was, is)),
      same: count(({ was, is }) => was === is),
      begun: count(({ was }) => !was),
      ended: count(({ is }) => !is),
      breached: count((shift) => isBreached(shift, now)),
    }
  })
}

/** Overdue at once, and not so today. */
export const isBreached = ({ was, is }: Shift, now: Instant): boolean =>
  !!is && !isBefore(now, is) && (!was || isBefore(now, was))

const runningIn = (clocks: Clocks, name: ClockName) => {
  const clock = clocks[name]
  return clock?.phase === 'running' ? clock.dueAt : undefined
}
