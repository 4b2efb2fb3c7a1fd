import { useEffect, useRef } from 'react'
import { type Instant, wallClock } from '../../../lib/kernel/instant.ts'
import { CLOCK_WORDS, LEVEL_WORDS } from '../../../lib/sla/words.ts'
import { fill } from '../../shared/speak.ts'
import { Heads } from '../heads.tsx'
import { Link, reportPath } from '../place.tsx'
import { say, t } from '../words.ts'
import { Numbers } from './numbers.tsx'
import type { OpenTrial, YearTrial } from './trial.ts'
import { p } from './words.ts'

/** Comes into view by itself: the button that asked for it may be far below. */
export function Results({ open, year }: { open: OpenTrial; year: YearTrial }) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' })
    top.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={top} className="stack" tabIndex={-1}>
      <Open trial={open} />
      <Year trial={year} />
    </div>
  )
}

const SHIFTS = ['earlier', 'later', 'same', 'begun', 'ended', 'breached'] as const

function Open({ trial: { looked, shifts, cases } }: { trial: OpenTrial }) {
  const moment = (at: string | undefined) => (at ? wallClock(at as Instant) : p.nowhere)
  return (
    <section className="card" aria-label={p.open}>
      <h2>{p.open}</h2>
      <p className="soft">{fill(p.looked, looked)}</p>
      <Numbers
        caption={p.open}
        heads={[p.clock, ...SHIFTS.map((name) => p[name])]}
        rows={shifts
          .filter((row) => SHIFTS.some((name) => row[name] > 0))
          .map((row) => [say(CLOCK_WORDS[row.clock]), ...SHIFTS.map((name) => row[name])])}
      />
      {cases.length > 0 && (
        <table className="rows numbers">
          <caption>{p.cases}</caption>
          <Heads of={[t.number, p.clock, p.before, p.after]} />
          <tbody>
            {cases.map(({ id, number, clock, was, is }) => (
              <tr key={`${id} ${clock}`}>
                <th scope="row">
                  <Link href={reportPath(id)}>{number}</Link>
                </th>
                <td>{say(CLOCK_WORDS[clock])}</td>
                <td>{moment(was)}</td>
                <td>{moment(is)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Year({ trial: { year, cases, before, after } }: { trial: YearTrial }) {
  return (
    <section className="card" aria-label={p.year}>
      <h2>{p.year}</h2>
      <p className="soft">{fill(fill(p.yearWhy, year), cases)}</p>
      <Numbers
        caption={p.missed}
        heads={[p.missed, p.before, p.after]}
        rows={before.breaches.flatMap(({ clock, cases: were }, index) => {
          const { cases: are } = after.breaches[index]!
          return were + are > 0 ? [[say(CLOCK_WORDS[clock]), were, are]] : []
        })}
      />
      <Numbers
        caption={p.climbs}
        heads={[p.climbs, p.before, p.after]}
        rows={before.escalations.map(({ to, count }, index) => [
          to === 'nobody' ? p.nobody : say(LEVEL_WORDS[to]),
          count,
          after.escalations[index]!.count,
        ])}
      />
      <Numbers
        caption={p.load}
        heads={[p.load, p.before, p.after, p.peak]}
        rows={before.load.map(({ level, total }, index) => [
          say(LEVEL_WORDS[level]),
          total,
          after.load[index]!.total,
          after.load[index]!.peak,
        ])}
      />
    </section>
  )
}
