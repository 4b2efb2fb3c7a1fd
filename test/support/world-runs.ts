import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import type { AggregateTable, DueRow } from '../../lib/tables/aggregate.ts'
import type { History } from '../../lib/tables/history.ts'
import type { VirtualTime } from './world-time.ts'
import { type Chance, faultOf, STALL, type StoreFault, type Tally, type Weather } from './world-weather.ts'

/** What may happen to an operation: a list may be old, only a write can meet another writer. */
export type Kind = 'read' | 'write' | 'put' | 'list' | 'send'
const POSSIBLE: Record<Kind, readonly StoreFault[]> = {
  read: ['refused', 'killedBefore', 'killedAfter', 'stalled'],
  list: ['refused', 'killedBefore', 'killedAfter', 'stalled', 'stale'],
  send: ['killedBefore', 'killedAfter', 'stalled'],
  put: ['refused', 'answerLost', 'killedBefore', 'killedAfter', 'stalled'],
  write: ['refused', 'answerLost', 'echoed', 'contended', 'killedBefore', 'killedAfter', 'stalled'],
}

/** One start of a function. Once it is over nothing it began goes on: what waits, waits forever. */
export type Run = { isOver: boolean; isSpared: boolean; kill(): void }
export type Ending<T> = { how: 'done'; value: T } | { how: 'failed'; error: unknown } | { how: 'killed' }

export type Runs = {
  start<T>(limitMs: number, isSpared: boolean, work: (run: Run) => Promise<T>): Promise<Ending<T>>
  /** The only way a function reaches a table: every call is a step that may fail, lose its answer, or be the last. */
  step<T>(run: Run, kind: Kind, apply: () => Promise<T>, old?: () => T | undefined): Promise<T>
  active(): number
}

type Sky = { time: VirtualTime; chance: Chance; tally: Tally; weather(): Weather; isTableDown(): boolean }

export function runsIn({ time, chance, tally, weather, isTableDown }: Sky): Runs {
  let active = 0
  const never = <T>() => new Promise<T>(() => {})
  const travel = (run: Run, ms: number) =>
    new Promise<void>((arrived) => {
      time.after(ms, () => {
        if (!run.isOver) arrived()
      })
    })
  const die = <T>(run: Run) => {
    tally.count('kills')
    run.kill()
    return never<T>()
  }

  return {
    active: () => active,

    start: (limitMs, isSpared, work) =>
      new Promise((over) => {
        active++
        const end = (ending: Parameters<typeof over>[0]) => {
          if (run.isOver) return
          run.isOver = true
          active--
          expire()
          over(ending)
        }
        const run: Run = { isOver: false, isSpared, kill: () => end({ how: 'killed' }) }
        const expire = time.after(limitMs, () => {
          tally.count('timeouts')
          run.kill()
        })
        work(run).then(
          (value) => end({ how: 'done', value }),
          (error: unknown) => end({ how: 'failed', error }),
        )
      }),

    async step(run, kind, apply, old) {
      const drawn = run.isSpared ? undefined : faultOf(weather().store, chance.random())
      const fault = drawn && POSSIBLE[kind].includes(drawn) ? drawn : undefined
      if (fault) tally.count(`store ${fault}`)
      await travel(run, fault === 'stalled' ? chance.between(...STALL) : chance.between(2, 40))
      if (kind !== 'send' && isTableDown()) throw new Error('the table does not answer')
      if (fault === 'killedBefore') return die(run)
      if (fault === 'refused') throw new Error('the table refused')
      if (fault === 'contended') throw new Conflict()
      const answer = (fault === 'stale' && old?.()) || (await apply())
      if (fault === 'killedAfter') return die(run)
      if (fault === 'answerLost') throw new Error('the answer was lost')
      if (fault === 'echoed') throw new Conflict()
      return answer
    },
  }
}

/** A table as one run of a function reaches it. */
export function reach<State>(
  { step }: Runs,
  run: Run,
  table: AggregateTable<State>,
  onWrite: () => void,
  answers: Answers,
): AggregateTable<State> {
  const write = (work: () => Promise<void>) => step(run, 'write', () => work().finally(onWrite))
  const list =
    (index: 'due' | 'debts'): AggregateTable<State>['due'] =>
    async (shard, before, limit, after) => {
      const rows = () => table[index](shard, before, limit, after)
      if (after) return step(run, 'list', rows)
      // Most shards are empty most of the time; an empty answer needs no journey of its own.
      const isWorthwhile = (await rows()).length > 0 || answers.has(table, index, shard, before)
      const found = isWorthwhile
        ? await step(run, 'list', rows, () => answers.old(table, index, shard, before))
        : []
      answers.keep(table, index, shard, before, found)
      return found
    }
  return {
    find: (id) => step(run, 'read', () => table.find(id)),
    save: (stored, was) => write(() => table.save(stored, was)),
    settle: (stored, rest) => write(() => table.settle(stored, rest)),
    postpone: (stored, debtAt, tries) => write(() => table.postpone(stored, debtAt, tries)),
    due: list('due'),
    debts: list('debts'),
  }
}

export function reachHistory({ step }: Runs, run: Run, history: History): History {
  return {
    file: (entries) => step(run, 'put', () => history.file(entries)),
    of: (id) => step(run, 'read', () => history.of(id)),
  }
}

/** What an index answered a little while ago: it may answer that again, as an index that lags does. */
export type Answers = ReturnType<typeof answersOf>
const LAG = 2 * 60_000

export function answersOf() {
  const kept = new Map<object, Map<string, { at: number; rows: DueRow[] }>>()
  const old = (table: object, index: string, shard: string, before: Instant) => {
    const answer = kept.get(table)?.get(index + shard)
    return answer && Date.parse(before) - answer.at <= LAG ? answer.rows : undefined
  }
  return {
    old,
    has: (table: object, index: string, shard: string, before: Instant) =>
      (old(table, index, shard, before)?.length ?? 0) > 0,
    keep(table: object, index: string, shard: string, before: Instant, rows: DueRow[]) {
      const answers = kept.get(table) ?? new Map()
      kept.set(table, answers.set(index + shard, { at: Date.parse(before), rows }))
    },
  }
}
