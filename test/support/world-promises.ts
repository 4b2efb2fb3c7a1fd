import type { Campaign } from '../../lib/campaign/campaign.ts'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import { type Instant, isBefore, later, msOf } from '../../lib/kernel/instant.ts'
import { hashOf } from '../../lib/platform/change.ts'
import { MOVES } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import type { History } from '../../lib/tables/history.ts'
import { climbsOf, ladderBroken, UNDER_WAY } from './world-ladder.ts'
import { reportIdOf, type Told } from './world-people.ts'
import type { Announced } from './world-services.ts'
import { quietBroken, rungsBroken, waitsBroken } from './world-waits.ts'

/** What is stored when nothing moves any more: of a simulated world, or of real tables. */
export type Resting = {
  reports: { all(): Stored<Report>[] }
  campaigns: { all(): Stored<Campaign>[] }
  history: Pick<History, 'of'>
  announced: ReadonlyMap<string, Announced>
}

/** Every promise that was broken in a world that has come to rest, in words; none is the only good answer. */
export async function violationsOf(stores: Resting, told: Told, now: Instant) {
  const violations: string[] = []
  const lateness: number[] = []
  const reports = stores.reports.all()
  const chains = new Map<string, HistoryEntry[]>()

  for (const stored of reports) {
    const { id } = stored.value
    const history = await stores.history.of(id)
    chains.set(id, history)
    const climbed = climbsOf(stores, id)
    lateness.push(...climbed.map(({ missedAt, actedAt }) => msOf(actedAt) - msOf(missedAt)))
    const broken = [
      ...chainOf(stored, history),
      ...routingOf(history),
      ...announcementsOf(stores, id, history),
      ...(['contact', 'resolve'] as const).flatMap((clock) =>
        ladderBroken(stored.value, clock, history, climbed, now),
      ),
      ...rungsBroken(stored.value, climbed),
      ...waitsBroken(stored.value, history, climbed),
      ...quietBroken(stored.value, history, lettersOf(stores, id)),
    ]
    violations.push(...broken.map((what) => `report ${stored.value.number}: ${what}`))
  }
  for (const stored of stores.campaigns.all()) {
    const broken = chainOf(stored, await stores.history.of(stored.value.id))
    violations.push(...broken.map((what) => `campaign ${stored.value.id}: ${what}`))
  }
  violations.push(
    ...answersBroken(reports, told),
    ...movesBroken(chains, told),
    ...campaignsBroken(stores, told, now),
  )
  return { violations, lateness }
}

const lettersOf = ({ announced }: Resting, id: string) =>
  [...announced.values()].filter(({ subject }) => subject === id)

/** Nothing accepted is lost, and however often a form is sent there is one report. */
function answersBroken(reports: Stored<Report>[], { accepted }: Told): string[] {
  const byId = new Map(reports.map(({ value }) => [value.id, value]))
  const lost = [...accepted].flatMap(([key, answers]) => {
    const report = byId.get(reportIdOf(key))
    return answers
      .filter(({ number, receivedAt }) => report?.number !== number || report.receivedAt !== receivedAt)
      .map(
        ({ number }) =>
          `the form ${key} was answered with ${number}, stored is ${report?.number ?? 'nothing'}`,
      )
  })
  const surplus = reports.length - accepted.size
  return surplus === 0
    ? lost
    : [...lost, `${accepted.size} forms were accepted, ${reports.length} reports exist`]
}

/** A move that was answered stands in the history at its version, and nobody else's does. */
function movesBroken(chains: Map<string, HistoryEntry[]>, { moved }: Told): string[] {
  return moved.flatMap(({ id, seq, move, actor }) => {
    const line = chains.get(id)?.find((entry) => entry.seq === seq)
    return line?.actor === actor && line.what === move
      ? []
      : [`the move ${move} by ${actor} on ${id} is lost`]
  })
}

/** Complete, without gaps, every line sealed by the next. */
function chainOf(
  { version, head, owed }: Pick<Stored<unknown>, 'version' | 'head' | 'owed'>,
  history: HistoryEntry[],
): string[] {
  const broken: string[] = []
  if (owed.messages.length + owed.history.length > 0) broken.push('something is still owed')
  if (history.map(({ seq }) => seq).join() !== Array.from({ length: version }, (_, i) => i + 1).join())
    broken.push(`history has the lines ${history.map(({ seq }) => seq)} of ${version}`)
  history.forEach(({ hash, ...line }, index) => {
    const before = history[index - 1]?.hash ?? ''
    if (hashOf(line) !== hash || line.prevHash !== before)
      broken.push(`line ${line.seq} does not fit its chain`)
  })
  if (history.at(-1)?.hash !== head) broken.push('the head is not the last line')
  return broken
}

function routingOf(history: HistoryEntry[]): string[] {
  const isRouting = ({ what }: HistoryEntry) => what === 'route' || what === 'screen'
  const times = history.filter(isRouting).length
  // A resident may take it back, and the duty desk turn it down, before it was routed.
  const [left] = history.filter(({ from, to }) => from === 'received' && to !== 'received')
  return times === (left && !isRouting(left) ? 0 : 1) ? [] : [`was routed ${times} times`]
}

/** Each move is announced once, under the name of its line. */
function announcementsOf({ announced }: Resting, id: string, history: HistoryEntry[]): string[] {
  const said = [...announced.values()].flatMap(({ body }) =>
    body.type === 'report.moved' && body.subject === id ? [`${body.id.split('.')[1]} ${body.data.move}`] : [],
  )
  const due = history.filter(({ what }) => what in MOVES)
  const expected = due.map(({ seq, what }) => `${seq} ${what}`)
  const isSame = said.toSorted().join() === expected.toSorted().join()
  return isSame ? [] : [`moves made: ${expected}; announced: ${said}`]
}

/** To each grid once, not before its slot; to nobody when it was held back or called off. */
function campaignsBroken({ campaigns, announced }: Resting, told: Told, now: Instant): string[] {
  return campaigns.all().flatMap(({ value: { id, status, grids, at: slot } }) => {
    const letters = [...announced.values()].filter(({ subject }) => subject === id)
    const reached = letters.map(({ endpointArea }) => endpointArea).toSorted()
    const broken: string[] = []
    const isOut = status === 'done' || status === 'running'
    if (told.campaigns.get(id) === 'sent' && slot < later(now, -UNDER_WAY) && status !== 'done')
      broken.push(`is ${status}`)
    if (told.campaigns.get(id) === 'held' && isOut) broken.push('went out unapproved')
    if (reached.join() !== (isOut ? grids.toSorted() : []).join())
      broken.push(`${status}: reached ${reached.length} times, has ${grids.length} grids`)
    if (letters.some(({ trulyAt }) => isBefore(trulyAt, slot))) broken.push('went out before its slot')
    return broken.map((what) => `campaign ${id}: ${what}`)
  })
}
