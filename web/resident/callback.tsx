/** @jsxImportSource preact */
import { Field, Page, type Room } from './parts.tsx'
import { PhoneField } from './questions.tsx'
import { type Sending, Submit } from './submit.tsx'
import { ROOM_WORDS } from './words-rooms.ts'

/** For whoever would rather talk: one number, one button. The place is asked for only when no code says it. */
export function Callback(room: Room & { sending: Sending; submit(): void }) {
  const r = ROOM_WORDS[room.language]
  const { t, start, draft, errors, write, sending, submit } = room
  return (
    <Page
      step="callback"
      asked={['phone', 'place']}
      title={t.callback}
      hint={r.callbackLead}
      room={room}
      onSend={submit}
    >
      <PhoneField room={room} label={r.callbackPhone} />
      {!start.place.known && (
        <Field
          pointer="/place"
          name="place"
          label={r.place}
          hint={r.placeHint}
          value={draft.place}
          errors={errors}
          t={t}
          onType={(place) => write({ place })}
        />
      )}
      <Submit sending={sending} t={t} />
    </Page>
  )
}
