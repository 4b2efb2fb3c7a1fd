import { type Instant, wallClock } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import { areaName, type GridRow, useGrids } from '../grids.tsx'
import type { CalendarPage } from './calendar.tsx'
import { c } from './words.ts'

type Decision = CalendarPage['decisions'][number]

/** Nothing is ever taken out of this list: a decision taken back is one more line. */
export function Decisions({ page: { decisions } }: { page: CalendarPage }) {
  const grids = useGrids()
  return (
    <section className="card" aria-label={c.decisions}>
      <h2>{c.decisions}</h2>
      {decisions.length === 0 && <p className="soft">{c.none}</p>}
      <ol className="decisions">
        {decisions.map((decision) => (
          <li key={`${titleOf(decision, grids)} ${decision.effectiveAt}`}>
            <strong>{titleOf(decision, grids)}</strong>
            <p>{decision.why}</p>
            <p className="soft">
              {fill(c.from, wallClock(decision.effectiveAt as Instant))} · {decision.by}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const KINDS = { off: c.dayOff, worked: c.dayWorked, published: c.dayPublished }

function titleOf(decision: Decision, grids: readonly GridRow[]): string {
  if ('year' in decision) return fill(c.yearEntered, decision.year)
  if ('day' in decision) return fill(KINDS[decision.kind], decision.day)
  const words = fill(decision.week ? c.hoursSet : c.hoursBack, areaName(grids, decision.area))
  return fill(words, decision.from)
}
