import { calendar, OFFICE_SHIFTS } from '../../../lib/calendar/calendar.ts'
import type { Years } from '../../../lib/calendar/days.ts'
import type { AreaHours } from '../../../lib/calendar/hours.ts'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { DAY, type Instant, later } from '../../../lib/kernel/instant.ts'
import { beginOf, type Month, monthAfter } from '../../../lib/kernel/month.ts'
import { arrivals, FLOW } from '../../../lib/simulate/arrivals.ts'
import { type Comparison, comparison } from '../../../lib/simulate/compare.ts'
import { courseOf, fateOf } from '../../../lib/simulate/people.ts'
import { seeded } from '../../../lib/simulate/random.ts'
import type { Policy } from '../../../lib/sla/policy.ts'
import { call } from '../api.ts'
import type { Draft } from './draft.ts'

type Page = AnswerOf<'simulatePolicy'>
export type OpenTrial = Omit<Page, 'next'>

/** Every page, added up: the server looks at a shard of the open reports at a time. */
export async function tryOnOpen(draft: Draft): Promise<OpenTrial> {
  const pages: Page[] = []
  let cursor: string | undefined
  do {
    const page: Page = await call('simulatePolicy', { body: { ...draft, ...(cursor && { cursor }) } })
    pages.push(page)
    cursor = page.next
  } while (cursor)
  return {
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
    shifts: pages[0]!.shifts.map((first, index) => {
      const all = pages.map(({ shifts }) => shifts[index]!)
      const sum = (of: (one: typeof first) => number) => all.reduce((total, one) => total + of(one), 0)
      return {
        clock: first.clock,
        earlier: sum(({ earlier }) => earlier),
        later: sum(({ later }) => later),
        same: sum(({ same }) => same),
        begun: sum(({ begun }) => begun),
        ended: sum(({ ended }) => ended),
        breached: sum(({ breached }) => breached),
      }
    }),
    cases: pages.flatMap(({ cases }) => cases).slice(0, SHOWN),
  }
}

const SHOWN = 20

/** Enough to see a difference by; a minute of nobody's time. */
const CASES = 5_000
/** So many at once; in between, the page may draw. */
const BREATH = 100
const AFTERWARDS = 90 * DAY

export type YearTrial = Comparison & { year: string; cases: number }

/** The rules themselves run here, in the browser: the county's server has nothing to do with a made-up year. */
export async function tryOnYear(current: Policy, draft: Draft): Promise<YearTrial> {
  const { today, years, overrides, hours } = await call('readCalendar', {})
  const year = today.slice(0, 4)
  const [from, to] = [beginOf(`${year}-01` as Month), beginOf(monthAfter(`${year}-12` as Month))]
  const days = calendar(years as Years, OFFICE_SHIFTS, overrides, hours as unknown as AreaHours)
  const tried: Policy = { ...draft, version: 'draft', effectiveAt: current.effectiveAt }
  const until: Instant = later(to, AFTERWARDS)
  const both = comparison({ policy: current, calendar: days }, { policy: tried, calendar: days }, until)
  const random = seeded(1)
  let count = 0
  for (const arrival of arrivals(random, from, to, { ...FLOW, perYear: CASES })) {
    const fate = fateOf(arrival, random)
    both.add((worked) => courseOf(fate, worked))
    if (++count % BREATH === 0) await new Promise((done) => setTimeout(done))
  }
  return { ...both.result(), year, cases: count }
}
