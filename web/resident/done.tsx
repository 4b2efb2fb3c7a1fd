/** @jsxImportSource preact */
import { fill } from '../shared/speak.ts'
import { timeWords } from '../shared/time.ts'
import type { Room } from './parts.tsx'
import type { Receipt } from './send.ts'

/** What the person takes home: two things to keep, and what will happen by when, in sentences. */
export function Done({
  t,
  language,
  start,
  receipt,
  go,
  another,
}: Room & { receipt: Receipt; another(): void }) {
  const { number, pin, contactBy, resolveBy, provisional, isCalled, isEarlier, isHere } = receipt
  const unit = isHere ? start.place.unit : undefined
  const until = (at: string) => timeWords(at, language) + (provisional ? t.provisional : '')
  return (
    <div>
      <div class="banner">
        <h1 tabIndex={-1}>{t.done}</h1>
        <dl>
          <dt>{t.number}</dt>
          <dd class="code">{number}</dd>
          <dt>{t.pin}</dt>
          <dd class="code pin">{pin}</dd>
        </dl>
      </div>
      <p class="lead strong">{t.keep}</p>
      {isEarlier && <p class="notice">{t.earlier}</p>}
      <h2>{t.nextSteps}</h2>
      <ol class="cells steps">
        <li>{unit ? fill(t.handledBy, unit.name) : t.handledLater}</li>
        {contactBy && <li>{fill(isCalled ? t.contactBy : t.beginBy, until(contactBy))}</li>}
        {resolveBy && <li>{fill(t.resolveBy, until(resolveBy))}</li>}
        <li>{t.overdue}</li>
      </ol>
      {provisional && <p class="hint">{t.whyProvisional}</p>}
      {unit && <Phone label={t.callUnit} name={unit.name} phone={unit.phone} />}
      <button type="button" class="main" onClick={() => go('follow')}>
        {t.follow}
      </button>
      <button type="button" class="plain" onClick={another}>
        {t.another}
      </button>
    </div>
  )
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
