/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { fill } from '../shared/speak.ts'
import { isHere } from './draft.ts'
import { CodeWarning } from './frame.tsx'
import { Field, Page, Radios, type Room } from './parts.tsx'
import { Picker } from './picker.tsx'
import { ROOM_WORDS } from './words-rooms.ts'

export function Where(room: Room) {
  const { t, start, draft, errors, write, next, isAwake } = room
  const r = ROOM_WORDS[room.language]
  const here = isHere(draft, start)
  return (
    <Page step="where" asked={['here', 'place']} title={t.where} room={room} onSend={() => next('where')}>
      {!start.place.known && start.token && <CodeWarning t={t} isRevoked={start.place.revoked} />}
      {start.place.known && (
        <Radios
          name="here"
          legend={t.where}
          isTitle
          chosen={here ? 'here' : 'elsewhere'}
          options={[
            { value: 'here', label: r.here, note: start.place.place },
            { value: 'elsewhere', label: r.elsewhere },
          ]}
          // What was picked from the list is somewhere else.
          onChoose={(value) =>
            write({
              isElsewhere: value === 'elsewhere',
              ...(value === 'here' && draft.grid && { grid: undefined, place: '' }),
            })
          }
        />
      )}
      <Field
        pointer="/place"
        name="place"
        label={here ? r.detail + t.optional : r.place}
        hint={here ? r.detailHint : r.placeHint}
        value={draft.place}
        errors={errors}
        t={t}
        onType={(place) => write({ place })}
      />
      {!isAwake && <p class="hint">{r.noLocate}</p>}
      {!here && isAwake && <Picker {...room} />}
      {!here && isAwake && <Locate {...room} />}
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}

/** The phone's own position, which is WGS-84 by the standard. Shown nowhere, so its error in metres is said. */
function Locate({ language, draft, write }: Room) {
  const r = ROOM_WORDS[language]
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
  const said = status === 'locating' ? r.locating : status === 'failed' ? r.notLocated : ''
  return (
    <div class="field">
      <p role="status" class={status === 'failed' ? 'error' : 'hint'}>
        {said || (draft.point ? fill(r.located, draft.point.metres) : '')}
      </p>
      <button
        type="button"
        class="plain"
        id="point"
        onClick={draft.point ? () => write({ point: undefined }) : locate}
      >
        {draft.point ? r.unlocate : r.locate}
      </button>
    </div>
  )
}
