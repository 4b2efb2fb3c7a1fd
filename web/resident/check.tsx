/** @jsxImportSource preact */
import { CATEGORIES } from '../../lib/report/categories.ts'
import { answerLines } from '../../lib/report/questions.ts'
import { fill } from '../shared/speak.ts'
import { isHere, plainPhone, type Question, questionsFor } from './draft.ts'
import { Page, type Room } from './parts.tsx'
import { Photos } from './photos-mount.tsx'
import { type Sending, Submit } from './submit.tsx'
import { ROOM_WORDS } from './words-rooms.ts'

/** All answers once more, each with its way back; then the one button that sends. */
export function Check({ sending, submit, ...room }: Room & { sending: Sending; submit(): void }) {
  const { t, language, start, draft, go } = room
  const r = ROOM_WORDS[language]
  const row = (question: Question, lines: (string | false | undefined)[]) => (
    <div class="row">
      <dt>{r.rows[question]}</dt>
      <dd>
        {lines.filter(Boolean).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </dd>
      <dd class="change">
        <button
          type="submit"
          class="as-link"
          name="go"
          value={question}
          onClick={(event) => {
            event.preventDefault()
            go(question)
          }}
        >
          {r.change}
          <span class="unseen">{r.rows[question]}</span>
        </button>
      </dd>
    </div>
  )
  const here = isHere(draft, start)
  const phone = plainPhone(draft.phone)
  const photos = draft.uploads.filter(({ kind }) => kind === 'photo').length
  return (
    <Page step="check" asked={[]} title={t.check} hint={r.checkHint} room={room} onSend={submit}>
      <dl class="cells">
        {row('what', [draft.category && CATEGORIES[draft.category][language]])}
        {questionsFor(draft).includes('where') &&
          row('where', [
            here && start.place.place,
            !here && draft.grid?.name,
            draft.place.trim(),
            !here && draft.point && r.pointKept,
          ])}
        {row('tell', [
          draft.words.trim(),
          ...(draft.category ? answerLines(draft.category, draft.answers, language) : []),
          photos > 0 && fill(r.photosKept, photos),
          draft.uploads.length > photos && r.voiceKept,
        ])}
        {row('contact', [phone || r.anonymous, draft.name.trim(), r.wishes[draft.wish]])}
      </dl>
      {room.tray.current && <Photos {...room} keep={room.keepUpload} kept={draft.uploads} isBrief />}
      <Consent t={t} language={language} />
      <Submit sending={sending} t={t} />
    </Page>
  )
}

/** The sentence with the name of the page in it, which is the link. */
function Consent({ t, language }: Pick<Room, 't' | 'language'>) {
  const [before, after] = ROOM_WORDS[language].consent.split('{}')
  return (
    <p class="hint consent">
      {before}
      <a href={`/privacy?lang=${t.lang.slice(0, 2)}`} target="_blank" rel="noreferrer">
        {t.privacy}
      </a>
      {after}
    </p>
  )
}
