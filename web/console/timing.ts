import { DAY, dayOf, HOUR, type Instant, MINUTE, msOf, nextDay, SECOND } from '../../lib/kernel/instant.ts'
import { FINISHED, type Status } from '../../lib/report/statuses.ts'
import { fill } from '../shared/speak.ts'
import { timeWords } from '../shared/time.ts'
import { language, t } from './words.ts'

export type Tone = 'over' | 'soon' | 'fine' | 'still'
export type Timing = { tone: Tone; words: string }

const SOON = 2 * HOUR

/** How a row stands. A row without a deadline says by its status why nothing runs. */
export function timingOf(
  { status, dueAt }: { status: Status; dueAt?: string | undefined },
  now: Instant,
): Timing {
  if (dueAt) return untilWords(dueAt as Instant, now)
  if (status.startsWith('awaiting')) return { tone: 'still', words: t.paused }
  if (status === 'resolved') return { tone: 'still', words: t.awaitsClosing }
  if (FINISHED.includes(status)) return { tone: 'still', words: t.over }
  return { tone: 'over', words: t.exhausted }
}

export function untilWords(dueAt: Instant, now: Instant): Timing {
  const left = msOf(dueAt) - msOf(now)
  if (left <= 0) return { tone: 'over', words: fill(t.overBy, spanWords(-left)) }
  return { tone: left < SOON ? 'soon' : 'fine', words: fill(t.leftFor, spanWords(left)) }
}

/** Two units at most: nobody decides anything by the minutes of a deadline that is days away. */
export function spanWords(ms: number): string {
  const units = [
    [DAY, t.days],
    [HOUR, t.hours],
    [MINUTE, t.minutes],
    [SECOND, t.seconds],
  ] as const
  const whole = units.map(([size, words], index) => {
    const bigger = units[index - 1]?.[0]
    return { size, words, amount: Math.floor((bigger ? ms % bigger : ms) / size) }
  })
  const first = whole.findIndex(({ amount }) => amount > 0)
  if (first < 0) return fill(t.seconds, 0)
  // Seconds only in the last ten minutes: a number that jumps about draws the eye to where it is not needed.
  const isClose = ms < 10 * MINUTE
  return whole
    .slice(first, first + 2)
    .filter(({ size, amount }) => amount > 0 && (size !== SECOND || isClose))
    .map(({ words, amount }) => fill(words, amount))
    .join(language === 'zh' ? '' : ' ')
}

const clockOf = (at: Instant) => timeWords(at, 'zh').slice(-5)

/** `今天 09:12`, `11月22日 15:30`, always Shanghai time; the year only when it is another one. */
export function momentWords(at: string, now: Instant): string {
  const [moment, today] = [at as Instant, dayOf(now)]
  const near = [
    [today, t.today],
    [nextDay(today, -1), t.yesterday],
    [nextDay(today), t.tomorrow],
  ] as const
  const named = near.find(([day]) => day === dayOf(moment))
  if (named) return fill(named[1], clockOf(moment))
  const words = timeWords(moment, language)
  const year = today.slice(0, 4)
  return dayOf(moment).startsWith(year) ? words.replace(`${year}年`, '').replace(` ${year}`, '') : words
}
