import type { Scheduler } from 'fast-check'
import * as z from 'zod/mini'
import type { CampaignEvent } from '../../lib/campaign/campaign.ts'
import type { Message } from '../../lib/contracts/messages.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { type Ledger, type LedgerParts, ledger } from '../../lib/platform/change.ts'
import type { Outcome } from '../../lib/report/report.ts'
import type { AggregateTable, Shape } from '../../lib/tables/aggregate.ts'
import { SILENT } from './builders.ts'
import { memoryHistory } from './memory-history.ts'
import { memoryTable } from './memory-table.ts'

/** The smallest thing that changes: who has signed it, and what its second listener has counted. */
export type Petition = { id: string; status: string; signed: string[]; counted: string[] }
const PETITION: Shape<Petition> = {
  state: z.object({
    id: z.string(),
    status: z.string(),
    signed: z.array(z.string()),
    counted: z.array(z.string()),
  }),
  keysOf: () => ({}),
}
export const ID = 'petition-0'

/** What becomes of one operation: done, never begun, done without an answer, a race that was lost, the last of its run. */
export const FATES = ['done', 'refused', 'answerLost', 'echoed', 'contended', 'dies'] as const
export type Fate = (typeof FATES)[number]

/** A table that does not keep its promises, to see that somebody notices. */
export type Spoil = (table: AggregateTable<Petition>) => AggregateTable<Petition>
export type Race = ReturnType<typeof raceOf>

/** A table, a history and a lossy queue whose every operation waits for its turn and then for its fate. */
export function raceOf(scheduler: Scheduler, fates: readonly Fate[], spoil: Spoil = (table) => table) {
  const [table, history] = [spoil(memoryTable(PETITION)), memoryHistory()]
  const queue: Message[] = []
  const effects = new Set<string>()
  let turns = 0
  let isCalm = false

  const turn = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    if (isCalm) return work()
    await scheduler.schedule(Promise.resolve(), label)
    const fate = fates[turns++] ?? 'done'
    if (fate === 'dies') return new Promise<T>(() => {})
    if (fate === 'refused') throw new Error('refused')
    if (fate === 'contended' && label !== 'publish') throw new Conflict()
    const answer = await work()
    if (fate === 'answerLost') throw new Error('the answer was lost')
    if (fate === 'echoed' && label !== 'publish') throw new Conflict()
    return answer
  }
  const stepwise: AggregateTable<Petition> = {
    ...table,
    find: (id) => turn('find', () => table.find(id)),
    save: (stored, was) => turn('save', () => table.save(stored, was)),
    settle: (stored, rest) => turn('settle', () => table.settle(stored, rest)),
    postpone: (stored, debtAt, tries) => turn('postpone', () => table.postpone(stored, debtAt, tries)),
  }
  const parts: LedgerParts<Petition> = {
    table: stepwise,
    history: { ...history, file: (lines) => turn('file', () => history.file(lines)) },
    publish: (messages) =>
      turn('publish', async () => {
        // Of every three sends the queue forgets one.
        if (isCalm || turns % 3 > 0) queue.push(...messages)
      }),
    now: () => '2026-04-21T01:00:00.000Z' as Instant,
    log: SILENT,
  }
  const door: Ledger<Petition, CampaignEvent> = ledger(parts)

  return {
    door,
    table,
    history,
    effects,
    calm: () => {
      isCalm = true
    },
    /** Takes the next message and does what its listener does: one counts it in the petition, the other acts outside. */
    async hearNext() {
      await turn('receive', async () => {})
      const message = queue.shift()
      if (message?.type === 'campaign.slice')
        await door.hear(message, async () => void effects.add(message.id))
      if (message?.type === 'campaign.launched')
        await door.change(
          ID,
          { id: 'test', actor: 'counter', role: 'system', heard: message.id },
          (petition) =>
            petition && !petition.counted.includes(message.id)
              ? {
                  value: { ...petition, counted: [...petition.counted, message.id] },
                  what: 'count',
                  events: [],
                }
              : undefined,
        )
      return queue.length
    },
  }
}

/** Signs once, whoever asks again: two messages go out, each to a listener of its own. */
export function sign(name: string) {
  return (petition: Petition | undefined): Outcome<Petition, CampaignEvent> | undefined => {
    if (!petition || petition.signed.includes(name)) return undefined
    return {
      value: { ...petition, signed: [...petition.signed, name] },
      what: `sign by ${name}`,
      events: [
        { type: 'campaign.launched', data: { from: 0 } },
        {
          type: 'campaign.slice',
          data: { title: name, text: '', grids: [], slot: '2026-04-21T01:00:00.000Z' as Instant },
        },
      ],
    }
  }
}

export const emptyPetition: Outcome<Petition, CampaignEvent> = {
  value: { id: ID, status: 'open', signed: [], counted: [] },
  what: 'open',
  events: [],
}
