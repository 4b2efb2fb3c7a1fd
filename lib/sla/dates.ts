import {
  type Day,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  msOf,
  nextDay,
  wallClock,
} from '../kernel/instant.ts'

/** How people say a day, a moment and a deadline aloud; English keeps the digits. Midnight is the end of the day before: 24:00. */
type Said = { zh: string; en: string }

/** `3月2日`, for days whose year is plain from what stands around them. */
export const shortDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

const longDay = (day: string): string => `${day.slice(0, 4)}年${shortDay(day as Day)}`

export function daySaid(at: Instant): Said {
  const day = dayOf(at)
  return { zh: longDay(day), en: day }
}

export function momentSaid(at: Instant): Said {
  const en = wallClock(at)
  const [day = '', time = ''] = en.split(' ')
  return { zh: `${longDay(day)} ${time}`, en }
}

export function deadlineSaid(at: Instant): Said {
  if (!wallClock(at).endsWith('00:00')) return momentSaid(at)
  const { zh, en } = daySaid(instant(msOf(at) - MINUTE))
  return { zh: `${zh} 24:00`, en: `${en} 24:00` }
}

/** `2月16日至20日、2月23日`: days that follow one another are one stretch. */
export function daysSaid(days: readonly Day[]): Said {
  const stretches: Day[][] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && nextDay(last.at(-1)!) === day) last.push(day)
    else stretches.push([day])
  }
  const ends = stretches.map((stretch) => [stretch[0]!, stretch.at(-1)!] as const)
  return {
    zh: ends
      .map(([from, to]) => (from === to ? shortDay(from) : `${shortDay(from)}至${endOf(from, to)}`))
      .join('、'),
    en: ends
      .map(([from, to]) => (from === to ? from.slice(5) : `${from.slice(5)}–${to.slice(5)}`))
      .join(', '),
  }
}

const endOf = (from: Day, to: Day) =>
  from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : shortDay(to)
