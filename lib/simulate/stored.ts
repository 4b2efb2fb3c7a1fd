import type { HistoryEntry } from '../contracts/state.ts'
import { type Instant, later, SECOND } from '../kernel/instant.ts'
import type { Category } from '../report/categories.ts'
import type { MoveOrder } from '../report/decide.ts'
import { ruleOf } from '../report/moves.ts'
import { LEVELS, type MatterClass } from '../sla/policy.ts'
import type { Act, Course } from './replay.ts'

export type Line = Pick<HistoryEntry, 'id' | 'at' | 'role' | 'what' | 'facts'>

/** What people wrote is sealed, and with it the days that were asked for: these moves cannot be told again. */
const SEALED = ['ask-extension', 'grant-extension', 'refuse-extension']
const BY_ROUTING = ['route', 'screen']

/**
 * A case as its history tells it: everything that people did, at its time. What the clocks did is left to the replay.
 * Undefined for what carries no facts. A day agreed on with the resident is not in the history either; its deadline is the
 * policy's.
 */
export function storedCourse(lines: readonly Line[]): Course | undefined {
  const [first] = lines
  const category = first?.facts?.category as Category | undefined
  if (!first || !category) return undefined
  const routing = lines.find(({ what }) => BY_ROUTING.includes(what))
  const gridId = routing?.facts?.grid
  return {
    id: first.id,
    category,
    receivedAt: first.at,
    routedAt: routing?.at ?? later(first.at, SECOND),
    ...(gridId && { gridId }),
    acts: lines.flatMap((line, index) => actOf(line, lines.slice(index + 1))),
  }
}

function actOf({ at, what, role, facts }: Line, rest: readonly Line[]): Act[] {
  const rule = ruleOf(what)
  if (!rule || BY_ROUTING.includes(what) || SEALED.includes(what)) return []
  const mover = role === 'resident' || role === 'system' ? role : 'staff'
  const until = rule.pause && resumedAt(rest)
  const as = asOf(facts)
  const order: MoveOrder = {
    move: what,
    mover,
    levels: LEVELS,
    ...(facts?.grid && { gridId: facts.grid }),
    ...(until && { until }),
    ...(as && { as }),
  }
  return [{ at, order }]
}

/** When a wait ended by itself; a wait that a person ended needs no day. */
function resumedAt(rest: readonly Line[]): Instant | undefined {
  const next = rest.find(({ what }) => what === 'resume' || ruleOf(what)?.clocks.resolve === 'resume')
  return next?.what === 'resume' ? next.at : undefined
}

function asOf(facts: Line['facts']): MoveOrder['as'] {
  if (facts?.class) return { class: facts.class as MatterClass }
  return facts?.category ? { category: facts.category as Category } : undefined
}
