/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CATEGORIES, ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import type { MatterClass } from '../../lib/sla/policy.ts'
import { fill } from '../shared/speak.ts'
import { isHere } from './draft.ts'
import { CodeWarning } from './frame.tsx'
import { Field, Page, Radios, type Room } from './parts.tsx'

const GROUPS = ['dispute', 'surroundings', 'safety', 'other'] as const
const groupOf = (matter: MatterClass) => GROUPS.find((group) => group === matter) ?? 'other'

/** A tap is the answer: nobody has to find a button below sixteen choices. Coming back shows which one it was. */
export function What({ t, language, draft, errors, next, go }: Room) {
  return (
    <Page title={t.what} hint={t.whatHint} room={{ t, errors }}>
      {GROUPS.map((group) => (
        <section key={group}>
          <h2>{t.groups[group]}</h2>
          <ul class="choices">
            {ORDINARY_CATEGORIES.filter((name) => groupOf(CATEGORIES[name].class) === group).map((name) => (
              <li key={name}>
                <button
                  type="button"
                  class={draft.category === name ? 'choice chosen' : 'choice'}
                  onClick={() => next('what', { category: name })}
                >
                  {CATEGORIES[name][language]}
                  {draft.category === name && <small>{t.chosen}</small>}
                </button>
              </li>
            ))}
            {group === 'other' && (
              <li>
                <button type="button" class="choice" onClick={() => go('integrity')}>
                  {t.integrity}
                </button>
              </li>
            )}
          </ul>
        </section>
      ))}
    </Page>
  )
}

export function Where(room: Room) {
  const { t, start, draft, errors, write, next } = room
  const here = isHere(draft, start)
  return (
    <Page title={t.where} room={room} onSend={() => next('where')}>
      {!start.place.known && <CodeWarning t={t} isRevoked={start.place.revoked} />}
      {start.place.known && (
        <Radios
          name="here"
          legend={t.where}
          isTitle
          chosen={here ? 'here' : 'elsewhere'}
          options={[
            { value: 'here', label: t.here, note: start.place.place },
            { value: 'elsewhere', label: t.elsewhere },
          ]}
          onChoose={(value) => write({ isElsewhere: value === 'elsewhere' })}
        />
      )}
      <Field
        pointer="/place"
        label={here ? t.detail + t.optional : t.place}
        hint={here ? t.detailHint : t.placeHint}
        value={draft.place}
        errors={errors}
        t={t}
        onType={(place) => write({ place })}
      />
      {!here && <Locate {...room} />}
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}

/** The phone's own position, which is WGS-84 by the standard. Shown nowhere, so its error in metres is said. */
function Locate({ t, draft, write }: Room) {
  const [status, setStatus] = useState<'locating' | 'failed'>()
  if (!('geolocation' in navigator)) return null
  const locate = () => {
    setStatus('locating')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lng, accuracy } }) => {
        setStatus(undefined)
        write({ point: { lat, lng, metres: Math.max(1, Math.round(accuracy)) } })
      },
      () => setStatus('failed'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }
  const said = status === 'locating' ? t.locating : status === 'failed' ? t.notLocated : ''
  return (
    <div class="field">
      <p role="status" class={status === 'failed' ? 'error' : 'hint'}>
        {said || (draft.point ? fill(t.located, draft.point.metres) : '')}
      </p>
      <button
        type="button"
        class="plain"
        id="point"
        onClick={draft.point ? () => write({ point: undefined }) : locate}
      >
        {draft.point ? t.unlocate : t.locate}
      </button>
    </div>
  )
}

export function Tell(room: Room) {
  const { t, draft, errors, write, next } = room
  return (
    <Page title={t.tell} room={room} onSend={() => next('tell')}>
      <Field
        pointer="/words"
        label={t.tell}
        isTitle
        hint={t.tellHint}
        value={draft.words}
        errors={errors}
        t={t}
        rows={7}
        onType={(words) => write({ words })}
      />
      <p class="count">{fill(t.count, draft.words.trim().length)}</p>
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}

export function Contact(room: Room) {
  const { t, draft, errors, write, next } = room
  return (
    <Page title={t.contact} hint={t.contactHint} room={room} onSend={() => next('contact')}>
      <Field
        pointer="/contact/phone"
        label={t.phone + t.optional}
        hint={t.phoneHint}
        value={draft.phone}
        errors={errors}
        t={t}
        more={{ type: 'tel', inputMode: 'tel', autoComplete: 'tel' }}
        onType={(phone) => write({ phone })}
      />
      <Field
        pointer="/contact/name"
        label={t.called + t.optional}
        hint={t.calledHint}
        value={draft.name}
        errors={errors}
        t={t}
        more={{ autoComplete: 'name' }}
        onType={(name) => write({ name })}
      />
      <Radios
        name="wish"
        legend={t.wish}
        chosen={draft.wish}
        options={(['reply', 'no_reply'] as const).map((value) => ({ value, label: t.wishes[value] }))}
        onChoose={(wish) => write({ wish })}
      />
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}
