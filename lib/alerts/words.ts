import { type Instant, wallClock } from '../kernel/instant.ts'
import { CATEGORIES } from '../report/categories.ts'
import { MOVES } from '../report/moves.ts'
import type { ClockName, Level } from '../sla/policy.ts'
import type { Alert } from './alert.ts'

export type Words = { title: string; lines: string[]; link?: string }

const CLOCK_WORDS: Record<ClockName, string> = { contact: '首次联系', resolve: '办结' }
const LEVEL_WORDS: Record<Level, string> = {
  assignee: '承办人',
  grid: '网格',
  community: '社区',
  street: '街道',
  county: '县',
}

/** What a group reads. Numbers, names of places and posts, times on the wall in Shanghai, and where to act: no person. */
export function wordsOf(alert: Alert, publicUrl: string): Words {
  if (alert.type === 'campaign.slice') {
    // Written and approved by two members of staff, so it goes out as it stands, formatting included.
    return { title: alert.data.title, lines: [alert.data.text] }
  }
  if (alert.type === 'calendar.horizon') {
    const { until, days } = alert.data
    return {
      title: '请录入下一年放假安排',
      lines: [
        `工作日历只到 ${until}，还剩 ${days} 天`,
        '之后的时限按普通周末暂算，录入国务院办公厅通知后自动重算',
      ],
      link: `${publicUrl}/console/calendar`,
    }
  }
  const { number, category, dueAt } = alert.data
  const isMove = alert.type === 'report.moved'
  return {
    title: `${isMove ? '办理进展' : '超时升级'} ${number}`,
    lines: [
      `${CATEGORIES[category].zh} · ${alert.place ?? '地点待核实'}`,
      isMove ? MOVES[alert.data.move].zh : climbWords(alert.data),
      ...(dueAt ? [`${isMove ? '时限' : '新时限'} ${wallClock(dueAt)}`] : []),
    ],
    link: `${publicUrl}/console/reports/${alert.subject}`,
  }
}

type Climb = { clock: ClockName; from: Level; to: Level | 'nobody'; missedAt: Instant }

function climbWords({ clock, from, to, missedAt }: Climb): string {
  const missed = `${CLOCK_WORDS[clock]}时限 ${wallClock(missedAt)} 已过，${LEVEL_WORDS[from]}未完成`
  return to === 'nobody'
    ? `${missed}；上面没有更高一级，请立即督办`
    : `${missed}，由${LEVEL_WORDS[from]}升级到${LEVEL_WORDS[to]}`
}

/** At most `max` bytes of UTF-8. Cut between characters, never inside one, and the cut is shown. */
export function cutToBytes(text: string, max: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= max) return text
  let end = max - MORE_BYTES
  while (end > 0 && (bytes[end]! & 0b1100_0000) === 0b1000_0000) end--
  return `${new TextDecoder().decode(bytes.subarray(0, end))}…`
}
const MORE_BYTES = 3
