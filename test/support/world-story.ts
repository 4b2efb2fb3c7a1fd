import { submitReport } from '../../functions/intake/submit-report.ts'
import type { Message } from '../../lib/contracts/messages.ts'
import { type Instant, wallClock } from '../../lib/kernel/instant.ts'
import type { Category } from '../../lib/report/categories.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { aCaller, aForm, aRequest, at, SOME_KEYS } from './builders.ts'
import { type World, worldOf } from './world.ts'
import { CALENDAR, POLICIES } from './world-county.ts'
import { reportIdOf } from './world-people.ts'
import { CALM } from './world-weather.ts'

/** One calm day in the county, told step by step: the test says what goes wrong, and when. */
export function aDay(start: string, seed = 1) {
  const world: World = worldOf({ seed, start: at(start), weather: CALM })
  const day = start.slice(0, 10)
  let forms = 0
  const story = {
    world,

    async comesTo(time: string) {
      await world.advance(at(`${day} ${time}`))
    },

    /** A report under clocks of so many minutes, or under the county's own. Gives the id it is stored by. */
    async report(category: Category, minutes?: { contact: number; resolve: number }): Promise<string> {
      const key = `form-of-the-day-${forms++}`
      const policy = minutes
        ? drillPolicy(
            `drill-${minutes.contact}-${minutes.resolve}`,
            at(start),
            minutes.contact,
            minutes.resolve,
          )
        : POLICIES.get('default-2')!
      POLICIES.set(policy.version, policy)
      const keys = {
        codeKeys: SOME_KEYS,
        pinKeys: SOME_KEYS,
        dataKeys: SOME_KEYS,
        take: async () => [],
        settle: async () => {},
        admit: async () => [],
      }
      const sent = world.request('submitReport', ({ ledgerOfReports: ledger, now }) =>
        submitReport({
          ledger,
          policyAt: async () => policy,
          places: async () => undefined,
          calendar: async () => CALENDAR,
          now,
          ...keys,
        })(aRequest<'submitReport'>({ body: aForm({ category }) }), aCaller({ key })),
      )
      await world.advance(new Date(world.time.ms() + 1_000).toISOString() as Instant)
      expect((await sent).how).toBe('done')
      return reportIdOf(key)
    },

    /** From now on the queues take every message and lose it. */
    losesMessages() {
      world.turn({ ...CALM, message: { ...CALM.message, lost: 1 } })
    },
    recovers: () => world.turn(CALM),

    async historyOf(id: string): Promise<string[]> {
      const found = world.stores.reports.all().find(({ value }) => value.id === id)!
      const filed = await world.stores.history.of(id)
      return [...filed, ...found.owed.history]
        .filter((line, index, lines) => lines.findIndex(({ seq }) => seq === line.seq) === index)
        .map(({ at: moment, what }) => `${wallClock(moment).slice(11)} ${what}`)
    },

    /** `contact 10:00 → street, said at 10:00` for each rung. */
    climbsOf(id: string): string[] {
      const bodies: Message[] = [...world.stores.announced.values()].map(({ body }) => body)
      const climbs = bodies.flatMap((body) => {
        if (body.type !== 'report.escalated' || body.subject !== id) return []
        const [missed, said] = [body.data.missedAt, body.at].map((moment) => wallClock(moment).slice(11))
        return [`${body.data.clock} ${missed} → ${body.data.to}, said at ${said}`]
      })
      return climbs.sort()
    },

    movesOf: (id: string) =>
      [...world.stores.announced.values()].filter(
        ({ subject, type }) => subject === id && type === 'report.moved',
      ).length,
  }
  return story
}
