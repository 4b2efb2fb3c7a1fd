import { type Instant, wallClock } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import type { CalendarPage } from './calendar.tsx'
import { c } from './words.ts'

type Decision = CalendarPage['decisions'][number]

/** Nothing is ever taken out of this list: a decision taken back is one more line. */
export function Decisions({ page: { decisions } }: { page: CalendarPage }) {
  return (
    <section className="card" aria-label={c.decisions}>
      <h2>{c.decisions}</h2>
      {decisions.length === 0 && <p className="soft">{c.none}</p>}
      <ol className="decisions">
        {decisions.map((decision) => (
          <li key={`${titleOf(decision)} ${decision.effectiveAt}`}>
            <strong>{titleOf(decision)}</strong>
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

const titleOf = (decision: Decision) =>
  'year' in decision ? fill(c.yearEntered, decision.year) : fill(KINDS[decision.kind], decision.day)
