import { randomUUID } from 'node:crypto'
import { handSlice } from '../../functions/publicity/run-campaign.ts'
import { later, SECOND } from '../../lib/kernel/instant.ts'
import type { AggregateTable, Stored } from '../../lib/tables/aggregate.ts'
import type { Access, Variation } from './world-services.ts'

const unfiled = new WeakMap<readonly unknown[], () => Promise<void>>()

/**
 * The tests of the tests: ways in which this system could be wrong, each a part that is wrapped on its way to a function.
 * A simulation that lets one of them live does not keep its own promise.
 */
export const MUTANTS: Record<string, Variation> = {
  'a form makes a new report each time it is sent': {
    reportLedger: (real) => ({
      ...real,
      create: (_, cause, make) => {
        const id = randomUUID().replaceAll('-', '')
        return real.create(id, cause, (now) => {
          const made = make(now)
          return { ...made, value: { ...made.value, id } }
        })
      },
    }),
  },

  'messages are sent but not stored as owed': {
    table: (real) => ({
      ...real,
      save: (stored, was) => real.save({ ...stored, owed: { ...stored.owed, messages: [] } }, was),
    }),
  },

  'the sender settles, before anybody has heard': {
    publish: (send, tables) => async (messages, delay) => {
      await send(messages, delay)
      for (const { subject, id } of messages) await settleOne(tables, subject, id)
    },
  },

  'the relay settles what it has sent': {
    publish: (send, tables, who) => async (messages, delay) => {
      await send(messages, delay)
      if (who === 'payDebts') for (const { subject, id } of messages) await settleOne(tables, subject, id)
    },
  },

  'the relay sends under a new name': {
    publish: (send, _, who) => (messages, delay) =>
      send(who === 'payDebts' ? messages.map((one) => ({ ...one, id: `${one.id}.again` })) : messages, delay),
  },

  'a save does not look at the version': {
    table: (real) => ({
      ...real,
      save: async (stored, was) => {
        const found = was === 0 ? undefined : await real.find(stored.value.id)
        await real.save(stored, found?.version ?? was)
      },
    }),
  },

  'settling forgets what was added meanwhile': {
    table: (real) => ({
      ...real,
      settle: async (stored, rest) => {
        const found = await real.find(stored.value.id)
        if (found) await real.settle({ ...stored, version: found.version, owed: found.owed }, rest)
      },
    }),
  },

  'history is forgotten before it is filed': {
    history: (real) => ({
      ...real,
      file: async (entries) => void unfiled.set(entries, () => real.file(entries)),
    }),
    table: (real) => ({
      ...real,
      settle: async (stored, rest) => {
        await real.settle(stored, rest)
        await unfiled.get(stored.owed.history)?.()
      },
    }),
  },

  'a rung counts from now, not from the deadline that was missed': {
    calendar: (real, now) => ({
      ...real,
      plusWorking: (from, ms) => real.plusWorking([from, now()].toSorted().at(-1)!, ms),
      in() {
        return this
      },
    }),
  },

  'the clock of a function runs half a minute fast': {
    now: (real) => () => later(real(), 30 * SECOND),
  },

  'the sweep only looks ahead': {
    table: (real, now) => ({
      ...real,
      due: async (...asked) => (await real.due(...asked)).filter(({ at }) => at >= now()),
    }),
  },

  'a slice is handed over whenever it is asked for': {
    handSlice: (parts) => (message) => {
      const { from } = message.data
      const change: Access['ledgerOfCampaigns']['change'] = (id, cause, decide) =>
        parts.ledger.change(id, cause, (campaign, at, version) =>
          decide(campaign && { ...campaign, status: 'running', sent: from }, at, version),
        )
      return handSlice({ ...parts, ledger: { change } })(message)
    },
  },

  'a listener settles before it acts': {
    reportLedger: (real) => ({
      ...real,
      hear: async (message, effect) => {
        let given: Parameters<typeof effect> | undefined
        await real.hear(message, async (...found) => {
          given = found
        })
        await effect(...given!)
      },
    }),
  },
}

async function settleOne(
  { reports, campaigns }: Pick<Access, 'reports' | 'campaigns'>,
  subject: string,
  id: string,
): Promise<void> {
  await settle(reports, await reports.find(subject), id)
  await settle(campaigns, await campaigns.find(subject), id)
}

async function settle<State>(table: AggregateTable<State>, found: Stored<State> | undefined, id: string) {
  if (!found?.owed.messages.some((message) => message.id === id)) return
  await table.settle(found, { ...found.owed, messages: found.owed.messages.filter((one) => one.id !== id) })
}
