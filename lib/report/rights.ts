import type { Instant } from '../kernel/instant.ts'
import { type Level, rankOf } from '../sla/policy.ts'
import { isConfidential } from './categories.ts'
import { levelAbove, whyShut } from './dispute.ts'
import { MOVES, type Move } from './moves.ts'
import { type Clocks, classOf, levelOf, type Report, type Terms, termsOf } from './report.ts'
import type { MoveRule } from './statuses.ts'

type Rules = Pick<Terms, 'policy'>

/** The clock that more time would be asked for: of two the mediation's, which is the law's business. */
export function extendable(report: Report, { policy }: Rules) {
  for (const name of ['mediation', 'resolve'] as const) {
    const [clock, rule] = [report.clocks[name], termsOf(report, name, policy)?.extension]
    const isOpen = clock?.phase === 'running' || clock?.phase === 'paused'
    if (isOpen && rule && (clock.granted?.length ?? 0) < rule.times) return { name, clock, rule }
  }
  return undefined
}

/** Out of the inspector's hands it would come to those it is about. */
const TELLING: readonly Move[] = ['assign', 'return', 'merge', 'reclassify', 'assist', 'supervise']

const isOpen = (clocks: Clocks, name: keyof Clocks) => !!clocks[name]

/** Whether a move makes sense for this matter as it stands, whoever makes it. */
export function isPossible(report: Report, move: Move, now: Instant, rules: Rules): boolean {
  const { clocks, asked, level } = report
  if (isConfidential(report) && TELLING.includes(move)) return false
  if (whyShut(report, move, now)) return false
  switch (move) {
    case 'mediate':
      return classOf(report).startsWith('dispute') || classOf(report) === 'mediation'
    case 'grade':
      return classOf(report).startsWith('dispute')
    case 'acknowledge':
      return isOpen(clocks, 'acknowledge')
    case 'ask-extension':
      return !asked && !!extendable(report, rules)
    case 'grant-extension':
    case 'refuse-extension':
      return !!asked
    case 'supervise':
      return !isOpen(clocks, 'supervise')
    case 'reply':
      return isOpen(clocks, 'supervise')
    case 'assist':
      return !isOpen(clocks, 'assist')
    case 'finish-assist':
      return isOpen(clocks, 'assist')
    case 'hand-down':
      return !!level && level !== 'assignee'
    default:
      return true
  }
}

/** Whether somebody who stands on these levels may make it. */
export function isHighEnough(
  report: Report,
  move: Move,
  levels: readonly Level[],
  { policy }: Rules,
): boolean {
  const { needs }: MoveRule = MOVES[move]
  if (!needs) return true
  // Only the level itself gives back what it holds; nobody above does it over its head.
  if (needs === 'holder') return levels.includes(levelOf(report))
  const atLeast = (least: Level) => levels.some((level) => rankOf(level) >= rankOf(least))
  if (needs === 'alerted') return atLeast(report.clocks.acknowledge?.level ?? 'assignee')
  if (needs === 'approver') {
    const rule = report.asked && termsOf(report, report.asked.clock, policy)?.extension
    return atLeast(rule?.by ?? 'community')
  }
  if (needs === 'assigner') return atLeast(report.gridId && report.dispute ? 'community' : 'grid')
  if (needs === 'decider') return atLeast(levelAbove(report))
  return atLeast(needs)
}
