/** @jsxImportSource preact */
import { Page, type Room } from './parts.tsx'
import { ROOM_WORDS } from './words-rooms.ts'

/**
 * The confidential way: who sees it, what is kept and where else one can go, before the first word is written. Nothing is
 * fetched for this page: nobody can tell from the network that it was read.
 */
export function Integrity(room: Room) {
  const { t, next, go, language } = room
  const r = ROOM_WORDS[language]
  const tell = [r.integrityWho, r.integrityKept, r.integrityPhone, r.integrityDevice]
  return (
    <Page
      step="integrity"
      asked={['category', 'answer']}
      title={t.integrity}
      hint={r.integrityLead}
      room={room}
      onSend={() => next('what', { category: 'conduct', answers: {} })}
    >
      <ul class="cells steps">
        {tell.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <button type="submit" class="main" name="category" value="conduct">
        {r.integrityBegin}
      </button>
      <h2>{r.integrityOther}</h2>
      <a class="cell phone" href="tel:12388">
        <span>{r.integrityCallText}</span>
        <strong>12388</strong>
      </a>
      <p class="cell">{r.integrityWriteText}</p>
      <button
        type="submit"
        class="plain"
        name="go"
        value="what"
        onClick={(event) => {
          event.preventDefault()
          go('what')
        }}
      >
        {r.integrityBack}
      </button>
    </Page>
  )
}
