import type { Instant } from '../kernel/instant.ts'
import { isConfidential } from './categories.ts'
import type { Report } from './report.ts'

/** What a resident is promised: by when somebody calls, by when it is dealt with. A stopped or paused clock promises nothing. */
export function deadlinesOf(report: Report): {
  contactBy?: Instant
  resolveBy?: Instant
  provisional: boolean
} {
  if (isConfidential(report)) return { provisional: false }
  const { contact, resolve } = report.clocks
  return {
    ...(contact.phase === 'running' && { contactBy: contact.dueAt }),
    ...(resolve.phase === 'running' && { resolveBy: resolve.dueAt }),
    provisional: [contact, resolve].some((clock) => clock.phase === 'running' && clock.provisional === true),
  }
}
