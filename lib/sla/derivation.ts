import type { Calendar } from '../calendar/calendar.ts'
import {
  DAY,
  type Day,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  msOf,
  startOf,
  weekdayOf,
} from '../kernel/instant.ts'
import { type Clock, type Counted, type Pause, spanOf } from './clock.ts'
import { daysSaid, deadlineSaid, momentSaid } from './dates.ts'
import { dueNamed } from './fixed.ts'
import { ownHoursIn } from './hours-words.ts'
import { type ClockTerms, LEVELS, WORKDAY } from './policy.ts'
import type { Span } from './span.ts'
import { LEVEL_WORDS, PAUSE_WORDS } from './words.ts'

/** One line that a person can read and check against a wall calendar. */
export type Line = { zh: string; en: string }

/** How a deadline came about: when it began, how it is counted, which days are left out, what it was moved by, the result. */
export function derivationOf(clock: Clock, terms: ClockTerms, calendar: Calendar): Line[] {
  if (clock.phase === 'stopped') return [beginning(clock, terms), ended('已停止', 'Stopped', clock.at)]
  if (clock.phase === 'exhausted')
    return [
      beginning(clock, terms),
      ended('已经超期，上面没有更高一级了', 'Missed at the top', clock.missedAt),
    ]
  const lines = clock.fixed
    ? [
        beginning(clock, terms),
        FIXED,
        ...movedOff(clock, clock.fixed, calendar),
        ...movedBy(clock, spanOf(clock, terms)),
      ]
    : counting(clock, terms, calendar)
  if (clock.phase === 'paused') return [...lines, standing(clock)]
  return [...lines, ...result(clock.dueAt, clock.provisional)]
}

const FIXED: Line = {
  zh: '这个期限是约定或指定的日子，不按天数推算',
  en: 'The deadline was agreed on, or set by whoever asked',
}

function movedOff(clock: Clock, fixed: Instant, calendar: Calendar): Line[] {
  if (dueNamed({ ...clock, fixed }, calendar) === fixed) return []
  const { zh, en } = daysSaid([dayOf(instant(msOf(fixed) - MINUTE))])
  return [
    { zh: `原定的${zh}后来放假，顺延到下一个工作日`, en: `${en} was given off since: the next working day` },
  ]
}

function beginning({ start, level }: Counted, { from }: ClockTerms): Line {
  const at = momentSaid(start)
  if (level === LEVELS[0]) return { zh: `从 ${at.zh} 开始算`, en: `Counted from ${at.en}` }
  const { zh, en } = LEVEL_WORDS[level]
  if (level === from)
    return {
      zh: `从 ${at.zh} 开始算，由${zh}直接负责`,
      en: `Counted from ${at.en}, by the ${en.toLowerCase()}`,
    }
  return {
    zh: `从 ${at.zh} 起改由${zh}负责，重新开始算`,
    en: `Counted from ${at.en}, when the ${en.toLowerCase()} took over`,
  }
}

function counting(
  clock: Clock & { phase: 'running' | 'paused' },
  terms: ClockTerms,
  calendar: Calendar,
): Line[] {
  const span = spanOf(clock, terms)
  // A day ends at 24:00, which a wall clock calls the next one.
  const until = clock.phase === 'running' ? instant(msOf(clock.dueAt) - MINUTE) : clock.since
  return [
    beginning(clock, terms),
    ofSpan(span, !!calendar.ownHours(dayOf(clock.start))),
    ...(span.kind === 'working' ? ownHoursIn(clock.start, until, calendar) : []),
    ...skipped(span, clock.start, until, calendar),
    ...movedBy(clock, span),
  ]
}

const movedBy = ({ pauses = [], granted = [] }: Counted, span: Span): Line[] => [
  ...pauses.map(ofPause),
  ...granted.map((days) => ofExtension(days, span)),
]

function ofSpan({ kind, amount }: Span, isOwn: boolean): Line {
  if (kind === 'wall')
    return { zh: `给 ${minutes(amount)}，白天晚上都算`, en: `${minutesEn(amount)}, day and night` }
  if (kind === 'working')
    return isOwn
      ? { zh: `给 ${minutes(amount)}，只算上班时间`, en: `${minutesEn(amount)} of duty time` }
      : { zh: `给 ${workTime(amount)}，只算上班时间`, en: `${workTimeEn(amount)} of duty time` }
  if (kind === 'days')
    return {
      zh: `给 ${amount} 个工作日，开始的当天不算，到最后一天下班为止`,
      en: `${amount} working days after that day, until business closes on the last`,
    }
  return {
    zh: `给 ${amount} 天，休息日也算，开始的当天不算，到最后一天 24:00；最后一天休息的，顺延到下一个工作日（《民法典》第二百零一条、第二百零三条）`,
    en: `${amount} natural days after that day, until 24:00 on the last, moved to a working day (Civil Code art. 201, 203)`,
  }
}

/** Days that do not count although they are weekdays, and weekend days that do: only these surprise anybody. */
function skipped(span: Span, from: Instant, to: Instant, calendar: Calendar): Line[] {
  if (span.kind === 'wall') return []
  const days = daysFrom(from, to)
  const isWeekend = (day: Day) => weekdayOf(day) === 0 || weekdayOf(day) === 6
  // Weekends of an area with hours of its own are told with its hours.
  const isPlain = (day: Day) => span.kind !== 'working' || !calendar.ownHours(day)
  const isOff = (day: Day) => !isWeekend(day) && !calendar.isWorkday(day)
  // Only the end of a natural period cares about days off.
  const matter = span.kind === 'statutory' ? days.slice(-1 - endOff(days, calendar)) : days
  const [off, worked] = [
    matter.filter(isOff),
    matter.filter((day) => isWeekend(day) && calendar.isWorkday(day)),
  ]
  const weekends = matter.filter((day) => isWeekend(day) && !calendar.isWorkday(day) && isPlain(day)).length
  return [
    ...(off.length > 0 ? [offWords(off, span, calendar)] : []),
    ...(weekends > 0 && span.kind !== 'statutory'
      ? [{ zh: `中间的周六、周日共 ${weekends} 天，不算`, en: `${weekends} weekend days not counted` }]
      : []),
    ...(worked.length > 0 && span.kind !== 'statutory'
      ? [
          {
            zh: `${daysSaid(worked).zh}调休上班，算工作日`,
            en: `Worked in exchange, counted: ${daysSaid(worked).en}`,
          },
        ]
      : []),
  ]
}

function daysFrom(from: Instant, to: Instant): Day[] {
  const days: Day[] = []
  for (let ms = startOf(dayOf(from)); ms < startOf(dayOf(to)) + DAY; ms += DAY) days.push(dayOf(instant(ms)))
  return days
}

function offWords(off: readonly Day[], { kind }: Span, calendar: Calendar): Line {
  const days = daysSaid(off).en
  if (kind === 'statutory')
    return {
      zh: `最后一天赶上${named(off, calendar)}放假，顺延`,
      en: `The last day fell into a holiday and moved: ${days}`,
    }
  return { zh: `${named(off, calendar)}放假，不算`, en: `Holiday, not counted: ${days}` }
}

/** How many days off lie directly before the last day. */
function endOff(days: readonly Day[], calendar: Calendar): number {
  let count = 0
  while (count < days.length - 1 && !calendar.isWorkday(days[days.length - 2 - count]!)) count++
  return count
}

function ofPause({ from, to, why }: Pause): Line {
  const [{ zh, en }, start, end] = [PAUSE_WORDS[why], momentSaid(from), momentSaid(to)]
  return {
    zh: `${start.zh} 至 ${end.zh} ${zh}，这段时间不算`,
    en: `${start.en} to ${end.en}: ${en}, not counted`,
  }
}

function ofExtension(days: number, { kind }: Span): Line {
  const unit = kind === 'statutory' ? '天' : '个工作日'
  return { zh: `批准延期 ${days} ${unit}`, en: `${days} more days granted` }
}

function standing({ since, why, until }: Clock & { phase: 'paused' }): Line {
  const [{ zh, en }, start, end] = [PAUSE_WORDS[why], momentSaid(since), until && momentSaid(until)]
  return {
    zh: `${start.zh} 起${zh}，时间暂停${end ? `，最晚 ${end.zh} 接着算` : ''}`,
    en: `Stands still since ${start.en} (${en})${end ? `, until ${end.en} at the latest` : ''}`,
  }
}

function result(dueAt: Instant, provisional: true | undefined): Line[] {
  const { zh, en } = deadlineSaid(dueAt)
  return [
    { zh: `截止 ${zh}`, en: `Due ${en}` },
    ...(provisional
      ? [
          {
            zh: '这个日子是暂定的：国务院还没有公布那时的放假安排，公布后会重新算',
            en: 'Provisional: holidays of some days are not published yet',
          },
        ]
      : []),
  ]
}

function ended(zh: string, en: string, at: Instant): Line {
  const said = momentSaid(at)
  return { zh: `${zh}：${said.zh}`, en: `${en}: ${said.en}` }
}

/** `春节（2月16日至20日、2月23日）`: the days of each festival under its name; what the county gave off has none. */
function named(days: readonly Day[], { festivalOf }: Calendar): string {
  return [...new Set(days.map(festivalOf))]
    .map((name) => {
      const { zh } = daysSaid(days.filter((day) => festivalOf(day) === name))
      return name ? `${name}（${zh}）` : zh
    })
    .join('，')
}

const minutes = (amount: number) =>
  amount % 60 === 0 && amount >= 60 ? `${amount / 60} 小时` : `${amount} 分钟`
const minutesEn = (amount: number) =>
  amount % 60 === 0 && amount >= 60 ? `${amount / 60} h` : `${amount} min`
const workTime = (amount: number) =>
  amount % WORKDAY === 0 ? `${minutes(amount)}（合 ${amount / WORKDAY} 个工作日）` : minutes(amount)
const workTimeEn = (amount: number) =>
  amount % WORKDAY === 0 ? `${amount / WORKDAY} × 7 h` : minutesEn(amount)
