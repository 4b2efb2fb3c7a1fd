import { type Instant, wallClock } from '../kernel/instant.ts'
import { CATEGORIES } from '../report/categories.ts'
import { MOVES } from '../report/moves.ts'
import type { ClockName, Level } from '../sla/policy.ts'
import { CLOCK_WORDS, LEVEL_WORDS } from '../sla/words.ts'
import { ROLE_WORDS } from '../staff/staff.ts'
import type { Alert } from './alert.ts'

export type Words = { title: string; lines: string[]; link?: string }

/** What a group reads. Numbers, names of places and posts, times on the wall in Shanghai, and where to act: no person. */
export function wordsOf(alert: Alert, publicUrl: string): Words {
  if (alert.type === 'campaign.slice') {
    // Written and approved by two members of staff, so it goes out as it stands, formatting included.
    return { title: alert.data.title, lines: [alert.data.text] }
  }
  if (alert.type === 'team.vacant') {
    const { role, since } = alert.data
    return {
      title: `岗位空缺 ${alert.place ?? ''}`.trim(),
      lines: [
        `${ROLE_WORDS[role].zh}自 ${wallClock(since)} 起无人在岗，已超过 24 小时`,
        '请安排接任或代班人员',
      ],
    }
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
  const { title, line, due } = spoken(alert)
  return {
    title: `${title} ${number}`,
    lines: [
      `${CATEGORIES[category].zh} · ${alert.place ?? '地点待核实'}`,
      line,
      ...(dueAt ? [`${due} ${wallClock(dueAt)}`] : []),
    ],
    link: `${publicUrl}/console/reports/${alert.subject}`,
  }
}

function spoken(alert: Exclude<Alert, { type: 'campaign.slice' | 'calendar.horizon' | 'team.vacant' }>): {
  title: string
  line: string
  due: string
} {
  switch (alert.type) {
    case 'report.moved':
      return { title: '办理进展', line: MOVES[alert.data.move].zh, due: '时限' }
    case 'report.escalated':
      return alert.data.why === 'class'
        ? { title: '直接交办', line: raisedWords(alert.data), due: '时限' }
        : { title: '超时升级', line: climbWords(alert.data), due: '新时限' }
    case 'report.warned':
      return {
        title: '时限预警',
        line: `${CLOCK_WORDS[alert.data.clock].zh}时限快到了，请抓紧办理`,
        due: '时限',
      }
    case 'report.rescheduled':
      return { title: '时限调整', line: rescheduledWords(alert.data), due: '新时限' }
  }
}

function rescheduledWords({
  clock,
  why,
  was,
}: {
  clock: ClockName
  why: 'resumed' | 'recounted'
  was?: Instant | undefined
}) {
  const name = CLOCK_WORDS[clock].zh
  if (why === 'resumed') return `等待期已满，${name}时限继续计算`
  return was ? `${name}时限原为 ${wallClock(was)}，已重新计算` : `${name}时限已重新计算`
}

type Climb = { clock: ClockName; from: Level; to: Level | 'nobody'; missedAt: Instant }

const raisedWords = ({ to }: { to: Level | 'nobody' }) =>
  `这类事项由${LEVEL_WORDS[to === 'nobody' ? 'county' : to].zh}直接负责，请知悉并组织办理`

function climbWords({ clock, from, to, missedAt }: Climb): string {
  const missed = `${CLOCK_WORDS[clock].zh}时限 ${wallClock(missedAt)} 已过，${LEVEL_WORDS[from].zh}未完成`
  return to === 'nobody'
    ? `${missed}；上面没有更高一级，请立即督办`
    : `${missed}，由${LEVEL_WORDS[from].zh}升级到${LEVEL_WORDS[to].zh}`
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
