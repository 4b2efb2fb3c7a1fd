import type { HistoryEntry } from '../../lib/contracts/state.ts'
import { type Instant, isBefore, later, MINUTE } from '../../lib/kernel/instant.ts'
import { CLASS_OF } from '../../lib/report/categories.ts'
import { MOVES, type Move, type MoveRule } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import type { ClockEvent } from '../../lib/sla/clock.ts'
import { type ClockName, LEVELS } from '../../lib/sla/policy.ts'
import { CALENDAR, POLICIES } from './world-county.ts'
import type { Announced } from './world-services.ts'

export type Climbed = {
  clock: ClockName
  from: string
  to: string
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
    if (body.type !== 'report.escalated' || body.subject !== id) return []
    const { clock, from, to, missedAt } = body.data
    // It is heard after it was done, so this is the latest it can have been.
    return [{ clock, from, to, missedAt, actedAt: body.at, heardAt: trulyAt }]
  })
}

/** The sweep may be on its way to what fell due within this time. */
export const UNDER_WAY = 3 * MINUTE

/**
 * A clock climbs at exactly the moments the calendar says, once each, never early, until somebody stops it. After it went
 * on again its moments depend on what was left, so then only the first stretch is held against the calendar.
 */
export function ladderBroken(
  report: Report,
  clock: ClockName,
  history: HistoryEntry[],
  climbed: Climbed[],
  now: Instant,
): string[] {
  const own = climbed.filter((climb) => climb.clock === clock)
  const broken = own
    .filter(({ missedAt, actedAt, heardAt }) => isBefore(actedAt, missedAt) || isBefore(heardAt, missedAt))
    .map(({ missedAt }) => `${clock}: climbed before ${missedAt}`)
  const touches = history.filter(({ what }) => eventOf(what, clock))
  const stoppedAt = touches[0]?.at
  // A pause may hold up nothing: a legal clock goes on while somebody waits.
  const isLegal = termsOf(report, clock).within.kind === 'statutory'
  const goesOn = touches
    .map(({ what }) => eventOf(what, clock))
    .some((event) => event === 'resume' || (isLegal && event === 'pause'))
  const counted = own.filter(({ missedAt }) => !(goesOn && stoppedAt && isBefore(stoppedAt, missedAt)))
  const expected = ladderOf(report, clock).filter(({ missedAt }) => !isBefore(stoppedAt ?? now, missedAt))
  const certain = expected.filter(({ missedAt }) => stoppedAt || isBefore(missedAt, later(now, -UNDER_WAY)))
  const [said, due, least] = [counted, expected, certain].map((rungs) => rungs.map(spell).toSorted())
  if (said!.some((rung, i) => rung !== due![i]) || said!.length < least!.length)
    broken.push(`${clock}: missed ${due}; announced ${said}`)
  const twice = own.length - new Set(own.map(spell)).size
  return twice > 0 ? [...broken, `${clock}: a rung was announced again`] : broken
}

const spell = ({ from, to, missedAt }: Pick<Climbed, 'from' | 'to' | 'missedAt'>) =>
  `${missedAt} ${from}→${to}`

const eventOf = (what: string, clock: ClockName): ClockEvent | undefined => {
  const rule: MoveRule | undefined = MOVES[what as Move]
  return rule?.clocks[clock]
}

/** Worked out from the calendar alone, without the code that climbs. */
function ladderOf(report: Report, clock: ClockName) {
  const { within, above } = termsOf(report, clock)
  let missedAt = report.receivedAt
  return LEVELS.map((from, index) => {
    const { kind, amount } = index === 0 ? within : above
    if (kind === 'wall') missedAt = later(missedAt, amount * MINUTE)
    else if (kind === 'working') missedAt = CALENDAR.plusWorking(missedAt, amount * MINUTE).at
    else missedAt = CALENDAR.plusStatutory(missedAt, amount).at
    return { from, to: LEVELS[index + 1] ?? 'nobody', missedAt }
  })
}

const termsOf = ({ category, policy }: Report, clock: ClockName) =>
  POLICIES.get(policy)!.classes[CLASS_OF[category]][clock]
