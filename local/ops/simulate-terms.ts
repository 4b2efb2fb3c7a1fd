import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { type Calendar, calendar, OFFICE_SHIFTS } from '../../lib/calendar/calendar.ts'
import { COUNTY_CALENDAR, inForce } from '../../lib/calendar/county.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { PolicyTerms } from '../../lib/contracts/state.ts'
import { instant } from '../../lib/kernel/instant.ts'
import { contradictions } from '../../lib/sla/contradictions.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import { tableEnv } from '../../lib/stack/stack.ts'
import { calendarsTable } from '../../lib/tables/calendars.ts'
import { policiesTable } from '../../lib/tables/policies.ts'
import type { Ops } from './command.ts'

/** What is in force, and what is tried in its place. Without a stack, what comes with the program is in force. */
type Both<T> = { now: T; tried: T }

export async function policiesFor(named: string | undefined, { db, env, now }: Ops): Promise<Both<Policy>> {
  const table = env[tableEnv('policies')]
  const stored = table ? policiesTable(db, table) : undefined
  const current = (await stored?.current(instant(now))) ?? DEFAULT_POLICY
  if (!named) return { now: current, tried: current }
  if (named.endsWith('.json')) return { now: current, tried: draftIn(named) }
  if (stored) return { now: current, tried: await stored.version(named) }
  if (named !== current.version)
    throw new Error(`${tableEnv('policies')} is not set: start the stack (npm start)`)
  return { now: current, tried: current }
}

const Draft = z.object({ version: z._default(z.string(), 'draft'), ...PolicyTerms })

/** A file as POST /api/staff/policies takes it; what contradicts itself is said at once, all of it. */
function draftIn(file: string): Policy {
  const draft = Draft.parse(JSON.parse(readFileSync(file, 'utf8')))
  const wrong = contradictions(draft).map(({ class: matter, clock, zh, en }) =>
    [matter, clock, `${zh} · ${en}`].filter(Boolean).join(' '),
  )
  if (wrong.length > 0) throw new Error(`${file}\n  ${wrong.join('\n  ')}`)
  return { ...draft, effectiveAt: DEFAULT_POLICY.effectiveAt }
}

const Days = z.record(z.string(), z.enum(['off', 'worked']))

export async function calendarsFor(file: string | undefined, { db, env, now }: Ops): Promise<Both<Calendar>> {
  const table = env[tableEnv('calendars')]
  const county = table ? (await calendarsTable(db, table).find(COUNTY_CALENDAR))?.value : undefined
  const { years, overrides, hours } = inForce(county, instant(now))
  const tried = file ? Days.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  const made = (days: typeof overrides) => calendar({ ...years, ...YEARS }, OFFICE_SHIFTS, days, hours)
  return { now: made(overrides), tried: made({ ...overrides, ...tried }) }
}
