/** @jsxImportSource preact */
import { fill } from '../shared/speak.ts'
import { timeWords } from '../shared/time.ts'
import type { Room } from './parts.tsx'
import { Photos } from './photos-mount.tsx'
import type { Receipt } from './send.ts'
import { ROOM_WORDS } from './words-rooms.ts'

/** What the person takes home: two things to keep, and what will happen by when, in sentences. */
export function Done({
  t,
  language,
  start,
  receipt,
  isAwake,
  go,
  tray,
  keepUpload,
  another,
}: Room & { receipt: Receipt; another(): void }) {
  const r = ROOM_WORDS[language]
  const { number, pin, isEarlier, isShort, isHere, isSupporter, provisional } = receipt
  const unit = isHere && !receipt.isConfidential ? start.place.unit : undefined
  return (
    <div>
      <div class="banner">
        <h1 tabIndex={-1}>{isSupporter ? r.supported : t.done}</h1>
        <dl>
          <dt>{t.number}</dt>
          <dd class="code">{number}</dd>
          <dt>{t.pin}</dt>
          <dd class="code pin">{pin}</dd>
        </dl>
      </div>
      <p class="lead strong">{r.keep}</p>
      {isEarlier && <p class="notice">{r.earlier}</p>}
      {isShort && <p class="notice">{r.photosShort}</p>}
      {tray.current && <Photos t={t} language={language} tray={tray} keep={keepUpload} kept={[]} isBrief />}
      <h2>{r.nextSteps}</h2>
      <ol class="cells steps">
        {nextSteps(receipt, t, language, unit?.name).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {provisional && <p class="hint">{t.whyProvisional}</p>}
      {unit && <Phone label={r.callUnit} name={unit.name} phone={unit.phone} />}
      {isAwake ? (
        <>
          <button type="button" class="main" onClick={() => go('follow')}>
            {t.follow}
          </button>
          <button type="button" class="plain" onClick={() => window.print()}>
            {r.print}
          </button>
          <button type="button" class="plain" onClick={another}>
            {r.another}
          </button>
        </>
      ) : (
        <a class="cell link" href="/follow">
          {t.follow}
        </a>
      )}
    </div>
  )
}

function nextSteps(receipt: Receipt, t: Room['t'], language: Room['language'], unit?: string): string[] {
  const r = ROOM_WORDS[language]
  const { contactBy, resolveBy, provisional, isCalled, isCallback } = receipt
  if (receipt.isConfidential) return [r.integrityDone]
  if (receipt.isSupporter) return [r.supportedHint]
  const until = (at: string) => timeWords(at, language) + (provisional ? t.provisional : '')
  return [
    unit ? fill(r.handledBy, unit) : r.handledLater,
    contactBy && fill(isCalled ? r.contactBy : r.beginBy, until(contactBy)),
    resolveBy && fill(isCallback ? r.callBy : r.resolveBy, until(resolveBy)),
    r.overdue,
  ].filter((line) => !!line) as string[]
}

export function Phone({ label, name, phone }: { label: string; name: string; phone: string }) {
  return (
    <a class="cell phone" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <span>
        <small>{label}</small>
        {name}
      </span>
      <strong>{phone}</strong>
    </a>
  )
}
