import { type Area, COUNTY } from '../grid/area.ts'
import {
  DAY,
  type Day,
  dayOf,
  type Instant,
  isBefore,
  nextDay,
  startOf,
  weekdayOf,
} from '../kernel/instant.ts'
import type { Outcome } from '../report/report.ts'
import { isDay, type Overrides, type Years } from './days.ts'
import { type AreaHours, type HoursFrom, shiftsIn } from './hours.ts'

/** One day: nobody works, everybody works, or again what the State Council published (an earlier decision taken back). */
export type DayDecision = { day: Day; kind: 'off' | 'worked' | 'published' }
/** What the days off of a year are for, from the day at which each begins. */
export type Festival = { from: string; name: string }
/** A year as the State Council's notice sets it: weekdays off and weekend days worked in exchange, as `MM-DD`. */
export type YearNotice = { year: string; off: string[]; worked: string[]; festivals?: Festival[] | undefined }
/** Hours of its own for a grid, a community or a street, from a day on; without a week, those of the area above it again. */
export type HoursDecision = { area: Area } & HoursFrom

/** What somebody decided about working days, why, who, and from which moment it counts. */
export type CalendarDecision = (DayDecision | YearNotice | HoursDecision) & {
  why: string
  by: string
  effectiveAt: Instant
}

/** The county's own word about its working days, beside the years that came with the program (years.ts). */
export type CountyCalendar = {
  id: typeof COUNTY_CALENDAR
  status: 'kept'
  decisions: CalendarDecision[]
  /** The days that the open reports have been reckoned with, as `versionOf` names them. */
  told?: string
  /** The day somebody was last told that the known years run out. */
  warnedOn?: Day
}

/** The last character is its shard, like every id's. */
export const COUNTY_CALENDAR = 'county-0'

export type CalendarEvent =
  | { type: 'calendar.changed'; data: { shard: string } }
  | { type: 'calendar.horizon'; data: { until: Day; days: number } }
export type CalendarOutcome = Outcome<CountyCalendar, CalendarEvent>

const UNTOUCHED: CountyCalendar = { id: COUNTY_CALENDAR, status: 'kept', decisions: [] }

/** A decision is kept for ever; a later one about the same day or year goes before it. */
export function decide(county: CountyCalendar | undefined, decision: CalendarDecision): CalendarOutcome {
  const { decisions, ...rest } = county ?? UNTOUCHED
  return {
    value: { ...rest, decisions: [...decisions, decision] },
    what: 'day' in decision ? 'decide-day' : 'year' in decision ? 'enter-year' : 'set-hours',
    why: decision.why,
    events: [],
  }
}

export type InForce = { count: number; years: Years; overrides: Overrides; hours: AreaHours }

/** What counts at a moment: the decisions that have come into force by then, the later ones over the earlier ones. */
export function inForce(county: CountyCalendar | undefined, at: Instant): InForce {
  const decided = (county?.decisions ?? [])
    .filter(({ effectiveAt }) => !isBefore(at, effectiveAt))
    .sort((a, b) => a.effectiveAt.localeCompare(b.effectiveAt))
  const overrides: Record<string, 'off' | 'worked'> = {}
  const years: Record<string, Years[string]> = {}
  const hours: Record<Area, HoursFrom[]> = {}
  for (const decision of decided) {
    if ('year' in decision) years[decision.year] = yearOf(decision)
    else if ('area' in decision) hours[decision.area] = withHours(hours[decision.area] ?? [], decision)
    else if (decision.kind === 'published') delete overrides[decision.day]
    else overrides[decision.day] = decision.kind
  }
  return { count: decided.length, years, overrides, hours }
}

/** The later word about the same day goes before the earlier one; others stay. */
function withHours(had: readonly HoursFrom[], { from, week }: HoursDecision): HoursFrom[] {
  return [...had.filter((one) => one.from !== from), { from, ...(week && { week }) }].sort((a, b) =>
    a.from.localeCompare(b.from),
  )
}

/** Names the days in force: another decision or another published year is another version. */
export function versionOf({ count }: InForce, published: Years): string {
  return `${Object.keys(published).sort().at(-1)}+${count}`
}

/** Other days have come into force since the open reports were last reckoned: each shard of them is looked at again. */
export function tell(
  county: CountyCalendar | undefined,
  published: Years,
  now: Instant,
  shards: readonly string[],
): CalendarOutcome | undefined {
  const told = versionOf(inForce(county, now), published)
  if (told === county?.told) return undefined
  return {
    value: { ...(county ?? UNTOUCHED), told },
    what: 'recount',
    events: shards.map((shard) => ({ type: 'calendar.changed', data: { shard } })),
  }
}

/** Days before the known years run out, from which the county is asked for the next one (domain.md §6.14). */
const HORIZON_DAYS = 60
/** The State Council's notice comes at a day nobody knows: a reminder a week, not one a minute. */
const REMIND_DAYS = 7

/** Deadlines will soon need a year that nobody has entered: they would be provisional. */
export function warnOfHorizon(
  county: CountyCalendar | undefined,
  published: Years,
  now: Instant,
): CalendarOutcome | undefined {
  const today = dayOf(now)
  const until = horizonOf({ ...inForce(county, now).years, ...published }, today)
  const days = (startOf(until) - startOf(today)) / DAY
  const isReminded = !!county?.warnedOn && today < nextDay(county.warnedOn, REMIND_DAYS)
  if (days >= HORIZON_DAYS || isReminded) return undefined
  return {
    value: { ...(county ?? UNTOUCHED), warnedOn: today },
    what: 'warn-horizon',
    events: [{ type: 'calendar.horizon', data: { until, days } }],
  }
}

/** The last day, counted without a gap from today's year, whose holidays are known. */
export function horizonOf(years: Years, today: Day): Day {
  let year = Number(today.slice(0, 4))
  while (years[year]) year++
  return `${year - 1}-12-31` as Day
}

const yearOf = ({ off, worked, festivals = [] }: YearNotice) => ({
  off: off.join(' '),
  worked: worked.join(' '),
  ...(festivals.length > 0 && { festivals: festivals.map(({ from, name }) => `${from} ${name}`).join(' ') }),
})

/** What is wrong with a decision: where, and the key of the words that say it. */
export type WrongDay = {
  pointer: string
  word:
    | 'day-wrong'
    | 'day-over'
    | 'year-published'
    | 'year-over'
    | 'not-weekday'
    | 'not-weekend'
    | 'festival-wrong'
    | 'area-wrong'
    | 'hours-late'
    | 'hours-wrong'
    | 'hours-none'
}

/** What is wrong with any decision, so that all of it can be said at once. */
export function wrongWith(
  decision: DayDecision | YearNotice | HoursDecision,
  effectiveAt: Instant,
  published: Years,
): WrongDay[] {
  if ('day' in decision) return wrongDay(decision, effectiveAt)
  return 'year' in decision ? wrongYear(decision, effectiveAt, published) : wrongHours(decision, effectiveAt)
}

/** What has been worked cannot become a holiday afterwards: the clocks have counted it. */
export function wrongDay({ day }: DayDecision, effectiveAt: Instant): WrongDay[] {
  if (!isDay(day)) return [{ pointer: '/day', word: 'day-wrong' }]
  return day < dayOf(effectiveAt) ? [{ pointer: '/day', word: 'day-over' }] : []
}

/** A year that came with the program is corrected day by day; a notice lists weekdays as off and weekend days as worked. */
export function wrongYear(
  { year, off, worked, festivals = [] }: YearNotice,
  effectiveAt: Instant,
  published: Years,
): WrongDay[] {
  if (published[year]) return [{ pointer: '/year', word: 'year-published' }]
  if (year < dayOf(effectiveAt).slice(0, 4)) return [{ pointer: '/year', word: 'year-over' }]
  const check = (list: 'off' | 'worked', days: string[], isRight: (weekday: number) => boolean) =>
    days.flatMap((named, index): WrongDay[] => {
      const pointer = `/${list}/${index}`
      const day = `${year}-${named}` as Day
      if (!isDay(day)) return [{ pointer, word: 'day-wrong' }]
      const word = list === 'off' ? 'not-weekday' : 'not-weekend'
      return isRight(weekdayOf(day)) ? [] : [{ pointer, word }]
    })
  return [
    ...check('off', off, (weekday) => !WEEKEND.includes(weekday)),
    ...check('worked', worked, (weekday) => WEEKEND.includes(weekday)),
    ...festivals.flatMap(({ from }, index): WrongDay[] =>
      off.includes(from) ? [] : [{ pointer: `/festivals/${index}`, word: 'festival-wrong' }],
    ),
  ]
}
const WEEKEND = [0, 6]

/** Hours begin with a day to come, for today's have been counted; the county's own are the office day. */
export function wrongHours({ area, from, week }: HoursDecision, effectiveAt: Instant): WrongDay[] {
  const isBelow = area.startsWith(COUNTY) && [9, 12, 15].includes(area.length)
  const wrong: WrongDay[] = isBelow ? [] : [{ pointer: '/area', word: 'area-wrong' }]
  if (!isDay(from)) wrong.push({ pointer: '/from', word: 'day-wrong' })
  else if (from <= dayOf(effectiveAt)) wrong.push({ pointer: '/from', word: 'hours-late' })
  for (const [index, words] of (week ?? []).entries())
    if (!shiftsIn(words)) wrong.push({ pointer: `/week/${index}`, word: 'hours-wrong' })
  if (week?.every((words) => words.trim() === '')) wrong.push({ pointer: '/week', word: 'hours-none' })
  return wrong
}
