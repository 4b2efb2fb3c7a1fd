import type { AnswerOf } from '../../lib/contracts/http.ts'
import type { Move } from '../../lib/report/moves.ts'
import type { Status } from '../../lib/report/statuses.ts'
import type { FollowWords } from './words-follow.ts'

export type Followed = AnswerOf<'followReport'>
type StageName = keyof FollowWords['stages']
export type Stage = { name: StageName; at?: string; isReached: boolean; isCurrent: boolean }

const ORDER: readonly StageName[] = ['received', 'assigned', 'working', 'over']
const REACHED: Partial<Record<Status, StageName>> = {
  received: 'received',
  screened: 'received',
  assigned: 'assigned',
}
export const OVER: readonly Status[] = [
  'resolved',
  'closed',
  'transferred',
  'rejected',
  'merged',
  'cancelled',
]
/** Which moves begin a stage, by their names in the history. `reopen` begins the work anew. */
const BEGIN: Record<StageName, readonly (Move | 'receive')[]> = {
  received: ['receive'],
  assigned: ['route', 'assign'],
  working: ['contact', 'start', 'schedule', 'mediate', 'ask', 'wait'],
  over: ['resolve', 'transfer', 'reject', 'merge', 'withdraw'],
}

/** Sixteen statuses as the four things a resident wants to know, each with its date. What was skipped is left out. */
export function stagesOf({ status, receivedAt, steps }: Followed): Stage[] {
  const current = OVER.includes(status) ? 'over' : (REACHED[status] ?? 'working')
  const begun = (name: StageName) => {
    const found = steps.filter(({ what }) => (BEGIN[name] as readonly string[]).includes(what))
    const reopened = steps.filter(({ what }) => what === 'reopen').pop()
    if (name === 'over') return found.pop()?.at
    return (name === 'working' && reopened?.at) || found[0]?.at
  }
  return ORDER.map((name, index) => {
    const isReached = index <= ORDER.indexOf(current)
    const at = name === 'received' ? receivedAt : isReached ? begun(name) : undefined
    return { name, isReached, isCurrent: name === current, ...(at && { at }) }
  }).filter(({ name, at, isReached }) => at || !isReached || name === current || current !== 'over')
}
