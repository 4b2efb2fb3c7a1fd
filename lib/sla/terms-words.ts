import {
  type ClockTerms,
  LADDER,
  LEVELS,
  type PauseReason,
  rankOf,
  timeAt,
  type WarnPoint,
} from './policy.ts'
import type { Span } from './span.ts'
import { LEVEL_WORDS, PAUSE_WORDS } from './words.ts'

type Words = { zh: string; en: string }

/** `4 个工作小时`, `30 日（法定）`: a span as people say it. */
export function spanWords({ kind, amount }: Span): Words {
  if (kind === 'days') return { zh: `${amount} 个工作日`, en: `${amount} working days` }
  if (kind === 'statutory') return { zh: `${amount} 日（法定期日）`, en: `${amount} days as the law counts` }
  const isHours = amount >= 60 && amount % 30 === 0
  const count = isHours ? amount / 60 : amount
  const unit = isHours ? { zh: '小时', en: 'hours' } : { zh: '分钟', en: 'minutes' }
  return kind === 'working'
    ? { zh: `${count} 个工作${unit.zh}`, en: `${count} working ${unit.en}` }
    : { zh: `${count} ${unit.zh}（不分上下班）`, en: `${count} ${unit.en} by the clock` }
}

/** Who is next when a deadline is missed, rung by rung, with the time they then have: said once where all have the same. */
export function ladderWords(terms: ClockTerms): Words {
  const { ladder = LADDER, from = LEVELS[0] } = terms
  const rungs = ladder
    .filter(({ to }) => rankOf(to) > rankOf(from))
    .map(({ to }) => ({ level: LEVEL_WORDS[to], time: spanWords(timeAt(terms, to)) }))
  const [first, ...others] = rungs
  if (first && others.length > 0 && others.every(({ time }) => time.en === first.time.en))
    return {
      zh: `${rungs.map(({ level }) => level.zh).join(' → ')}，各 ${first.time.zh}`,
      en: `${rungs.map(({ level }) => level.en).join(' → ')}, ${first.time.en} each`,
    }
  return {
    zh: rungs.map(({ level, time }) => `${level.zh} ${time.zh}`).join(' → '),
    en: rungs.map(({ level, time }) => `${level.en} ${time.en}`).join(' → '),
  }
}

/** All else that the terms say, a sentence each: who holds it, warnings, waits, more time, a day agreed on. */
export function furtherWords({ from, warn = [], pauses = {}, extension, fixedBy }: ClockTerms): Words[] {
  const all: (Words | undefined)[] = [
    from && {
      zh: `由${LEVEL_WORDS[from].zh}直接负责`,
      en: `Held by the ${LEVEL_WORDS[from].en.toLowerCase()}`,
    },
    warn.length > 0 ? joined('预警：', 'Warnings: ', warn.map(warnWords)) : undefined,
    ...Object.entries(pauses).map(([why, { most }]) => ({
      zh: `${PAUSE_WORDS[why as PauseReason].zh}时暂停，最多 ${most} 个工作日`,
      en: `Pauses while ${PAUSE_WORDS[why as PauseReason].en}, ${most} working days at most`,
    })),
    extension && {
      zh: `可延期 ${extension.times} 次，共 ${extension.days} 日，${LEVEL_WORDS[extension.by].zh}批准${extension.consent ? '，须双方同意' : ''}`,
      en: `${extension.days} days more, granted ${extension.times} time(s) by the ${LEVEL_WORDS[extension.by].en.toLowerCase()}${extension.consent ? ', when both parties agree' : ''}`,
    },
    fixedBy && { zh: '约好时间后，以约定的日子为准', en: 'A day agreed on takes its place' },
  ]
  return all.filter((words) => words !== undefined)
}

function warnWords(point: WarnPoint): Words {
  if ('percent' in point) return { zh: `过了 ${point.percent}%`, en: `at ${point.percent} %` }
  if ('minutes' in point) return { zh: `第 ${point.minutes} 分钟`, en: `after ${point.minutes} minutes` }
  if ('day' in point) return { zh: `第 ${point.day} 日`, en: `on day ${point.day}` }
  return { zh: `到期前 ${point.daysBefore} 日`, en: `${point.daysBefore} days before` }
}

const joined = (zh: string, en: string, words: Words[]): Words => ({
  zh: zh + words.map((one) => one.zh).join('、'),
  en: en + words.map((one) => one.en).join(', '),
})
