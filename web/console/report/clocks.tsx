import type { Instant } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import { now, TimeLeft } from '../clock.tsx'
import { momentWords, type Timing, untilWords } from '../timing.ts'
import { say, t } from '../words.ts'
import type { Report } from './report-page.tsx'

type Clock = Report['clocks'][number]

/** Each clock, and by whose time: what the law or the policy gives, in Shanghai time. */
export function Clocks({ report: { clocks } }: { report: Report }) {
  return (
    <section className="card">
      <h2>{t.clocks}</h2>
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={clock.name}>
            <strong>{t.clockNames[clock.name]}</strong>
            <TimeLeft timing={(at) => standing(clock, at)} dueAt={clock.dueAt} />
            <Deadline clock={clock} />
            <Derivation clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function standing({ phase, dueAt }: Clock, at: Instant): Timing {
  if (dueAt) return untilWords(dueAt as Instant, at)
  if (phase === 'paused') return { tone: 'still', words: t.paused }
  if (phase === 'exhausted') return { tone: 'over', words: t.exhausted }
  return { tone: 'still', words: t.stopped }
}

/** How the deadline came about, line by line, for whoever wants to check it. */
function Derivation({ clock: { derivation } }: { clock: Clock }) {
  if (derivation.length === 0) return null
  return (
    <details className="derivation">
      <summary>{t.derivation}</summary>
      <ol>
        {derivation.map((line) => (
          <li key={line.zh}>{say(line)}</li>
        ))}
      </ol>
    </details>
  )
}

function Deadline({ clock: { dueAt, provisional, level, warnAt, until } }: { clock: Clock }) {
  if (until) return <p className="soft">{fill(t.resumesAt, momentWords(until, now()))}</p>
  if (!dueAt) return null
  return (
    <p className="soft">
      {fill(t.dueAt, momentWords(dueAt, now()))}
      {level !== 'assignee' && (
        <>
          <i>·</i>
          {t.levels[level]}
        </>
      )}
      {warnAt && (
        <>
          <i>·</i>
          {fill(t.warnsAt, momentWords(warnAt, now()))}
        </>
      )}
      {provisional && (
        <>
          <i>·</i>
          <abbr title={t.provisionalWhy}>{t.provisional}</abbr>
        </>
      )}
    </p>
  )
}
