/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { fill } from '../shared/speak.ts'
import { QUESTIONS, type Start, type Step } from './draft.ts'
import type { Room } from './parts.tsx'

type FrameProps = Pick<Room, 't' | 'start'> & { step: Step; onLanguage(): void; children: ComponentChildren }

/** These pages name the unit that has the report, which need not be the one where the code hangs. */
const isAnswered = (step: Step) => step === 'done' || step === 'follow'

/**
 * Around every page: who we are, the way back, and a number to call for whoever would rather speak. Not for those with
 * something to say about an official: the community's own number is the last thing to put before them.
 */
export function Frame({ t, start, step, onLanguage, children }: FrameProps) {
  const place = [...QUESTIONS, 'check'].indexOf(step)
  return (
    <>
      <header>
        <strong>{t.name}</strong>
        <span>{t.motto}</span>
        <button type="button" lang={t.lang === 'en' ? 'zh-CN' : 'en'} onClick={onLanguage}>
          {t.otherLanguage}
        </button>
      </header>
      <main>
        {step !== 'what' && step !== 'done' && (
          <nav>
            <button type="button" class="back" onClick={() => history.back()}>
              {t.back}
            </button>
            {place > 0 && <span>{fill(t.stepOf, place + 1)}</span>}
          </nav>
        )}
        {step === 'what' && <Welcome t={t} start={start} />}
        {children}
        {step === 'what' && (
          <a class="cell link" href="#/follow">
            {t.followLink}
          </a>
        )}
      </main>
      {step !== 'integrity' && (
        <footer>
          <p>{t.help}</p>
          <Help t={t} {...(!isAnswered(step) && { unit: start.place.unit })} />
        </footer>
      )}
    </>
  )
}

export function Help({ t, unit }: { t: Room['t']; unit?: Start['place']['unit'] }) {
  return (
    <ul class="help">
      {unit && (
        <li>
          <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>
            {unit.name} <b>{unit.phone}</b>
          </a>
        </li>
      )}
      <li>
        <a href="tel:12345">
          {t.hotline} <b>12345</b>
        </a>
      </li>
    </ul>
  )
}

const DANGER = [110, 119, 120, 96110] as const

/** Before the first question: what cannot wait for a form, and which place the code stands for. */
function Welcome({ t, start: { place } }: Pick<Room, 't' | 'start'>) {
  return (
    <>
      <section class="danger" aria-labelledby="danger">
        <h2 id="danger">{t.danger}</h2>
        <ul>
          {DANGER.map((number) => (
            <li key={number}>
              <a href={`tel:${number}`}>
                <b>{number}</b> {t.dangerNumbers[number]}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {place.known ? (
        <p class="place">
          <small>{t.codePlace}</small>
          {place.place}
        </p>
      ) : (
        <CodeWarning t={t} isRevoked={place.revoked} />
      )}
    </>
  )
}

export const CodeWarning = ({ t, isRevoked }: { t: Room['t']; isRevoked: boolean }) => (
  <p class="notice">{isRevoked ? t.codeRevoked : t.codeUnknown}</p>
)
