import { type Instant, isBefore } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import { extendClock, fixClock, handDownClock, pauseClock, resumeClock, startClock } from '../sla/clock.ts'
import { type ClockName, LEVELS, rankOf } from '../sla/policy.ts'
import type { MoveOrder } from './decide.ts'
import { decided, disputed, inGrid, levelAbove, returned } from './dispute.ts'
import { helpInside, type Kept, recountAll, stopIn, withClock } from './keeping.ts'
import { MOVES, type Move } from './moves.ts'
import { clocksOf, levelOf, type Report, type Terms, termsIn, termsOf } from './report.ts'
import { extendable } from './rights.ts'
import type { ClockEvent, MoveRule } from './statuses.ts'

/** What a move does to clocks, class and level; its status is the caller's. `report` is settled up to now. */
export function effectOf(report: Report, move: Move, order: MoveOrder, now: Instant, terms: Terms): Kept {
  const { clocks, pause }: MoveRule = MOVES[move]
  let changed = report
  for (const [name, event] of Object.entries(clocks) as [ClockName, ClockEvent][])
    changed = onClock(changed, name, event, { order, now, terms, pause })
  const done = onReport(changed, move, order, now, terms)
  return { ...done, report: helpInside(done.report, terms) }
}

type Doing = { order: MoveOrder; now: Instant; terms: Terms; pause: MoveRule['pause'] }

function onClock(report: Report, name: ClockName, event: ClockEvent, doing: Doing): Report {
  const { order, now, pause, terms } = doing
  const [clock, own] = [report.clocks[name], termsOf(report, name, terms.policy)]
  if (event === 'stop') return stopIn(report, name, now)
  if (!own) return report
  if (event === 'start') {
    if (clock) return report
    if (name === 'assist') mustFit(report, order.until)
    return withClock(report, name, startClock(now, own, terms.calendar, beginning(report, name, order)))
  }
  if (!clock) return report
  if (event === 'resume') return withClock(report, name, resumeClock(clock, now, own, terms.calendar))
  const waited = { why: pause!, until: order.until }
  if (mustAskAbove(order, own.pauses?.[pause!]?.alone, now, terms)) throw new Problem('level-too-low')
  return withClock(report, name, pauseClock(clock, now, waited, own, terms.calendar))
}

/** Whoever asks for help or supervises may name the day; a ruling is asked of whoever stands above the grids. */
function beginning(report: Report, name: ClockName, { until }: MoveOrder) {
  if (name === 'assist') return { fixed: until }
  if (name === 'supervise') return { fixed: until, level: levelOf(report) }
  return name === 'dispute' ? { level: levelAbove(disputed(report)) } : {}
}

/** A long wait needs the community's word: so many working days somebody may wait alone. */
function mustAskAbove(
  { until, levels = [] }: MoveOrder,
  alone: number | undefined,
  now: Instant,
  terms: Terms,
) {
  const isAbove = levels.some((level) => rankOf(level) >= rankOf('community'))
  return !isAbove && until && alone !== undefined && terms.calendar.workingDaysBetween(now, until) > alone
}

/** Who helps is done before the lead must be. */
function mustFit({ clocks: { resolve } }: Report, until: Instant | undefined): void {
  if (until && resolve?.phase === 'running' && isBefore(resolve.dueAt, until))
    throw new Problem('deadline-outside', { latest: resolve.dueAt })
}

function onReport(report: Report, move: Move, order: MoveOrder, now: Instant, terms: Terms): Kept {
  const { asked, ...answered } = report
  switch (move) {
    case 'assign':
      return order.gridId ? moved(inGrid(report, order.gridId, now, terms), now, terms) : only(report)
    case 'return':
      return moved(returned(report, order.gridId, now, terms), now, terms)
    case 'dispute-grid':
      return only(disputed(report))
    case 'decide-grid':
      return moved(decided(report, order.gridId, now, terms), now, terms)
    case 'resolve':
      return only(decided(report, undefined, now, terms))
    case 'schedule':
      return only(scheduled(report, order.until, terms))
    case 'ask-extension':
      return only({ ...report, asked: extensionOf(report, order.days ?? 0, terms) })
    case 'grant-extension':
      return only(granted(answered, asked!, terms))
    case 'refuse-extension':
      return only(answered)
    case 'hand-down':
      return only(handedDown(report, now, terms))
    case 'grade':
    case 'reclassify':
      return recountAll(reclassed(report, order.as), now, terms)
    default:
      return only(report)
  }
}

/** Another grid may have other working hours: its deadlines are worked out by them. */
function moved(report: Report, now: Instant, terms: Terms): Kept {
  const there = termsIn(report, terms)
  return there.calendar === terms.calendar ? only(report) : recountAll(report, now, there)
}

const only = (report: Report): Kept => ({ report, events: [] })

function scheduled(report: Report, until: Instant | undefined, { policy, calendar }: Terms): Report {
  const [clock, own] = [report.clocks.resolve, termsOf(report, 'resolve', policy)]
  const isFixed = until && clock && own?.fixedBy === 'schedule'
  return isFixed ? withClock(report, 'resolve', fixClock(clock, until, own, calendar)) : report
}

function extensionOf(report: Report, days: number, terms: Terms): NonNullable<Report['asked']> {
  const { name, clock, rule } = extendable(report, terms)!
  const left = rule.days - (clock.granted ?? []).reduce((sum, one) => sum + one, 0)
  if (days < 1 || days > left) throw new Problem('extension-too-long', { most: left })
  return { clock: name, days }
}

function granted(report: Report, { clock: name, days }: NonNullable<Report['asked']>, terms: Terms): Report {
  const [clock, own] = [report.clocks[name], termsOf(report, name, terms.policy)]
  return clock && own ? withClock(report, name, extendClock(clock, days, own, terms.calendar)) : report
}

/** What is asked of a level above stays asked of it: whose the report is. */
function handedDown(report: Report, now: Instant, { policy, calendar }: Terms): Report {
  const below = LEVELS[rankOf(levelOf(report)) - 1] ?? LEVELS[0]
  const clocks = clocksOf(report).map(([name, clock]) => {
    const own = name === 'dispute' ? undefined : termsOf(report, name, policy)
    return [name, own ? handDownClock(clock, below, now, own, calendar) : clock] as const
  })
  return { ...report, level: below, clocks: Object.fromEntries(clocks) }
}

function reclassed({ class: given, ...report }: Report, as: MoveOrder['as']): Report {
  if (!as) return { ...report, ...(given && { class: given }) }
  return 'class' in as ? { ...report, class: as.class } : { ...report, category: as.category }
}
