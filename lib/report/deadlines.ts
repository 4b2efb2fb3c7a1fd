import type { Instant } from '../kernel/instant.ts'
import type { Clock } from '../sla/clock.ts'
import type { Report } from './report.ts'

/** What a resident is promised: by when somebody calls, by when it is dealt with. A stopped or paused clock promises nothing. */
export function deadlinesOf(report: Report): {
  contactBy?: Instant
  resolveBy?: Instant
  provisional: boolean
} {
  const { contact, resolve } = report.clocks
  const [called, settled] = [running(contact), running(resolve)]
  return {
    ...(called && { contactBy: called.dueAt }),
    ...(settled && { resolveBy: settled.dueAt }),
    provisional: [called, settled].some((clock) => clock?.provisional === true),
  }
}

const running = (clock: Clock | undefined) => (clock?.phase === 'running' ? clock : undefined)
