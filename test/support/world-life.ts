import { DAY, HOUR, type Instant, later, MINUTE } from '../../lib/kernel/instant.ts'
import type { Move } from '../../lib/report/moves.ts'
import type { QueueName } from '../../lib/stack/stack.ts'
import { at } from './builders.ts'
import { type World, worldOf } from './world.ts'
import { clerk, planner, reportIdOf, resident, type Told, toldNothing, walker } from './world-people.ts'
import { violationsOf } from './world-promises.ts'
import type { Variation } from './world-services.ts'
import { STORM, type Weather } from './world-weather.ts'

export type Life = {
  seed: number
  days?: number
  reports?: number
  campaigns?: number
  /** Who deals with a report step by step, dealt out in turn; beside the clerks, who press what they like. */
  walks?: readonly (readonly Move[])[]
  start?: string
  weather?: Weather
  vary?: Variation
}

export type Lived = {
  seed: number
  days: number
  violations: string[]
  /** Milliseconds between each missed deadline and the moment it was acted on. */
  lateness: number[]
  counts: Record<string, number>
}

/** Around Spring Festival, Labour Day, Mid-Autumn and National Day, and into a year whose holidays are unknown. */
const STARTS = ['2026-02-02 08:00', '2026-04-20 17:40', '2026-09-14 11:59', '2026-12-08 00:00'] as const

/** Debts that were sent in vain wait up to six hours before they are sent again. */
const LONGEST_CALM = 10 * HOUR

/** One world from its first morning to its last evening: a storm, then calm, then everything ever sent once more. */
export async function live(life: Life): Promise<Lived> {
  const { seed, days = 30, reports = 40, campaigns = 2, walks = [], weather = STORM, vary = {} } = life
  const start = at(life.start ?? STARTS[seed % STARTS.length]!)
  const world = worldOf({ seed, start, weather, vary })
  const told = toldNothing()
  const errors = invite(world, told, { days, reports, campaigns, walks })
  if (weather === STORM) disturb(world, days)

  await world.advance(later(start, days * DAY))
  world.calm()
  await settleDown(world)
  const complaints = [...errors]
  const waiting = reports - told.accepted.size
  if (waiting > 0) complaints.push(`${waiting} residents never had an answer`)
  if (!world.isQuiet()) complaints.push('something is still owed or under way after hours of calm')
  complaints.push(...strangersAmongTheDead(world))
  const { violations, lateness } = await violationsOf(world.stores, told, world.time.now())

  sendEverythingAgain(world)
  await settleDown(world)
  complaints.push(...strangersAmongTheDead(world))
  const after = await violationsOf(world.stores, told, world.time.now())
  complaints.push(
    ...violations,
    ...after.violations.map((what) => `after everything was sent again: ${what}`),
  )

  const accepted = told.accepted.size
  const sent = Object.values(world.queues).flatMap((queue) => queue.sent()).length
  const moves = told.moved.length
  const counts = { accepted, moves, sent, announced: world.stores.announced.size, ...world.tally.of() }
  return { seed, days, violations: complaints, lateness, counts }
}

function invite(
  world: World,
  told: Told,
  { days, reports, campaigns, walks }: Required<Pick<Life, 'days' | 'reports' | 'campaigns' | 'walks'>>,
): string[] {
  const { time, chance } = world
  const errors: string[] = []
  const come = (wait: number, person: () => Promise<void>) => {
    time.after(wait, () => {
      person().catch((error: Error) => errors.push(`a person met ${error.stack ?? error}`))
    })
  }
  for (let n = 0; n < reports; n++) {
    const key = `form-${world.seed}-${n}`
    // Most come any time; one in three in a rush, so that some share a second and a message.
    const wait = chance.isUp(0.3)
      ? 2 * DAY + chance.between(0, 2 * MINUTE)
      : chance.between(0, days * 0.75 * DAY)
    come(wait, () => resident(world, told, key))
    const walk = walks[n % (2 * walks.length)]
    if (walk) {
      come(wait, () => walker(world, told, reportIdOf(key), `walker-${n}`, walk))
      continue
    }
    if (chance.isUp(0.45)) come(wait, () => clerk(world, told, reportIdOf(key), `clerk-a-${n}`))
    if (chance.isUp(0.25)) come(wait, () => clerk(world, told, reportIdOf(key), `clerk-b-${n}`))
  }
  for (let n = 0; n < campaigns; n++) {
    come(chance.between(0, (days - 6) * DAY), () => planner(world, told, `campaign-${world.seed}-${n}`))
  }
  return errors
}

const POISON = [
  'poison that is not JSON',
  '{"poison":"of no shape"}',
  '{"id":"poison.1.0","type":"campaign.slice","at":"2026-01-01T00:00:00.000Z","subject":"poison","causedBy":"poison","data":{"title":"","text":"","grids":[],"slot":"2026-01-01T00:00:00.000Z"}}',
]

/** Queues lose all they hold, tables and queues are away for a while, and nobody knows who sent that. */
function disturb(world: World, days: number): void {
  const { time, chance, tally, queues } = world
  const names = Object.keys(queues) as QueueName[]
  const sometimes = (times: number, what: string, happens: () => void) => {
    for (let n = 0; n < times; n++) {
      time.after(chance.between(0, days * DAY), () => {
        tally.count(what)
        happens()
      })
    }
  }
  // The rush is when there is something to lose.
  time.after(2 * DAY + chance.between(0, 10 * MINUTE), () => wipe(world))
  sometimes(3, 'wipe calls', () => wipe(world))
  sometimes(2, 'queue outages', () => world.queuesDown(chance.between(MINUTE, 40 * MINUTE)))
  sometimes(2, 'table outages', () => world.tablesDown(chance.between(MINUTE, 2 * MINUTE)))
  sometimes(3, 'poison', () => queues[chance.pick(names)].put(chance.pick(POISON)))
}

function wipe({ queues, tally }: World): void {
  for (const queue of Object.values(queues)) tally.count('messages wiped', queue.wipe())
}

async function settleDown(world: World): Promise<void> {
  const end: Instant = later(world.time.now(), LONGEST_CALM)
  do await world.advance(later(world.time.now(), MINUTE))
  while (world.time.now() < end && !world.isQuiet())
}

function strangersAmongTheDead({ queues }: World): string[] {
  return Object.entries(queues).flatMap(([name, queue]) =>
    queue
      .dead()
      .filter((body) => !body.includes('poison'))
      .map((body) => `${name} gave up ${body}`),
  )
}

/** Dead letters twice, and every message there ever was: whoever has heard it already must not act again. */
function sendEverythingAgain({ queues }: World): void {
  for (const queue of Object.values(queues)) {
    const dead = queue.dead()
    queue.redrive()
    for (const body of [...dead, ...queue.sent()]) queue.put(body)
  }
}
