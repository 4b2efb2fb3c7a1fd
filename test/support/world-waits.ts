import type { HistoryEntry } from '../../lib/contracts/state.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { type Instant, isBefore, wallClock } from '../../lib/kernel/instant.ts'
import { CLASS_OF } from '../../lib/report/categories.ts'
import type { Report } from '../../lib/report/report.ts'
import { LADDER, rankOf } from '../../lib/sla/policy.ts'
import { measure, reckon } from '../../lib/sla/span.ts'
import { CALENDAR, POLICIES } from './world-county.ts'
import type { Climbed } from './world-ladder.ts'
import type { Announced } from './world-services.ts'

/** Whatever made it climb, it went up one rung of the ladder, and each rung was told once. */
export function rungsBroken({ category, policy }: Report, climbed: readonly Climbed[]): string[] {
  const { classes, common } = POLICIES.get(policy)!
  const told = climbed.map(({ clock, from, to, missedAt }) => `${clock} ${from}→${to} ${missedAt}`)
  const twice = told.filter((one, index) => told.indexOf(one) !== index)
  const skipped = climbed.filter(({ clock, from, to }) => {
    // Of several who are asked for an answer the next one is asked before the level above.
    if (clock === 'acknowledge' && from === to) return false
    const own = (classes[CLASS_OF[category]][clock] ?? common[clock])?.ladder
    return ![LADDER, ...(own ? [own] : [])].some((ladder) => {
      // A class or a hand-over may have left it between two rungs of its own ladder: then the next one above.
      const above = ladder.find((rung) => rankOf(rung.to) > rankOf(from))
      return (above?.to ?? 'nobody') === to
    })
  })
  return [
    ...twice.map((one) => `told twice: ${one}`),
    ...skipped.map(({ clock, from, to }) => `${clock} went ${from}→${to}`),
  ]
}

/** Moves after which a deadline is no longer the span and the waits alone. */
const OTHERWISE = ['schedule', 'grant-extension', 'hand-down', 'grade', 'reclassify', 'reopen', 'resume']
const BEGINS = ['ask', 'wait']
const ENDS = ['continue', 'answer']

/** How often the rules below had something to say: a world in which nobody waits keeps every wait. */
export const checked = { waits: 0, red: 0, held: 0 }

/** A deadline that passed after somebody had waited: the span, and what the waits took of the time it counts. */
export function waitsBroken(
  { category, policy, receivedAt }: Report,
  history: readonly HistoryEntry[],
  climbed: readonly Climbed[],
): string[] {
  const first = climbed.find(({ clock, from }) => clock === 'resolve' && from === 'assignee')
  const terms = POLICIES.get(policy)!.classes[CLASS_OF[category]].resolve
  if (!first || !terms || terms.within.kind === 'statutory') return []
  const before = history.filter(({ at }) => isBefore(at, first.missedAt))
  if (before.some(({ what }) => OTHERWISE.includes(what))) return []
  let [since, more]: [Instant | undefined, number] = [undefined, 0]
  for (const { at, what } of before) {
    if (BEGINS.includes(what)) since = at
    if (!ENDS.includes(what) || !since) continue
    more += measure(terms.within, since, at, CALENDAR)
    since = undefined
  }
  if (more > 0) checked.waits++
  const due = reckon(receivedAt, terms.within, CALENDAR, more).at
  return due === first.missedAt ? [] : [`waits: due ${wallClock(due)}, missed ${wallClock(first.missedAt)}`]
}

/** The only endpoint of the simulated county that has quiet hours (world-county.ts). */
const QUIET_GROUP = `group-of-${COUNTY}`

/** In the county's quiet hours what is red goes out at once, and what is not waits for seven o'clock. */
export function quietBroken(
  report: Report,
  history: readonly HistoryEntry[],
  letters: readonly Announced[],
): string[] {
  const graded = history.findLast(({ what }) => what === 'grade')
  return letters.flatMap(({ body, createdAt, dueAt, endpointId }) => {
    if (!('number' in body.data) || endpointId !== QUIET_GROUP) return []
    const version = Number(body.id.split('.')[1])
    const isRed =
      CLASS_OF[report.category] === 'safety' ||
      report.flags.includes('emergency') ||
      (report.class === 'dispute_red' && !!graded && version > graded.seq)
    const time = wallClock(createdAt).slice(11)
    const isNight = time >= '22:00' || time < '07:00'
    if (isRed) checked.red++
    // What has been delivered, as in test/chaos, waits no longer: only the simulation shows until when it would have.
    if (!dueAt) return []
    if (isRed) return dueAt === createdAt ? [] : [`red held until ${dueAt}`]
    if (!isNight || report.class) return []
    checked.held++
    return wallClock(dueAt!).slice(11) === '07:00' ? [] : [`told at night: ${body.type} ${createdAt}`]
  })
}
