import { PRIORITY_WORDS, type Priority } from '../../lib/report/report.ts'
import type { Status } from '../../lib/report/statuses.ts'
import type { Level } from '../../lib/sla/policy.ts'
import { ROLE_WORDS, type Role } from '../../lib/staff/staff.ts'
import { fill } from '../shared/speak.ts'
import { now } from './clock.tsx'
import { UpIcon } from './icons.tsx'
import { momentWords } from './timing.ts'
import { say, t } from './words.ts'

/** Statuses that ask for somebody's hand here, now; the others wait for somebody else or are over. */
const ON_US: readonly Status[] = ['received', 'screened', 'assigned', 'reopened']
const AT_WORK: readonly Status[] = ['contacted', 'in_progress', 'scheduled', 'mediation']

export function StatusBadge({ status }: { status: Status }) {
  const kind = ON_US.includes(status) ? 'on-us' : AT_WORK.includes(status) ? 'at-work' : 'waits'
  return <span className={`status ${kind}`}>{t.statuses[status]}</span>
}

/** What a rule has put before the rest. */
export function PriorityBadge({ priority }: { priority: Priority | undefined }) {
  return priority ? <span className={`priority ${priority}`}>{say(PRIORITY_WORDS[priority])}</span> : null
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

/** Somebody must say that they have heard, and has so long. */
export function AnswerBy({ role, by }: { role: Role; by: string }) {
  return (
    <span className="answer-by">
      {say(ROLE_WORDS[role])} · {fill(t.answerBy, momentWords(by, now()))}
    </span>
  )
}
