import { type Instant, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { QUEUES, type QueueName } from '../../lib/stack/stack.ts'
import { CAMPAIGN } from '../../lib/tables/campaigns.ts'
import { REPORT } from '../../lib/tables/reports.ts'
import { type HostileQueue, hostileQueue } from './hostile-queue.ts'
import { memoryHistory } from './memory-history.ts'
import { memoryTable } from './memory-table.ts'
import { answersOf, type Ending, type Run, type Runs, reach, reachHistory, runsIn } from './world-runs.ts'
import {
  type Access,
  type Announced,
  accessOf,
  consumer,
  SCHEDULED,
  type Stores,
  type Variation,
} from './world-services.ts'
import { type VirtualTime, virtualTime } from './world-time.ts'
import { CALM, type Chance, chanceOf, type Tally, tally, type Weather } from './world-weather.ts'

export type World = {
  seed: number
  time: VirtualTime
  chance: Chance
  tally: Tally
  runs: Runs
  stores: Stores
  queues: Record<QueueName, HostileQueue>
  /** A person's request: a function that may die; a client gives up waiting before it is over. */
  request<T>(who: string, work: (access: Access) => Promise<T>): Promise<Ending<T>>
  advance(until: Instant): Promise<void>
  turn(weather: Weather): void
  /** No new mischief; what went wrong stays wrong until the system puts it right. */
  calm(): void
  tablesDown(ms: number): void
  queuesDown(ms: number): void
  isQuiet(): boolean
}

type Making = { seed: number; start: Instant; weather: Weather; vary?: Variation }

const REQUEST_LIMIT = 10 * SECOND
const PATIENCE = 8 * SECOND
const LETTERS_THAT_MAY_FAIL = 0.04
const SCHEDULE_LIMIT = 60 * SECOND
/** A sweep looks this far ahead: before that there is nothing it could find. */
const AHEAD = 75 * SECOND

/** The whole system on one thread and one clock: real use cases, stores that fail, queues that misbehave. */
export function worldOf({ seed, start, weather: initial, vary = {} }: Making): World {
  const [time, chance, counts] = [virtualTime(start), chanceOf(seed), tally()]
  let weather = initial
  const down = { tables: 0, queues: 0 }
  const sky = { time, chance, tally: counts, weather: () => weather }
  const runs = runsIn({ ...sky, isTableDown: () => time.ms() < down.tables })
  const stores: Stores = {
    reports: memoryTable(REPORT),
    campaigns: memoryTable(CAMPAIGN),
    history: memoryHistory(),
    announced: new Map<string, Announced>(),
  }
  const answers = answersOf()
  const minutes = minutesOf(stores)

  const access = (run: Run, who: string): Access =>
    accessOf(
      {
        now: time.now,
        sleep: time.sleep,
        reports: reach(runs, run, stores.reports, minutes.forget, answers),
        campaigns: reach(runs, run, stores.campaigns, minutes.forget, answers),
        history: reachHistory(runs, run, stores.history),
        sqs: {
          send: ((command: { input: { QueueUrl: QueueName } }) =>
            runs.step(run, 'send', async () =>
              queues[command.input.QueueUrl].send(command as never, run.isSpared),
            )) as never,
        },
        announce: async (delivery) => {
          const add = async () => {
            if (!stores.announced.has(delivery.id))
              stores.announced.set(delivery.id, { ...delivery, trulyAt: time.now() })
          }
          // A slice is a hundred letters; if each could fail on its own, none would ever get through.
          const isOwnStep = delivery.type !== 'campaign.slice' || chance.isUp(LETTERS_THAT_MAY_FAIL)
          await (isOwnStep ? runs.step(run, 'put', add) : add())
        },
      },
      who,
      vary,
    )

  const queues = Object.fromEntries(
    (Object.keys(QUEUES) as QueueName[]).map((name) => [
      name,
      hostileQueue(
        QUEUES[name],
        consumer(name, (run) => access(run, name)),
        { ...sky, runs, isDown: () => time.ms() < down.queues },
      ),
    ]),
  ) as Record<QueueName, HostileQueue>

  const scheduled = () => {
    for (const [name, work] of Object.entries(SCHEDULED)) {
      const { missed, twice, late } = weather.schedule
      if (chance.isUp(missed)) {
        counts.count('schedule missed')
        continue
      }
      for (let copies = chance.isUp(twice) ? 2 : 1; copies > 0; copies--) {
        const wait = chance.between(0, chance.isUp(late) ? 50 * SECOND : 2 * SECOND)
        time.after(wait, () => void runs.start(SCHEDULE_LIMIT, false, (run) => work(access(run, name))))
      }
    }
  }

  return {
    seed,
    time,
    chance,
    tally: counts,
    runs,
    stores,
    queues,
    request: (who, work) =>
      Promise.race([
        runs.start(REQUEST_LIMIT, false, (run) => work(access(run, who))),
        time.sleep(PATIENCE).then(() => ({ how: 'killed' }) as const),
      ]),

    /** Idle stretches are skipped: the next thing is a job that waits, or the first minute in which a sweep finds work. */
    async advance(until) {
      const end = msOf(until)
      await new Promise(setImmediate) // what was begun outside reaches its first wait
      for (;;) {
        const [job, minute] = [time.next() ?? Infinity, minutes.next(time.ms())]
        if (Math.min(job, minute) > end) return time.skipTo(end)
        if (minute < job) {
          time.skipTo(minute)
          minutes.passed(minute)
          scheduled()
        } else await time.step()
      }
    },
    turn(next) {
      weather = next
    },
    calm() {
      weather = CALM
      Object.assign(down, { tables: 0, queues: 0 })
    },
    tablesDown: (ms) => {
      down.tables = time.ms() + ms
    },
    queuesDown: (ms) => {
      down.queues = time.ms() + ms
    },
    isQuiet: () =>
      runs.active() === 0 &&
      Object.values(queues).every((queue) => queue.size() === 0) &&
      !stores.reports.firstDebt() &&
      !stores.campaigns.firstDebt(),
  }
}

/** The next whole minute in which a sweep or the relay would find something; worked out again only after a write. */
function minutesOf({ reports, campaigns }: Stores) {
  let last = 0
  let work: number | undefined
  const soonest = () =>
    Math.min(
      ...[reports.firstDue(), campaigns.firstDue()].map((at) => (at ? msOf(at) - AHEAD : Infinity)),
      ...[reports.firstDebt(), campaigns.firstDebt()].map((at) => (at ? msOf(at) : Infinity)),
    )
  return {
    forget: () => {
      work = undefined
    },
    passed: (minute: number) => {
      last = minute
    },
    next(now: number) {
      work ??= soonest()
      return Math.max(last + MINUTE, Math.ceil(Math.max(now, work) / MINUTE) * MINUTE)
    },
  }
}
