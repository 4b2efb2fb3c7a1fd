/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CATEGORIES } from '../../lib/report/categories.ts'
import { RATINGS } from '../../lib/report/rating.ts'
import { fill } from '../shared/speak.ts'
import { timeWords } from '../shared/time.ts'
import { Phone } from './done.tsx'
import { OwnData } from './own-data.tsx'
import { OwnMoves } from './own-moves.tsx'
import { OwnPhotos } from './own-photos.tsx'
import type { Room } from './parts.tsx'
import { type Followed, stagesOf } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

export type ProgressProps = Room & {
  /** What a plain form has just done. */
  notice: string
  report: Followed
  pin: string
  onChange(report: Followed): void
  onLeave(): void
}

/** How far a report is: one sentence, four stages, who has it, until when, and what the resident can do now. */
export function Progress({ report, pin, notice: done, onChange, onLeave, ...room }: ProgressProps) {
  const { t, language, isAwake } = room
  const f = FOLLOW_WORDS[language]
  const [notice, setNotice] = useState(done)
  const { number, status, category, unit, contactBy, resolveBy, provisional, rating } = report
  const results = report.steps.filter(({ words, what }) => words && what !== 'ask')
  const question = report.steps.filter(({ what, words }) => what === 'ask' && words).pop()
  const rated = rating && RATINGS.find((one) => one.level === rating.level)
  const isOver = status === 'resolved' || status === 'closed'
  const until = (at: string) => timeWords(at, language) + (provisional ? t.provisional : '')
  return (
    <div>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      <h1 tabIndex={-1}>{f.statuses[status]}</h1>
      <p class="lead">
        {CATEGORIES[category][language]} · {number}
      </p>
      {report.isSupporter && <p class="notice">{f.supporter}</p>}
      {isLate(report) && !isOver && <p class="notice">{f.late}</p>}
      {status.startsWith('awaiting') && <p class="notice">{f.waiting}</p>}
      {status === 'awaiting_reporter' && question && (
        <section>
          <h2>{f.asked}</h2>
          <p class="cell said">{question.words}</p>
        </section>
      )}
      {results.length > 0 && (
        <section>
          <h2>{f.result}</h2>
          <div class="cells">
            {results.map(({ at, words }) => (
              <div class="cell said" key={at}>
                <small>{timeWords(at, language)}</small>
                <p>{words}</p>
              </div>
            ))}
          </div>
        </section>
      )}
      <h2>{f.progress}</h2>
      <ol class="cells stages">
        {stagesOf(report).map(({ name, at, isReached, isCurrent }) => (
          <li key={name} class={isReached ? 'reached' : ''} {...(isCurrent && { 'aria-current': 'step' })}>
            {name === 'over' && isReached && !isOver ? f.statuses[status] : f.stages[name]}
            <small>{at ? timeWords(at, language) : isReached ? '' : f.ahead}</small>
          </li>
        ))}
      </ol>
      {unit ? (
        <Phone label={f.unit} name={unit.name} phone={unit.phone} />
      ) : (
        <p class="cell">
          <span>
            <small>{f.unit}</small>
            {category === 'conduct' ? f.confidentialUnit : f.noUnit}
          </span>
        </p>
      )}
      {(contactBy || resolveBy) && (
        <dl class="cells">
          {contactBy && <Until label={f.contactUntil} time={until(contactBy)} />}
          {resolveBy && <Until label={f.resolveUntil} time={until(resolveBy)} />}
        </dl>
      )}
      {report.delay && <p class="hint">{report.delay[language]}</p>}
      {provisional && <p class="hint">{t.whyProvisional}</p>}
      {!report.isSupporter && <OwnPhotos {...room} report={report} pin={pin} onChange={onChange} />}
      <OwnMoves
        {...room}
        report={report}
        pin={pin}
        onMoved={(moved, said) => {
          setNotice(said)
          onChange(moved)
        }}
      />
      {rated && <p class="cell">{fill(f.rated, rated[language])}</p>}
      {isAwake && !report.isSupporter && <OwnData {...room} number={number} pin={pin} />}
      {isAwake ? (
        <button type="button" class="plain" onClick={onLeave}>
          {f.findOther}
        </button>
      ) : (
        <a class="cell link" href="/follow">
          {f.findOther}
        </a>
      )}
    </div>
  )
}

/** It has climbed past those who work on it: a deadline was missed. */
const isLate = ({ level }: Followed) => level !== 'assignee'

const Until = ({ label, time }: { label: string; time: string }) => (
  <div class="cell until">
    <dt>{label}</dt>
    <dd>{time}</dd>
  </div>
)
