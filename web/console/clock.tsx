import { useSyncExternalStore } from 'react'
import { type Instant, instant, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { fill } from '../shared/speak.ts'
import { AlertIcon, ClockIcon, PauseIcon, TickIcon } from './icons.tsx'
import { momentWords, type Timing } from './timing.ts'
import { t } from './words.ts'

/** The server's clock: the one on the desk may be wrong by an hour, and deadlines are not its to decide. */
let ahead = 0

export function setClock(serverNow: Instant, askedAt: number, heardAt: number) {
  ahead = msOf(serverNow) - (askedAt + heardAt) / 2
}

export const now = (): Instant => instant(Date.now() + ahead)

/** One beat for the whole page: a list has hundreds of rows. */
const listeners = new Set<() => void>()
setInterval(() => {
  for (const listener of listeners) listener()
}, SECOND)

function everySecond(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Text that depends on the time: looked at each second, drawn again only when it says something else. */
export const useTimed = (words: () => string): string => useSyncExternalStore(everySecond, words)

const ICONS = { over: AlertIcon, soon: ClockIcon, fine: ClockIcon, still: TickIcon }

/** Words, colour and icon: nobody has to tell red from green. */
export function TimeLeft({ timing, dueAt }: { timing(at: Instant): Timing; dueAt?: string | undefined }) {
  const drawn = useTimed(() => {
    const { tone, words } = timing(now())
    return `${tone} ${words}`
  })
  const [tone, ...words] = drawn.split(' ') as [Timing['tone'], ...string[]]
  const said = words.join(' ')
  const Icon = said === t.paused ? PauseIcon : ICONS[tone]
  return (
    <span className={`badge ${tone}`} title={dueAt && fill(t.dueAt, momentWords(dueAt, now()))}>
      <Icon />
      {said}
    </span>
  )
}
