import type { HistoryEntry } from '../../lib/contracts/state.ts'
import { type Instant, isBefore, later, MINUTE } from '../../lib/kernel/instant.ts'
import { CLASS_OF } from '../../lib/report/categories.ts'
import { MOVES, type Move } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import type { MoveRule } from '../../lib/report/statuses.ts'
import { type ClockName, LADDER, LEVELS, type Level, timeAt } from '../../lib/sla/policy.ts'
import type { Span } from '../../lib/sla/span.ts'
import { CALENDAR, POLICIES } from './world-county.ts'
import type { Announced } from './world-services.ts'

export type Climbed = {
  clock: ClockName
  from: Level
  to: Level | 'nobody'
  missedAt: Instant
  actedAt: Instant
  heardAt: Instant
}

/** What a report's listeners were told of its climbs. */
export function climbsOf(
  { announced }: { announced: ReadonlyMap<string, Announced> },
  id: string,
): Climbed[] {
  return [...announced.values()].flatMap(({ body, trulyAt }) => {
    // Whose class begins higher up is put there by a move; no deadline was missed.
    if (body.type !== 'report.escalated' || body.subject !== id || body.data.why) return []
    const { clock, from, to, missedAt } = body.data
    // It is heard after it was done, so this is the latest it can have been.
    return [{ clock, from, to, missedAt, actedAt: body.at, heardAt: trulyAt }]
  })
}

/** The sweep may be on its way to what fell due within this time. */
export const UNDER_WAY = 3 * MINUTE

/**
 * A clock climbs at exactly the moments the calendar says, once each, never early, until somebody touches it. After it
 * went on again its moments depend on what was left, so then only the first stretch is held against the calendar.
 */
export function ladderBroken(
  report: Report,
  clock: 'contact' | 'resolve',
  history: HistoryEntry[],
  climbed: Climbed[],
  now: Instant,
): string[] {
  const own = climbed.filter((climb) => climb.clock === clock)
  const broken = own
    .filter(({ missedAt, actedAt, heardAt }) => isBefore(actedAt, missedAt) || isBefore(heardAt, missedAt))
    .map(({ missedAt }) => `${clock}: climbed before ${missedAt}`)
  const touches = history.filter(({ what }) => touchOf(what, clock))
  const touchedAt = touches[0]?.at
  const goesOn = touches.some(({ what }) => touchOf(what, clock) === 'change')
  const counted = own.filter(({ missedAt }) => !(goesOn && touchedAt && !isBefore(missedAt, touchedAt)))
  const expected = ladderOf(report, clock).filter(({ missedAt }) => !isBefore(touchedAt ?? now, missedAt))
  const certain = expected.filter(({ missedAt }) => touchedAt || isBefore(missedAt, later(now, -UNDER_WAY)))
  const [said, due, least] = [counted, expected, certain].map((rungs) => rungs.map(spell).toSorted())
  if (said!.some((rung, i) => rung !== due![i]) || said!.length < least!.length)
    broken.push(`${clock}: missed ${due}; announced ${said}`)
  const twice = own.length - new Set(own.map(spell)).size
  return twice > 0 ? [...broken, `${clock}: a rung was announced again`] : broken
}

const spell = ({ from, to, missedAt }: Pick<Climbed, 'from' | 'to' | 'missedAt'>) =>
  `${missedAt} ${from}→${to}`

/** Moves that change the deadline itself, beside those that the table gives to the clock. */
const CHANGES: readonly string[] = ['hand-down', 'grant-extension', 'schedule', 'grade', 'reclassify']

function touchOf(what: string, clock: ClockName): 'stop' | 'change' | undefined {
  const rule: MoveRule | undefined = MOVES[what as Move]
  const event = rule?.clocks[clock]
  if (event === 'stop') return 'stop'
  return event || CHANGES.includes(what) ? 'change' : undefined
}

/** Worked out from the calendar alone, without the code that climbs. */
function ladderOf({ category, policy, receivedAt }: Report, clock: ClockName) {
  const terms = POLICIES.get(policy)!.classes[CLASS_OF[category]][clock]
  if (!terms) return []
  let missedAt = receivedAt
  const holders = [LEVELS[0], ...(terms.ladder ?? LADDER).map(({ to }) => to)]
  return holders.map((from, index) => {
    missedAt = after(missedAt, index === 0 ? terms.within : timeAt(terms, from))
    return { from, to: holders[index + 1] ?? ('nobody' as const), missedAt }
  })
}

function after(moment: Instant, { kind, amount }: Span): Instant {
  if (kind === 'wall') return later(moment, amount * MINUTE)
  if (kind === 'working') return CALENDAR.plusWorking(moment, amount * MINUTE).at
  return kind === 'days'
    ? CALENDAR.plusWorkingDays(moment, amount).at
    : CALENDAR.plusStatutory(moment, amount).at
}
