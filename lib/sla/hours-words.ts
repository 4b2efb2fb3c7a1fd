import type { Calendar } from '../calendar/calendar.ts'
import type { Own, Week } from '../calendar/hours.ts'
import { type Day, dayOf, type Instant, nextDay } from '../kernel/instant.ts'
import { shortDay } from './dates.ts'
import type { Line } from './derivation.ts'

/** Whose hours a stretch of working time was counted by, where they are not the county's: once, and again where they change. */
export function ownHoursIn(from: Instant, to: Instant, calendar: Calendar): Line[] {
  const first = dayOf(from)
  const lines: Line[] = []
  let before: Own | undefined
  for (let day = first; day <= dayOf(to); day = nextDay(day)) {
    const own = calendar.ownHours(day)
    if (own?.week !== before?.week) lines.push(change(day === first ? undefined : day, own))
    before = own
  }
  return lines
}

function change(day: Day | undefined, own: Own | undefined): Line {
  const [since, sinceEn] = day ? [`${shortDay(day)}起`, `From ${day.slice(5)} `] : ['', '']
  if (!own) return { zh: `${since}按全县统一的上班时间`, en: `${sinceEn}the county’s hours` }
  const { zh, en } = OF[own.area.length as keyof typeof OF]
  return {
    zh: `${since}按本${zh}的上班时间：${weekWords(own.week, ZH)}`,
    en: `${sinceEn}the hours of the ${en}: ${weekWords(own.week, EN)}`,
  }
}

const OF = {
  9: { zh: '街道', en: 'street' },
  12: { zh: '社区', en: 'community' },
  15: { zh: '网格', en: 'grid' },
} as const

type Speech = { names: readonly string[]; upTo: string; and: string; off: string; next: string }
const ZH: Speech = {
  names: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  upTo: '至',
  and: '、',
  off: '休息',
  next: '；',
}
const EN: Speech = {
  names: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  upTo: '–',
  and: ', ',
  off: ' off',
  next: '; ',
}

/** `周一至周五 08:30—12:00、14:00—17:30；周六、周日休息`: days that follow one another and are alike are one stretch. */
function weekWords(week: Week, { names, upTo, and, off, next }: Speech): string {
  const stretches: { days: string[]; words: string }[] = []
  for (const [index, words] of week.entries()) {
    const last = stretches.at(-1)
    if (last?.words === words) last.days.push(names[index]!)
    else stretches.push({ days: [names[index]!], words })
  }
  return stretches
    .map(({ days, words }) => {
      const named = days.length > 2 ? `${days[0]}${upTo}${days.at(-1)}` : days.join(and)
      return words ? `${named} ${words.replaceAll('-', '—').replaceAll(' ', and)}` : `${named}${off}`
    })
    .join(next)
}
