import type { Message } from '../../lib/contracts/messages.ts'
import type { HistoryEntry, Owed } from '../../lib/contracts/state.ts'
import { type Instant, later, MINUTE } from '../../lib/kernel/instant.ts'
import type { Report } from '../../lib/report/report.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import { aReport, MONDAY } from './given.ts'

export const afterMinutes = (minutes: number): Instant => later(MONDAY, minutes * MINUTE)

export function aMessage(id: string, subject = aReport().id): Message {
  return {
    id,
    type: 'report.received',
    at: MONDAY,
    subject,
    causedBy: 'request',
    data: { category: 'parking' },
  }
}

export function aLine(seq: number, about: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: aReport().id,
    seq,
    at: MONDAY,
    actor: 'ann',
    role: 'community_worker',
    what: 'contact',
    to: 'contacted',
    prevHash: String(seq - 1),
    hash: String(seq),
    ...about,
  }
}

export const owing = (messages: number, history: number): Owed => ({
  messages: Array.from({ length: messages }, (_, n) => aMessage(`m${n}`)),
  history: Array.from({ length: history }, (_, n) => aLine(n + 1)),
})
export const NOTHING = owing(0, 0)

/** A report at a version, owing one message and one line of history unless the test says otherwise. */
export function aStored(about: Partial<Report> = {}, rest: Partial<Stored<Report>> = {}): Stored<Report> {
  return {
    value: aReport(about),
    version: 1,
    head: 'h1',
    owed: owing(1, 1),
    debtAt: afterMinutes(1),
    ...rest,
  }
}
