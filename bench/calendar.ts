import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { calendar as calendarOf, OFFICE_SHIFTS } from '../lib/calendar/calendar.ts'
import { workingDays, type Years } from '../lib/calendar/days.ts'
import { workTime } from '../lib/calendar/work-time.ts'
import { YEARS } from '../lib/calendar/years.ts'
import { DAY, type Day, HOUR, instant, MINUTE, msOf, shanghai } from '../lib/kernel/instant.ts'
import { seeded } from '../lib/simulate/random.ts'
import { differences, rotas } from '../test/support/minute-oracle.ts'
import { median, type Row } from './row.ts'

const REPS = 9
const QUESTIONS = 1_000_000
const PER_ROTA = 2_000
const SPANS = {
  '2 h': 2 * HOUR,
  '1 day': 7 * HOUR,
  '5 days': 35 * HOUR,
  '20 days': 140 * HOUR,
  '60 days': 420 * HOUR,
}

type Work = (start: number, work: number) => number

const core = workTime(workingDays(YEARS), OFFICE_SHIFTS)
const whole = calendarOf(YEARS)

/** Day by day on the only package that knows the days worked in exchange; it is asked for days as numbers, or as text. */
const walkWith =
  (isWorkday: (utcMidnight: number) => boolean): Work =>
  (start, work) => {
    let left = work
    for (let day = Math.floor((start + 8 * HOUR) / DAY) * DAY; ; day += DAY) {
      if (!isWorkday(day)) continue
      for (const [from, to] of OFFICE_SHIFTS) {
        const begin = Math.max(day - 8 * HOUR + from * MINUTE, start)
        const end = day - 8 * HOUR + to * MINUTE
        if (begin >= end) continue
        if (left <= end - begin) return begin + left
        left -= end - begin
      }
    }
  }
const WALKS: Record<string, Work> = {
  'day walk, numbers': walkWith((day) => chineseDays.isWorkday(day)),
  'day walk, text': walkWith((day) => chineseDays.isWorkday(new Date(day).toISOString().slice(0, 10))),
}

/** Starts at any minute of the known years from which 60 working days are known, too. */
const random = seeded(2026)
const starts = Float64Array.from({ length: 4096 }, () => {
  const first = msOf(shanghai('2025-01-01'))
  return first + Math.floor(random() * ((msOf(shanghai('2026-09-01')) - first) / MINUTE)) * MINUTE
})
const texts = Array.from(starts, (ms) => instant(ms))

/**
 * Every contender has a loop of its own: one loop that is handed a function calls it through a pointer, which alone costs
 * what a look into a table does. The starts go round, and the answers are summed up, so that nothing can be left out.
 */
const LOOPS = {
  plus(count: number, work: number) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += core.plus(starts[i & 4095]!, work)
    return sum
  },
  between(count: number, apart: number) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += core.between(starts[i & 4095]!, starts[(i + apart) & 4095]!)
    return sum
  },
  text(count: number, work: number) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += whole.plusWorking(texts[i & 4095]!, work).at.length
    return sum
  },
  date(count: number) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += new Date(starts[i & 4095]!).getTime()
    return sum
  },
  read(count: number) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += starts[i & 4095]!
    return sum
  },
}
const walkLoop = (walk: Work) => (count: number, work: number) => {
  let sum = 0
  for (let i = 0; i < count; i++) sum += walk(starts[i & 4095]!, work)
  return sum
}

/** ns for one of `count` turns. */
function time(count: number, loop: (count: number, work: number) => number, work = 0): number {
  const began = process.hrtime.bigint()
  const sum = loop(count, work)
  const took = Number(process.hrtime.bigint() - began)
  if (Number.isNaN(sum)) throw new Error('a contender gave no moment')
  return took / count
}

/**
 * Working time added: the arithmetic alone, on numbers; as the services use it, on texts; and beside them the day walk, what a
 * Date costs, and one read of a table. Interleaved; the first round warms up.
 */
export async function calendar(): Promise<Row[]> {
  if (new Date().getTimezoneOffset() !== 0) console.log('The day walk on numbers is right only with TZ=UTC.')
  const rounds: Record<string, number>[] = []
  for (let round = 0; round <= REPS; round++) {
    const now: Record<string, number> = {
      'new Date(ms).getTime()': time(500_000, LOOPS.date),
      'table read': time(2_000_000, LOOPS.read),
      between: time(500_000, LOOPS.between, 1),
    }
    for (const [span, work] of Object.entries(SPANS)) {
      now[span] = time(500_000, LOOPS.plus, work)
      now[`${span} of text`] = time(50_000, LOOPS.text, work)
      // The walk's time grows with the span: about as many days are walked for each.
      const walked = Math.ceil(20_000 / (1 + (work / HOUR / 7) * 1.5))
      for (const [name, walk] of Object.entries(WALKS))
        now[`${span} ${name}`] = time(walked, walkLoop(walk), work)
    }
    if (round > 0) rounds.push(now)
  }
  return [...rowsOf(rounds), ...tables(), oracle()]
}

function rowsOf(rounds: readonly Record<string, number>[]): Row[] {
  const of = (name: string) => median(rounds.map((round) => round[name]!))
  const ratio = (a: string, b: string) => median(rounds.map((round) => round[a]! / round[b]!))
  const floors = ['new Date(ms).getTime()', 'table read']
  const floor = of('new Date(ms).getTime()')
  const peersOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, of(name)]))
  const row = (name: string, key: string, rest: Partial<Row> = {}): Row => ({
    name,
    unit: 'ns',
    ours: of(key),
    peers: peersOf(floors),
    ratio: ratio(key, floors[0]!),
    floor,
    runs: REPS,
    wrong: 0,
    ...rest,
  })

  const goals: Record<string, number> = { '2 h': 80, '20 days': 1000 }
  const added = Object.keys(SPANS).flatMap((span): Row[] => {
    const wrong = wrongOf(SPANS[span as keyof typeof SPANS])
    const goal = goals[span]
    const fastest = Object.keys(WALKS).toSorted((a, b) => of(`${span} ${a}`) - of(`${span} ${b}`))[0]!
    const faster = ratio(`${span} ${fastest}`, span)
    const walks = Object.keys(WALKS).map((name) => [name, 1e6 / of(`${span} ${name}`)])
    return [
      row(`+ ${span}, on numbers`, span, { goal: '≤ 100 ns', met: of(span) <= 100, wrong }),
      {
        ...row(`+ ${span}, against the faster day walk`, span),
        unit: 'a ms',
        ours: 1e6 / of(span),
        peers: Object.fromEntries(walks),
        ratio: faster,
        wrong,
        ...(goal && { goal: `≥ ${goal} ×`, met: faster >= goal }),
      },
      row(`+ ${span}, on texts`, `${span} of text`, { wrong }),
    ]
  })
  const growth = ratio('60 days', '2 h')
  return [
    ...added,
    row('60 days against 2 h', '60 days', {
      peers: peersOf(['2 h']),
      ratio: growth,
      goal: '≤ 1.5 ×',
      met: growth <= 1.5,
    }),
    row('between two moments, on numbers', 'between', { goal: '≤ 100 ns', met: of('between') <= 100 }),
  ]
}

/** Each start of the timing must give what both walks give, on numbers and on texts. */
function wrongOf(work: number): number {
  const sample = [...starts].slice(0, 500)
  return sample.filter((start) => {
    const due = core.plus(start, work)
    const isBack = core.between(start, due) === work
    const isText = whole.plusWorking(instant(start), work).at === instant(due)
    return !isBack || !isText || Object.values(WALKS).some((walk) => walk(start, work) !== due)
  }).length
}

/** What the tables of a year take, and how long they take to build: twenty years at once, often. */
function tables(): Row[] {
  const year = YEARS[2026]!
  const years: Years = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [2026 + n, year]))
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const once = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  // What ran before leaves buffers that go in the background: until two collections in a row find nothing to free.
  const used = () => {
    let [last, now] = [Number.POSITIVE_INFINITY, once()]
    while (now < last) [last, now] = [now, once()]
    return last
  }
  const before = used()
  const kept = Array.from({ length: 100 }, () => workTime(workingDays(years), OFFICE_SHIFTS))
  const perYear = (used() - before) / (kept.length * 20) / 1024
  const builds = Array.from({ length: 200 }, () =>
    time(1, () => +calendarOf(YEARS).isWorkday('2026-03-02' as Day)),
  )
  const rest = { peers: {}, ratio: 1, floor: 0, runs: 1, wrong: 0 }
  return [
    { name: 'a calendar-year kept', unit: 'KB', ours: perYear, ...rest, goal: '≤ 8 KB', met: perYear <= 8 },
    {
      name: `${Object.keys(YEARS).length} years built`,
      unit: 'µs',
      ours: median(builds) / 1000,
      ...rest,
      runs: 200,
    },
  ]
}

function oracle(): Row {
  const some = fc.sample(rotas, { numRuns: QUESTIONS / PER_ROTA, seed: 2026 })
  const wrong = some.flatMap((rota, i) => differences(rota, i + 1, PER_ROTA))
  for (const one of wrong.slice(0, 5)) console.log(one)
  return {
    name: 'questions answered unlike the oracle',
    unit: `of ${QUESTIONS.toLocaleString('en')}`,
    ours: wrong.length,
    peers: {},
    ratio: 0,
    floor: 0,
    runs: some.length,
    goal: '0',
    met: wrong.length === 0,
    wrong: wrong.length,
    note: `${some.length} random calendars (known years, gaps, festivals, decisions, 1–3 shifts), ${PER_ROTA} starts in each, half of them on or beside the edge of a shift. Each asks for time added, between (also as the inverse), more time, a later start, working days, days of the law, and what is provisional. The oracle looks at every minute of 1,000 days once and remembers the counts; npm test holds it against one that walks minute by minute each time.`,
  }
}
