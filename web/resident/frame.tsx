/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { fill } from '../shared/speak.ts'
import { Danger } from './danger.tsx'
import { questionsFor, type Start, type Step } from './draft.ts'
import type { Room } from './parts.tsx'
import { ReadAloud } from './read-aloud.tsx'

type FrameProps = Room & { step: Step; onLanguage(): void; onSize(): void; children: ComponentChildren }

/** These pages name the unit that has the report, which need not be the one where the code hangs. */
const isAnswered = (step: Step) => step === 'done' || step === 'follow'

/**
 * Around every page: who we are, the way back, and a number to call for whoever would rather speak. Not for those with
 * something to say about an official: the community's own number is the last thing to put before them.
 */
export function Frame({ step, onLanguage, onSize, children, ...room }: FrameProps) {
  const { t, start, draft, isElder, isAwake, language, go } = room
  const pages = [...questionsFor(draft), 'check']
  const place = pages.indexOf(step)
  const isSecret = step === 'integrity' || draft.category === 'conduct'
  const switched = (work: () => void) => (event: Event) => {
    event.preventDefault()
    work()
  }
  return (
    <>
      <header>
        <strong>{t.name}</strong>
        <span>{t.motto}</span>
        <button type="submit" form="page" name="size" value={isElder ? '' : 'yes'} onClick={switched(onSize)}>
          {isElder ? t.usual : t.elder}
        </button>
        <button
          type="submit"
          form="page"
          name="language"
          value={language === 'en' ? 'zh' : 'en'}
          lang={t.lang === 'en' ? 'zh-CN' : 'en'}
          onClick={switched(onLanguage)}
        >
          {t.otherLanguage}
        </button>
      </header>
      <main>
        {step !== 'what' && step !== 'done' && (
          <nav>
            <button
              type="submit"
              form="page"
              name="go"
              value={pages[place - 1] ?? 'what'}
              class="back"
              onClick={switched(() => (history.length > 1 ? history.back() : go('what')))}
            >
              {t.back}
            </button>
            {place > 0 && <span>{fill(fill(t.stepOf, place + 1), pages.length)}</span>}
          </nav>
        )}
        {step === 'what' && <Welcome t={t} start={start} />}
        {isElder && isAwake && <ReadAloud t={t} key={step} />}
        {children}
        {step === 'what' && (
          <a class="cell link" href={isAwake ? '#/follow' : '/follow'}>
            {t.followLink}
          </a>
        )}
      </main>
      <footer>
        {!isSecret && (
          <>
            <p>{t.help}</p>
            <Help t={t} {...(!isAnswered(step) && { unit: start.place.unit })} />
          </>
        )}
        <a class="small" href={`/privacy?lang=${language}`} target="_blank" rel="noreferrer">
          {t.privacy}
        </a>
      </footer>
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

/** Before the first question: what cannot wait for a form, and which place the code stands for. */
function Welcome({ t, start: { place, token } }: Pick<Room, 't' | 'start'>) {
  return (
    <>
      <Danger t={t} />
      {place.known && (
        <p class="place">
          <small>{t.codePlace}</small>
          {place.place}
        </p>
      )}
      {!place.known && token && <CodeWarning t={t} isRevoked={place.revoked} />}
    </>
  )
}

export const CodeWarning = ({ t, isRevoked }: { t: Room['t']; isRevoked: boolean }) => (
  <p class="notice">{isRevoked ? t.codeRevoked : t.codeUnknown}</p>
)
