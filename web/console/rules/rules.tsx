import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { type Instant, wallClock } from '../../../lib/kernel/instant.ts'
import { effectWords, whenWords } from '../../../lib/routing/words.ts'
import { areasFor, ROLE_WORDS } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { areaName, useGrids } from '../grids.tsx'
import { AlertIcon } from '../icons.tsx'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { Editor } from './editor.tsx'
import { w } from './words.ts'

export type RulesPage = AnswerOf<'listRules'>
type RuleSet = RulesPage['items'][number]

/** By which rules reports go to whom, which of them would reach nobody, and where they are changed. */
export default function RulesRoom() {
  const me = useMe()
  useTitle(t.rules)
  const { value, trouble, at, again } = useAnswer('rules', () => call('listRules', {}))
  const mayWrite = areasFor(me, 'rule.write').length > 0
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.rules}</h1>
      </header>
      {!mayWrite && <Nothing title={w.mayNot} />}
      {mayWrite && !value && (trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />)}
      {mayWrite && value && (
        <div className="halves even">
          <div className="stack">
            <Stale trouble={trouble} at={at} />
            <Newest page={value} />
            <Versions page={value} />
          </div>
          <div className="stack">
            <Editor page={value} again={again} />
          </div>
        </div>
      )}
    </>
  )
}

function Newest({ page: { items, current } }: { page: RulesPage }) {
  const [newest] = items
  const inForce = current > 0 ? fill(w.inForce, current) : w.noneInForce
  return (
    <section className="card" aria-label={inForce}>
      <h2>{inForce}</h2>
      <p className="soft">{w.why}</p>
      {!newest && <p>{w.none}</p>}
      {newest && newest.version !== current && (
        <p>{fill(fill(w.newest, newest.version), wallClock(newest.effectiveAt))}</p>
      )}
    </section>
  )
}

/** The newest is open; what came before can be read, and never changed. */
function Versions({ page }: { page: RulesPage }) {
  if (page.items.length === 0) return null
  return (
    <section className="card" aria-label={w.versions}>
      <h2>{w.versions}</h2>
      {page.items.map((set, index) => (
        <details key={set.version} open={index === 0}>
          <summary>{fill(fill(w.version, set.version), wallClock(set.effectiveAt))}</summary>
          <p className="soft">{fill(fill(w.by, set.by), set.note)}</p>
          <Rules set={set} gaps={index === 0 ? page.gaps : []} />
        </details>
      ))}
    </section>
  )
}

function Rules({ set: { rules }, gaps }: { set: RuleSet; gaps: RulesPage['gaps'] }) {
  const grids = useGrids()
  const nameOf = (area: string) => areaName(grids, area)
  return (
    <ol className="rules">
      {rules.map((rule) => (
        <li key={rule.id}>
          <strong>{rule.name}</strong> <code>{rule.id}</code>
          <p>
            {say(whenWords(rule.when, nameOf))} → {say(effectWords(rule.does, nameOf))}
          </p>
          {gaps
            .filter((gap) => gap.rule === rule.id)
            .map(({ role, area, place, since }) => (
              <p key={area} className="gap">
                <AlertIcon />{' '}
                {fill(fill(fill(w.gap, place), say(ROLE_WORDS[role])), wallClock(since as Instant))}
              </p>
            ))}
        </li>
      ))}
    </ol>
  )
}
