import type { Calendar } from '../calendar/calendar.ts'
import {
  DAY,
  type Day,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  msOf,
  nextDay,
  startOf,
  wallClock,
  weekdayOf,
} from '../kernel/instant.ts'
import { type Clock, type Counted, type Pause, spanOf } from './clock.ts'
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
    return [beginning(clock, terms), ended('已超期，到了最高一级', 'Missed at the top', clock.missedAt)]
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
  zh: '期限由经办人与当事人约定，或由督办人、主办人指定',
  en: 'The deadline was agreed on, or set by whoever asked',
}

function movedOff(clock: Clock, fixed: Instant, calendar: Calendar): Line[] {
  if (dueNamed({ ...clock, fixed }, calendar) === fixed) return []
  const day = dayOf(instant(msOf(fixed) - MINUTE)).slice(5)
  return [
    {
      zh: `原定的 ${day} 后来放假，顺延到下一个工作日`,
      en: `${day} was given off since: the next working day`,
    },
  ]
}

function beginning({ start, level }: Counted, { from }: ClockTerms): Line {
  const at = wallClock(start)
  if (level === LEVELS[0]) return { zh: `从 ${at} 起算`, en: `Counted from ${at}` }
  const { zh, en } = LEVEL_WORDS[level]
  if (level === from)
    return { zh: `从 ${at} 起算，由${zh}直接负责`, en: `Counted from ${at}, by the ${en.toLowerCase()}` }
  return {
    zh: `从 ${at} 起由${zh}负责，重新起算`,
    en: `Counted from ${at}, when the ${en.toLowerCase()} took over`,
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
    return { zh: `给 ${minutes(amount)}，昼夜连续计算`, en: `${minutesEn(amount)}, day and night` }
  if (kind === 'working')
    return isOwn
      ? { zh: `给 ${minutes(amount)}，只算上班时间`, en: `${minutesEn(amount)} of duty time` }
      : { zh: `给 ${workTime(amount)}，只算上班时间`, en: `${workTimeEn(amount)} of duty time` }
  if (kind === 'days')
    return {
      zh: `给 ${amount} 个工作日，当天不算，到最后一天下班为止`,
      en: `${amount} working days after that day, until business closes on the last`,
    }
  return {
    zh: `给 ${amount} 个自然日，当天不算，最后一天到 24:00；遇休息日顺延到下一个工作日（《民法典》第二百零一条、第二百零三条）`,
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
      ? [{ zh: `其间 ${weekends} 个周末休息日不算`, en: `${weekends} weekend days not counted` }]
      : []),
    ...(worked.length > 0 && span.kind !== 'statutory'
      ? [{ zh: `${list(worked)} 调休上班，照算`, en: `Worked in exchange, counted: ${list(worked)}` }]
      : []),
  ]
}

function daysFrom(from: Instant, to: Instant): Day[] {
  const days: Day[] = []
  for (let ms = startOf(dayOf(from)); ms < startOf(dayOf(to)) + DAY; ms += DAY) days.push(dayOf(instant(ms)))
  return days
}

function offWords(off: readonly Day[], { kind }: Span, calendar: Calendar): Line {
  const days = list(off)
  if (kind === 'statutory')
    return {
      zh: `最后一天赶上${named(off, calendar)}放假，顺延`,
      en: `The last day fell into a holiday and moved: ${days}`,
    }
  return { zh: `${named(off, calendar)}放假，不算`.trim(), en: `Holiday, not counted: ${days}` }
}

/** How many days off lie directly before the last day. */
function endOff(days: readonly Day[], calendar: Calendar): number {
  let count = 0
  while (count < days.length - 1 && !calendar.isWorkday(days[days.length - 2 - count]!)) count++
  return count
}

function ofPause({ from, to, why }: Pause): Line {
  const { zh, en } = PAUSE_WORDS[why]
  return {
    zh: `${wallClock(from)} 至 ${wallClock(to)} ${zh}，不计入`,
    en: `${wallClock(from)} to ${wallClock(to)}: ${en}, not counted`,
  }
}

function ofExtension(days: number, { kind }: Span): Line {
  const unit = kind === 'statutory' ? '自然日' : '工作日'
  return { zh: `批准延期 ${days} 个${unit}`, en: `${days} more days granted` }
}

function standing({ since, why, until }: Clock & { phase: 'paused' }): Line {
  const { zh, en } = PAUSE_WORDS[why]
  const end = until ? `，最迟 ${wallClock(until)} 恢复` : ''
  return {
    zh: `${wallClock(since)} 起${zh}，暂停计算${end}`,
    en: `Stands still since ${wallClock(since)} (${en})${until ? `, until ${wallClock(until)} at the latest` : ''}`,
  }
}

function result(dueAt: Instant, provisional: true | undefined): Line[] {
  const at = deadlineWords(dueAt)
  return [
    { zh: `截止 ${at}`, en: `Due ${at}` },
    ...(provisional
      ? [
          {
            zh: '其中有的日子国务院还没有公布放假安排，公布后会重算',
            en: 'Provisional: holidays of some days are not published yet',
          },
        ]
      : []),
  ]
}

/** Midnight is the end of the day before: people say 24:00. */
export function deadlineWords(at: Instant): string {
  const words = wallClock(at)
  return words.endsWith('00:00') ? `${dayOf(instant(msOf(at) - MINUTE))} 24:00` : words
}

const ended = (zh: string, en: string, at: Instant): Line => ({
  zh: `${zh}：${wallClock(at)}`,
  en: `${en}: ${wallClock(at)}`,
})

/** `春节（02-16—02-20、02-23）`: the days of each festival under its name; what the county gave off has none. */
function named(days: readonly Day[], { festivalOf }: Calendar): string {
  return [...new Set(days.map(festivalOf))]
    .map((name) => {
      const those = list(days.filter((day) => festivalOf(day) === name))
      return name ? `${name}（${those}）` : ` ${those} `
    })
    .join('，')
}

/** `02-16—02-20、02-23`: days that follow one another are one stretch. */
function list(days: readonly Day[]): string {
  const stretches: Day[][] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && nextDay(last.at(-1)!) === day) last.push(day)
    else stretches.push([day])
  }
  return stretches
    .map((stretch) => [...new Set([stretch[0]!, stretch.at(-1)!])].map((day) => day.slice(5)).join('—'))
    .join('、')
}

const minutes = (amount: number) =>
  amount % 60 === 0 && amount >= 60 ? `${amount / 60} 小时` : `${amount} 分钟`
const minutesEn = (amount: number) =>
  amount % 60 === 0 && amount >= 60 ? `${amount / 60} h` : `${amount} min`
const workTime = (amount: number) =>
  amount % WORKDAY === 0 ? `${amount / WORKDAY} 个工作日的工作时间（每天 7 小时）` : minutes(amount)
const workTimeEn = (amount: number) =>
  amount % WORKDAY === 0 ? `${amount / WORKDAY} × 7 h` : minutesEn(amount)
