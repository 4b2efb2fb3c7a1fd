/** @jsxImportSource preact */
import { CATEGORIES } from '../../lib/report/categories.ts'
import { numbersFor } from '../../lib/report/emergency.ts'
import { QUESTIONS_OF } from '../../lib/report/questions.ts'
import { suggestCategory } from '../../lib/report/suggest.ts'
import { fill } from '../shared/speak.ts'
import { DANGER, Danger } from './danger.tsx'
import { Field, Page, Radios, type Room } from './parts.tsx'
import { Photos } from './photos-mount.tsx'
import { answerName } from './posted.ts'
import { ROOM_WORDS } from './words-rooms.ts'

/** What happened, in their own words; danger first, then what the words and the category make worth asking. */
export function Tell(room: Room) {
  const { t, language, draft, errors, write, next } = room
  const r = ROOM_WORDS[language]
  const urgent = numbersFor(draft.words, draft.category)
  const isSecret = draft.category === 'conduct'
  const asked = draft.category ? (QUESTIONS_OF[draft.category] ?? []) : []
  const names = ['words', ...asked.map(({ id }) => answerName(id))]
  return (
    <Page step="tell" asked={names} title={t.tell} room={room} onSend={() => next('tell')}>
      {!isSecret && urgent.length > 0 && (
        <Danger t={t} numbers={DANGER.filter((one) => urgent.includes(one))} />
      )}
      <Field
        pointer="/words"
        name="words"
        label={t.tell}
        isTitle
        hint={isSecret ? r.integrityTips : r.tellHint}
        value={draft.words}
        errors={errors}
        t={t}
        rows={7}
        onType={(words) => write({ words })}
      />
      <p class="count">{fill(r.count, draft.words.trim().length)}</p>
      {!isSecret && <Suggestion {...room} />}
      {asked.map((question) => (
        <Radios
          key={question.id}
          name={answerName(question.id)}
          legend={question[language] + t.optional}
          chosen={draft.answers[question.id] ?? ''}
          options={question.options.map((option) => ({ value: option.id, label: option[language] }))}
          onChoose={(value) => write({ answers: { ...draft.answers, [question.id]: value } })}
        />
      ))}
      <UploadsOf {...room} />
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}

/** Without script there is nothing to add photos with, and the page says what to do instead. */
function UploadsOf({ t, language, draft, isAwake, write, tray, keepUpload }: Room) {
  if (!isAwake) return <p class="hint">{ROOM_WORDS[language].noPhotos}</p>
  return (
    <Photos
      t={t}
      language={language}
      tray={tray}
      keep={keepUpload}
      kept={draft.uploads}
      drop={(tokens) => write({ uploads: draft.uploads.filter(({ token }) => !tokens.includes(token)) })}
      isSecret={draft.category === 'conduct'}
    />
  )
}

/** Read from the words, with the word it was read from; taking it is the person's to do. */
function Suggestion({ language, draft, write }: Room) {
  const r = ROOM_WORDS[language]
  const found = suggestCategory(draft.words)
  if (!found || found.category === draft.category) return null
  const name = CATEGORIES[found.category][language]
  return (
    <div class="notice" role="status">
      <p>{fill(fill(r.suggested, found.because), name)}</p>
      <button
        type="submit"
        class="plain"
        name="suggested"
        value={found.category}
        onClick={(event) => {
          event.preventDefault()
          write({ category: found.category, answers: {} })
        }}
      >
        {fill(r.takeSuggestion, name)}
      </button>
      <p class="hint">{r.keepCategory}</p>
    </div>
  )
}

export function Contact(room: Room) {
  const { t, draft, errors, write, next } = room
  const r = ROOM_WORDS[room.language]
  return (
    <Page
      step="contact"
      asked={['phone', 'name', 'wish']}
      title={t.contact}
      hint={draft.category === 'conduct' ? r.integrityPhone : r.contactHint}
      room={room}
      onSend={() => next('contact')}
    >
      <PhoneField room={room} label={r.phone + t.optional} />
      <Field
        pointer="/contact/name"
        name="name"
        label={r.called + t.optional}
        hint={r.calledHint}
        value={draft.name}
        errors={errors}
        t={t}
        more={{ autoComplete: 'name' }}
        onType={(name) => write({ name })}
      />
      <Radios
        name="wish"
        legend={r.wish}
        chosen={draft.wish}
        options={(['reply', 'no_reply'] as const).map((value) => ({ value, label: r.wishes[value] }))}
        onChoose={(wish) => write({ wish })}
      />
      <button class="main" type="submit">
        {t.next}
      </button>
    </Page>
  )
}

export const PhoneField = ({ room, label }: { room: Room; label: string }) => (
  <Field
    pointer="/contact/phone"
    name="phone"
    label={label}
    hint={ROOM_WORDS[room.language].phoneHint}
    value={room.draft.phone}
    errors={room.errors}
    t={room.t}
    more={{ type: 'tel', inputMode: 'tel', autoComplete: 'tel' }}
    onType={(phone) => room.write({ phone })}
  />
)
