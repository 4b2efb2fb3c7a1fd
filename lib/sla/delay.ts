import type { Calendar } from '../calendar/calendar.ts'
import { type Instant, isBefore } from '../kernel/instant.ts'
import { type Clock, startClock } from './clock.ts'
import { daySaid, deadlineSaid } from './dates.ts'
import type { Line } from './derivation.ts'
import { type ClockTerms, LEVELS } from './policy.ts'
import { LEVEL_WORDS, PAUSE_WORDS } from './words.ts'

/**
 * One plain sentence for the resident when a matter will be dealt with later than was first promised at receipt, and why
 * (domain.md §6.4 rule 10). Nothing when it is not later, or when nothing is promised at the moment.
 */
export function delayOf(
  clock: Clock | undefined,
  receivedAt: Instant,
  terms: ClockTerms,
  calendar: Calendar,
): Line | undefined {
  if (clock?.phase !== 'running') return undefined
  const first = startClock(receivedAt, terms, calendar).dueAt
  if (!isBefore(first, clock.dueAt)) return undefined
  const [was, reasons] = [deadlineSaid(first), reasonsOf(clock)]
  return {
    zh: `原来答应在 ${was.zh} 前办结，现在推迟了：${reasons.map(({ zh }) => zh).join('；')}。`,
    en: `First promised by ${was.en}; later now: ${reasons.map(({ en }) => en).join('; ')}.`,
  }
}

function reasonsOf(clock: Clock & { phase: 'running' }): Line[] {
  const { level, pauses = [], granted = [], fixed, span } = clock
  const reasons = [
    ...(level === LEVELS[0] ? [] : [climbed(LEVEL_WORDS[level])]),
    ...pauses.map(({ from, to, why }) => ({
      zh: `${daySaid(from).zh}至${daySaid(to).zh}${PAUSE_WORDS[why].zh}`,
      en: `${PAUSE_WORDS[why].en} from ${daySaid(from).en} to ${daySaid(to).en}`,
    })),
    ...(granted.length > 0 ? [{ zh: '经批准延期', en: 'more time was granted' }] : []),
    ...(fixed && pauses.length + granted.length === 0
      ? [{ zh: '另行约定了时间', en: 'another day was agreed on' }]
      : []),
    ...(span && level === LEVELS[0] ? [{ zh: '重新办理', en: 'it is worked on again' }] : []),
  ]
  return reasons.length > 0
    ? reasons
    : [{ zh: '放假安排、上班时间或事项类别有调整', en: 'holidays, working hours or its kind have changed' }]
}

const climbed = ({ zh, en }: Line): Line => ({
  zh: `没有按时办完，已由${zh}督促办理`,
  en: `not done in time, the ${en.toLowerCase()} sees to it now`,
})
