import { MOVES } from '../../../lib/report/moves.ts'
import { ROLE_WORDS, type Role } from '../../../lib/staff/staff.ts'
import { now } from '../clock.tsx'
import { type GridRow, useGrids } from '../grids.tsx'
import { useMe } from '../session.tsx'
import { momentWords } from '../timing.ts'
import { say, t } from '../words.ts'
import { askLabel, saidWords } from './asks.ts'
import type { Report } from './report-page.tsx'

type Entry = Report['history'][number]

/** Everything that happened, newest first: who, what, and what they said, in one line of events. */
export function History({ report: { history } }: { report: Report }) {
  const grids = useGrids()
  return (
    <section className="card">
      <h2>{t.history}</h2>
      <ol className="history">
        {[...history].reverse().map((entry) => (
          <li key={entry.seq} className={kindOf(entry)}>
            <div className="line">
              <strong>{whatWords(entry)}</strong>
              <Actor entry={entry} />
              <time dateTime={entry.at}>{momentWords(entry.at, now())}</time>
            </div>
            {entry.why && <p>{whyWords(entry.why)}</p>}
            {entry.said && <Said what={entry.what} said={entry.said} grids={grids} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Said({
  what,
  said,
  grids,
}: {
  what: string
  said: Record<string, string>
  grids: readonly GridRow[]
}) {
  return (
    <dl className="said">
      {Object.entries(said).map(([ask, words]) => (
        <div key={ask}>
          <dt>{askLabel(what, ask)}</dt>
          <dd>{saidWords(ask, words, grids)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Posts, not names: who stood in for whom is the audit's question. One's own lines are marked. */
function Actor({ entry: { actor, role, via } }: { entry: Entry }) {
  const me = useMe()
  const post = ROLE_WORDS[role as Role]
  const words = post ? say(post) : role === 'resident' ? t.resident : t.system
  return (
    <span className="actor" title={post && actor}>
      {words}
      {actor === me.id && t.me}
      {via && t.fromChat}
    </span>
  )
}

function kindOf({ what, role }: Entry): string {
  if (what === 'escalate' || what === 'warn') return 'burnt'
  if (role === 'resident') return 'resident'
  return role === 'system' ? 'system' : 'staff'
}

function whatWords({ what }: Entry): string {
  if (what in t.residentDid) return t.residentDid[what as keyof typeof t.residentDid]
  if (what in t.byItself) return t.byItself[what as keyof typeof t.byItself]
  return what in MOVES ? say(MOVES[what as keyof typeof MOVES]) : what
}

/** The core names the clock by its key. */
const whyWords = (why: string) =>
  why.replace(/\b[a-z]+(?= )/g, (name) => t.clockNames[name as keyof typeof t.clockNames] ?? name)
