import fc from 'fast-check'
import { calendar, OFFICE_SHIFTS, type Reckoned } from '../../lib/calendar/calendar.ts'
import type { Overrides, Years } from '../../lib/calendar/days.ts'
import type { Shift } from '../../lib/calendar/work-time.ts'
import { DAY, type Day, dayOf, instant, MINUTE, msOf, shanghai, weekdayOf } from '../../lib/kernel/instant.ts'
import { seeded } from '../../lib/simulate/random.ts'

/** What `calendar` is given. */
type Rota = { years: Years; shifts: readonly Shift[]; overrides: Overrides }

/** Days and ms below count from the start of a window of some years; questions begin early enough to be answered in it. */
const START = msOf(shanghai('2025-01-01'))
const DAYS = 1000
const STARTS = 740
const TEXTS = Array.from({ length: DAYS }, (_, day) => dayOf(instant(START + day * DAY)))

const upTo = (max: number) => fc.integer({ min: 0, max })

/** Any hours: the coarser the step, the more of them touch one another or midnight. */
const shifts = fc
  .tuple(fc.constantFrom(1, 30, 240), fc.constantFrom(2, 4, 6))
  .chain(([step, length]) =>
    fc
      .array(upTo(1440 / step), { minLength: length, maxLength: length })
      .map((edges) => edges.map((edge) => edge * step).toSorted((a, b) => a - b)),
  )
  .map((edges) =>
    edges.flatMap((to, i): Shift[] => (i % 2 && edges[i - 1]! < to ? [[edges[i - 1]!, to]] : [])),
  )
  .filter((shifts) => shifts.length > 0)

function daysOf(year: number) {
  const first = TEXTS.indexOf(`${year}-01-01` as Day)
  const spell = (days: number[]) => days.flatMap((day) => TEXTS[first + day]?.slice(5) ?? []).join(' ')
  const festivals = fc.array(fc.tuple(upTo(356), fc.subarray([0, 1, 2, 3, 4, 5, 6, 7])), { maxLength: 8 })
  return fc.record({
    off: festivals.map((runs) => spell(runs.flatMap(([day, more]) => more.map((n) => day + n)))),
    worked: fc.array(upTo(364), { maxLength: 12 }).map(spell),
  })
}

/** Any calendar: known years with a gap or none, festivals, and what staff decided. */
export const rotas: fc.Arbitrary<Rota> = fc.record({
  years: fc
    .subarray([2025, 2026, 2027])
    .chain((years) => fc.tuple(...years.map((year) => fc.tuple(fc.constant(`${year}`), daysOf(year)))))
    .map((years) => Object.fromEntries(years)),
  shifts: fc.oneof(fc.constant(OFFICE_SHIFTS), shifts),
  overrides: fc.dictionary(fc.constantFrom(...TEXTS), fc.constantFrom('off', 'worked'), { maxKeys: 30 }),
})

/** Where the answers come from: the words about a day, read one day at a time. */
function isWorked({ years, overrides }: Rota, day: number): boolean {
  const text = TEXTS[day]!
  const [year, monthDay] = [text.slice(0, 4), text.slice(5)]
  if (overrides[text]) return overrides[text] === 'worked'
  if (years[year]?.worked.includes(monthDay)) return true
  return ![0, 6].includes(weekdayOf(text)) && !years[year]?.off.includes(monthDay)
}

const isDuty = ({ shifts }: Rota, minute: number) =>
  shifts.some(([from, to]) => minute >= from && minute < to)

/** The slow oracle: looks at one minute after the other until the time is used up. `ms` counts from the window's start. */
export function walkMinutes(rota: Rota, ms: number, work: number): number {
  let left = work
  // No Math in here: in Jest, each look at something global is slow.
  for (let minute = (ms - (ms % MINUTE)) / MINUTE; ; minute++) {
    const ofDay = minute % 1440
    if (!isDuty(rota, ofDay) || !isWorked(rota, (minute - ofDay) / 1440)) continue
    const [begin, end] = [ms > minute * MINUTE ? ms : minute * MINUTE, (minute + 1) * MINUTE]
    if (left <= end - begin) return begin + left
    left -= end - begin
  }
}

/** The fast oracle: looks at every minute of the window once, and remembers how many were worked before each. */
export function minuteOracle(rota: Rota) {
  const worked = TEXTS.map((_, day) => isWorked(rota, day))
  const workdays = worked.flatMap((isOn, day) => (isOn ? [day] : []))
  const onDuty = [...Array(1440).keys()].map((ofDay) => isDuty(rota, ofDay))
  const before = new Uint32Array(DAYS * 1440 + 1)
  const nth = new Uint32Array(DAYS * 1440)
  let count = 0
  for (let day = 0, minute = 0; day < DAYS; day++) {
    for (let ofDay = 0; ofDay < 1440; ofDay++, minute++) {
      before[minute] = count
      if (worked[day] && onDuty[ofDay]) nth[count++] = minute
    }
  }
  before[DAYS * 1440] = count

  const workedBefore = (ms: number) => {
    const minute = Math.floor(ms / MINUTE)
    return before[minute]! * MINUTE + (before[minute + 1]! > before[minute]! ? ms - minute * MINUTE : 0)
  }
  return {
    between: (from: number, to: number) => workedBefore(to) - workedBefore(from),
    plus(from: number, work: number) {
      const target = workedBefore(from) + work
      const whole = Math.ceil(target / MINUTE) - 1
      return nth[whole]! * MINUTE + target - whole * MINUTE
    },
    statutory: (day: number, days: number) => worked.indexOf(true, day + days),
    workingDays: (day: number, days: number) => workdays.filter((other) => other > day)[days - 1]!,
    isKnown: (first: number, last: number) =>
      TEXTS.slice(first, last + 1).every((text) => text.slice(0, 4) in rota.years),
  }
}

/** Asks the calendar `count` questions, and says what it answered differently from the oracle. */
export function differences(rota: Rota, seed: number, count: number): string[] {
  const ours = calendar(rota.years, rota.shifts, rota.overrides)
  const oracle = minuteOracle(rota)
  const perDay = rota.shifts.reduce((sum, [from, to]) => sum + to - from, 0) * MINUTE
  const close = rota.shifts.at(-1)![1] * MINUTE
  const edges = rota.shifts.flat()
  const random = seeded(seed)
  const dice = (sides: number) => Math.floor(random() * sides)
  const at = (ms: number) => instant(START + ms)
  const spell = ({ at, provisional }: Reckoned) => `${at} ${provisional}`
  const wrong: string[] = []

  for (let i = 0; i < count; i++) {
    const day = 1 + dice(STARTS)
    const minute = dice(2) ? edges[dice(edges.length)]! : dice(1440)
    const from = day * DAY + minute * MINUTE + (dice(2) ? 0 : dice(3) - 1)
    const work = [1 + dice(120 * MINUTE), (1 + dice(60)) * perDay, 1 + dice(60 * perDay)][dice(3)]!
    const [gap, days] = [dice(3 * DAY), 1 + dice(60)]
    const fromDay = Math.floor(from / DAY)
    const same = (what: string, got: unknown, expected: unknown) =>
      got === expected || wrong.push(`${at(from)} ${what}: ${got}, not ${expected}`)
    const expected = (ms: number, first: number, last: number) => `${at(ms)} ${!oracle.isKnown(first, last)}`

    const end = oracle.plus(from, work)
    const due = ours.plusWorking(at(from), work)
    same(`+ ${work}`, spell(due), expected(end, fromDay, Math.floor((end - 1) / DAY)))
    same(`to + ${work}`, ours.workingBetween(at(from), due.at), work)
    same('between', ours.workingBetween(at(from), at(from + gap)), oracle.between(from, from + gap))
    same('of later', ours.plusWorking(at(from + gap), work).at >= due.at, true)
    same('of more', ours.plusWorking(at(from), work + 1 + gap).at > due.at, true)

    const last = oracle.workingDays(fromDay, days)
    const working = spell(ours.plusWorkingDays(at(from), days))
    same(`+ ${days} working days`, working, expected(last * DAY + close, fromDay + 1, last))
    const rolled = oracle.statutory(fromDay, days)
    const legal = spell(ours.plusStatutory(at(from), days))
    same(`+ ${days} days`, legal, expected((rolled + 1) * DAY, fromDay + days, rolled))
  }
  return wrong
}
