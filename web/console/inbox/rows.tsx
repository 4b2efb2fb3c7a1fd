import { CATEGORIES } from '../../../lib/report/categories.ts'
import { AnswerBy, LevelBadge, PriorityBadge, StatusBadge } from '../badges.tsx'
import { now, TimeLeft } from '../clock.tsx'
import { areaName, type GridRow, useGrids } from '../grids.tsx'
import { Heads } from '../heads.tsx'
import { AlertIcon } from '../icons.tsx'
import { go, Link, reportPath } from '../place.tsx'
import { momentWords, timingOf } from '../timing.ts'
import { say, t } from '../words.ts'
import type { Row } from './sources.ts'

const HEADS = [t.timeLeft, t.number, t.category, t.status, t.grid, t.received, t.level]

/**
 * A table of our own: Ant Design's weighs as much as everything else together (130 KB packed), and a desk opens with this
 * page. What it would give beyond rows and heads comes with the virtual list and its keys.
 */
export function Rows({ rows, caption }: { rows: readonly Row[]; caption: string }) {
  const grids = useGrids()
  return (
    <table className="rows">
      <caption>{caption}</caption>
      <Heads of={HEADS} />
      <tbody>
        {[...rows].sort(byTimeLeft).map((row) => (
          <Line key={row.id} row={row} grids={grids} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ row, grids }: { row: Row; grids: readonly GridRow[] }) {
  const { id, number, status, category, gridId, receivedAt, dueAt, level, flags, alerted, priority } = row
  return (
    // The number is the link, for keys and readers; the rest of the row only makes the mouse's target bigger.
    <tr onClick={(event) => event.defaultPrevented || go(reportPath(id))}>
      <td>
        <TimeLeft timing={(at) => timingOf(row, at)} dueAt={dueAt} />
      </td>
      <th scope="row">
        <Link href={reportPath(id)}>{number}</Link>
        {flags.length > 0 && <Flagged flags={flags} />}
        {alerted && <AnswerBy {...alerted} />}
        <PriorityBadge priority={priority} />
      </th>
      <td>{say(CATEGORIES[category])}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td>{gridId ? areaName(grids, gridId) : t.unrouted}</td>
      <td className="moment">{momentWords(receivedAt, now())}</td>
      <td>
        <LevelBadge level={level} />
      </td>
    </tr>
  )
}

/** What nobody above can take over any more comes first, then deadlines, then what waits for somebody else. */
function byTimeLeft(a: Row, b: Row): number {
  const [left, right] = [a, b].map(urgencyOf) as [string, string]
  if (left !== right) return left < right ? -1 : 1
  return a.receivedAt < b.receivedAt ? -1 : 1
}
const urgencyOf = (row: Row) => row.dueAt ?? (timingOf(row, now()).tone === 'over' ? '' : 'z')

/** Something about this one wants a second look; the report's page says what to do. */
function Flagged({ flags }: { flags: readonly string[] }) {
  const words = flags.map((flag) => t.flags[flag as keyof typeof t.flags] ?? flag).join(' ')
  return (
    <span className="flagged" role="img" aria-label={words} title={words}>
      <AlertIcon />
    </span>
  )
}
