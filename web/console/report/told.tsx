import { SOURCE_WORDS } from '../../../lib/report/consent.ts'
import { RATINGS } from '../../../lib/report/rating.ts'
import { ROLE_WORDS, type Role } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { timeWords } from '../../shared/time.ts'
import { areaName, useGrids } from '../grids.tsx'
import { AlertIcon, TickIcon } from '../icons.tsx'
import { language, say, t } from '../words.ts'
import type { Report } from './report-page.tsx'

/** What the resident said, as they said it, with what to be careful about in front. */
export function Told({ report }: { report: Report }) {
  const { words, place, name, phone, wish, flags, answers } = report
  return (
    <section className="card">
      <h2>{t.told}</h2>
      {flags.length > 0 && (
        <ul className="flags">
          {flags.map((flag) => (
            <li key={flag}>
              <AlertIcon /> {t.flags[flag as keyof typeof t.flags] ?? flag}
            </li>
          ))}
        </ul>
      )}
      <p className="told">{words}</p>
      {answers.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <dl className="facts">
        {place && (
          <div>
            <dt>{t.place}</dt>
            <dd>{place}</dd>
          </div>
        )}
        <div>
          <dt>{t.contact}</dt>
          <dd>{name || phone ? [name, phone].filter(Boolean).join(' ') : t.noContact}</dd>
        </div>
        <div>
          <dt>{t.wish}</dt>
          <dd>{wish === 'no_reply' ? t.no_reply : t.reply}</dd>
        </div>
        {factsOf(report).map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What only some reports have: who is to take it by a rule, who entered it, who else has it, how it went. */
function factsOf({ source, supporters, rating, post, units }: Report): [string, string][] {
  const role = post && post in ROLE_WORDS ? say(ROLE_WORDS[post as Role]) : undefined
  const level = rating && RATINGS.find((one) => one.level === rating.level)
  const owed = rating?.callBackBy && fill(t.callBack, timeWords(rating.callBackBy))
  return [
    ...(role ? ([[t.byPost, role]] as [string, string][]) : []),
    ...(units ? ([[t.helpedBy, units.join('、')]] as [string, string][]) : []),
    ...(source ? ([[t.source, say(SOURCE_WORDS[source])]] as [string, string][]) : []),
    ...(supporters > 0 ? ([[t.supporters, fill(t.supportersCount, supporters)]] as [string, string][]) : []),
    ...(level ? ([[t.rating, [say(level), owed].filter(Boolean).join('，')]] as [string, string][]) : []),
  ]
}

/** Every clue the routing weighed, also those it did not believe. */
export function Trace({ report: { trace, gridId } }: { report: Report }) {
  const grids = useGrids()
  return (
    <section className="card">
      <h2>{t.why}</h2>
      {trace.length === 0 && <p className="soft">{t.noTrace}</p>}
      <ol className="trace">
        {trace.map(({ by, found, gridId: to, why, en }) => (
          <li key={by} className={found ? 'found' : ''}>
            {found ? <TickIcon /> : <AlertIcon />}
            <span>
              <strong>{t.traceBy[by as keyof typeof t.traceBy] ?? by}</strong>{' '}
              {language === 'en' ? (en ?? why) : why}
              {to && <em>{areaName(grids, to)}</em>}
            </span>
          </li>
        ))}
      </ol>
      {!gridId && <p className="soft">{t.unrouted}</p>}
    </section>
  )
}
