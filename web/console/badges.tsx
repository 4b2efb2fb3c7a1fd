import type { Status } from '../../lib/report/statuses.ts'
import type { Level } from '../../lib/sla/policy.ts'
import { UpIcon } from './icons.tsx'
import { t } from './words.ts'

/** Statuses that ask for somebody's hand here, now; the others wait for somebody else or are over. */
const ON_US: readonly Status[] = ['received', 'screened', 'assigned', 'reopened']
const AT_WORK: readonly Status[] = ['contacted', 'in_progress', 'scheduled', 'mediation']

export function StatusBadge({ status }: { status: Status }) {
  const kind = ON_US.includes(status) ? 'on-us' : AT_WORK.includes(status) ? 'at-work' : 'waits'
  return <span className={`status ${kind}`}>{t.statuses[status]}</span>
}

/** A level above the assignee means that a deadline was missed on the way. */
export function LevelBadge({ level }: { level: Level }) {
  return (
    <span className={`level ${level}`}>
      {level !== 'assignee' && <UpIcon />}
      {t.levels[level]}
    </span>
  )
}
