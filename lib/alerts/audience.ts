import type { Level } from '../sla/policy.ts'
import type { Alert } from './alert.ts'

/** How far below the county each level's group is; nobody above the county means the county. */
const BELOW: Record<Level | 'nobody', number> = {
  assignee: 3,
  grid: 3,
  community: 2,
  street: 1,
  county: 0,
  nobody: 0,
}

/**
 * Who of those listening from the grid (or as near as is known) up to the county, the last, is told. Machines subscribe to an area and hear all of
 * it. People hear what is theirs: a warning goes to the group of whoever works on it, an escalation to that of the level it
 * reached; where that has no group, to the nearest above, and only then below.
 */
export function audienceOf<Listener extends { kind: string }>(
  alert: Alert,
  listening: readonly (readonly Listener[])[],
): Listener[] {
  const level = addressed(alert)
  if (level === undefined) return listening.flat()
  const step = Math.max(0, listening.length - 1 - BELOW[level])
  const groups = listening.map((some) => some.filter(isGroup))
  const nearest = [...groups.slice(step), ...groups.slice(0, step).toReversed()].find(
    (some) => some.length > 0,
  )
  return [...listening.flat().filter((one) => !isGroup(one)), ...(nearest ?? [])]
}

const isGroup = ({ kind }: { kind: string }) => kind !== 'standard-webhook'

function addressed(alert: Alert): Level | 'nobody' | undefined {
  if (alert.type === 'report.warned') return 'assignee'
  return alert.type === 'report.escalated' ? alert.data.to : undefined
}
