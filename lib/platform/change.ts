import type { Message, MessageOf, MessageType } from '../contracts/messages.ts'
import type { HistoryEntry, Owed } from '../contracts/state.ts'
import { earliest, HOUR, type Instant, later, SECOND } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { changedFacts, type Facts } from '../report/facts.ts'
import type { Outcome } from '../report/report.ts'
import { type AggregateTable, isOwing, type Stored } from '../tables/aggregate.ts'
import type { History } from '../tables/history.ts'
import { sha256 } from './keys.ts'
import type { Log } from './log.ts'

/** Who or what asks for a change: a person's request, or a queue message (`heard`) whose debt the change settles. */
export type Cause = { id: string; actor: string; role: string; heard?: string }

type Aggregate = { id: string; status: string }
type AnyEvent = { [Type in MessageType]: { type: Type; data: MessageOf<Type>['data'] } }[MessageType]
export type Decision<State, Event> = Outcome<State, Event> | undefined
export type Decide<State, Event> = (
  state: State | undefined,
  now: Instant,
  version: number,
) => Decision<State, Event> | Promise<Decision<State, Event>>

export type Ledger<State, Event> = {
  /**
   * The one door. Load, decide, save in one conditional put the new state, its line of history and the messages it owes,
   * then send. It returns once the state is stored; a send that fails stays owed and the relay pays it.
   * Undefined from `decide` changes nothing (and settles the message that asked).
   */
  change(id: string, cause: Cause, decide: Decide<State, Event>): Promise<Stored<State> | undefined>
  /** The same for something new, without a read: when it exists already, that is what comes back, with `isNew` false. */
  create(
    id: string,
    cause: Cause,
    make: (now: Instant) => Outcome<State, Event>,
  ): Promise<{ stored: Stored<State>; isNew: boolean }>
  /**
   * For listeners that do not change what they hear about: run the effect on the current state, then settle. `earlier`: what was
   * said before this and nobody has heard yet, for those who must keep the order.
   */
  hear(message: Message, effect: (state: State, earlier: readonly Message[]) => Promise<void>): Promise<void>
  /** Sends again what is still owed and files history that was left behind. Returns since when it was owed. */
  pay(id: string): Promise<Instant | undefined>
}

export type LedgerParts<State, Event = AnyEvent> = {
  table: AggregateTable<State>
  /**
   * What the history must know to be counted later, as it is after a decision with these events. A line carries what differs
   * from the line before: 30 to 60 bytes of JSON where something does (receipt, route, climb, rating), nothing on the others.
   */
  factsOf?(value: State, events: readonly Event[]): Facts
  history: History
  publish(messages: readonly Message[]): Promise<void>
  now(): Instant
  log: Log
}

/** How long a listener has to hear a message before the relay doubts that it was sent. */
export const GRACE = 60 * SECOND
const NOTHING: Owed = { messages: [], history: [] }

export function ledger<State extends Aggregate, Event extends AnyEvent>(
  parts: LedgerParts<State, Event>,
): Ledger<State, Event> {
  const { table, history, publish, now, log, factsOf = () => ({}) } = parts

  const send = async (stored: Stored<State>, messages: readonly Message[]) => {
    try {
      if (messages.length > 0) await publish(messages)
      // Whoever hears a message settles it, in the write that its effect needs anyway; with nobody to hear, we do it here.
      else if (stored.owed.messages.length === 0) await settle(stored, NOTHING)
    } catch (error) {
      log.warn('left owing', { subject: stored.value.id, error: error as Error })
    }
  }

  /** Files the history, then forgets it together with what has been heard. In this order: a crash between repeats, never loses. */
  const settle = async (stored: Stored<State>, rest: Owed) => {
    if (stored.owed.history.length > 0) await history.file(stored.owed.history)
    await table.settle(stored, rest)
  }

  const settleHeard = async (found: Stored<State>, heard: string | undefined) => {
    if (!heard || !found.owed.messages.some(({ id }) => id === heard)) return
    await settle(found, { messages: found.owed.messages.filter(({ id }) => id !== heard), history: [] })
  }

  const commit = async (
    found: Stored<State> | undefined,
    outcome: Outcome<State, Event>,
    cause: Cause,
    at: Instant,
  ) => {
    const before = found ? factsOf(found.value, []) : {}
    const facts = changedFacts(before, factsOf(outcome.value, outcome.events))
    const { stored, messages } = next(found, outcome, cause, at, facts)
    await table.save(stored, found?.version ?? 0)
    await send(stored, messages)
    return stored
  }

  return {
    change: (id, cause, decide) =>
      onConflict(async () => {
        const [found, at] = [await table.find(id), now()]
        const outcome = await decide(found?.value, at, found?.version ?? 0)
        if (outcome) return commit(found, outcome, cause, at)
        if (found) await settleHeard(found, cause.heard)
        return found
      }),

    async create(id, cause, make) {
      const at = now()
      try {
        return { stored: await commit(undefined, make(at), cause, at), isNew: true }
      } catch (error) {
        const existing = error instanceof Conflict ? await table.find(id) : undefined
        if (!existing) throw error
        return { stored: existing, isNew: false }
      }
    },

    async hear(message, effect) {
      let isDone = false
      await onConflict(async () => {
        const found = await table.find(message.subject)
        if (!found) throw new Error(`nothing is stored that could have said ${message.type}`)
        const place = found.owed.messages.findIndex(({ id }) => id === message.id)
        if (!isDone) await effect(found.value, found.owed.messages.slice(0, Math.max(0, place)))
        isDone = true
        await settleHeard(found, message.id)
      })
    },

    pay: (id) =>
      onConflict(async () => {
        const found = await table.find(id)
        if (!found || !isOwing(found.owed)) return undefined
        const { messages } = found.owed
        if (messages.length === 0) await settle(found, NOTHING)
        else {
          await publish(messages)
          const tries = (found.tries ?? 0) + 1
          await table.postpone(found, later(now(), Math.min(GRACE * 2 ** tries, HOUR)), tries)
        }
        return earliest(...[...messages, ...found.owed.history].map(({ at }) => at))
      }),
  }
}

/** The item after a decision: history chained on, messages named after their place so that a repeat has the same id. */
function next<State extends Aggregate, Event extends AnyEvent>(
  found: Stored<State> | undefined,
  outcome: Outcome<State, Event>,
  cause: Cause,
  at: Instant,
  facts: Facts | undefined,
): { stored: Stored<State>; messages: Message[] } {
  const { value, what, why, said, via, role = cause.role, events } = outcome
  const version = (found?.version ?? 0) + 1
  const line = {
    id: value.id,
    seq: version,
    at,
    actor: cause.actor,
    role,
    what,
    ...(why && { why }),
    ...(said && { said }),
    ...(via && { via }),
    ...(found && { from: found.value.status }),
    to: value.status,
    ...(facts && { facts }),
    prevHash: found?.head ?? '',
  }
  const entry: HistoryEntry = { ...line, hash: hashOf(line) }
  const messages = events.map((event, index) => ({
    id: `${value.id}.${version}.${index}`,
    type: event.type,
    at,
    subject: value.id,
    causedBy: cause.id,
    data: event.data,
  })) as Message[]
  const owed = {
    messages: [...(found?.owed.messages ?? []).filter(({ id }) => id !== cause.heard), ...messages],
    history: [...(found?.owed.history ?? []), entry],
  }
  // The old time stays while it is near: an index key that does not change costs no write.
  const debtAt = earliest(found?.debtAt, later(at, GRACE))!
  return { stored: { value, version, head: entry.hash, owed, debtAt }, messages }
}

/** The line and the hash before it: change, drop or swap any line of a chain and every later hash is wrong. */
export function hashOf(line: Omit<HistoryEntry, 'hash'>): string {
  return sha256(JSON.stringify(inOrder(line)))
}

/** By name, at every depth: a table gives the fields of a map back in an order of its own. */
function inOrder(fields: object): [string, unknown][] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, typeof value === 'object' ? inOrder(value) : value])
}

const ATTEMPTS = 5

async function onConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error
    }
  }
}
