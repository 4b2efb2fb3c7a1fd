/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { type FieldError, ProblemError } from '../shared/api.ts'
import { plainPhone } from './draft.ts'
import { Field, Page, type Room } from './parts.tsx'
import { call } from './send.ts'
import { FOLLOW_WORDS } from './words-follow.ts'
import { ROOM_WORDS } from './words-rooms.ts'

type Data = AnswerOf<'ownData'>

/** What was left here, to see, take along, correct or erase: asked for by the person, never fetched by itself. */
export function OwnData({ number, pin, ...room }: Room & { number: string; pin: string }) {
  const { t, language } = room
  const f = FOLLOW_WORDS[language]
  const r = ROOM_WORDS[language]
  const [data, setData] = useState<Data>()
  const [said, setSaid] = useState('')
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  const ask = async (contact: Data['contact'] | null | undefined, words: string) => {
    setErrors([])
    try {
      const body = { pin, ...(contact !== undefined && { contact }) }
      const shown = await call('ownData', { params: { number }, body })
      setData(shown)
      setPhone(shown.contact?.phone ?? '')
      setName(shown.contact?.name ?? '')
      setSaid(words)
    } catch (error) {
      const wrong = error instanceof ProblemError ? error.problem.errors : undefined
      if (wrong) setErrors(wrong)
      else setSaid(t.notReached)
    }
  }
  const correct = () => {
    const typed = plainPhone(phone)
    void ask({ ...(typed && { phone: typed }), ...(name.trim() && { name: name.trim() }) }, f.dataSaved)
  }
  return (
    <section>
      <h2>{f.data}</h2>
      <p class="hint">{f.dataHint}</p>
      <p role="status">{said}</p>
      {!data && (
        <button type="button" class="plain" onClick={() => void ask(undefined, '')}>
          {f.dataShow}
        </button>
      )}
      {data && (
        <>
          <div class="cell said">
            <p>{data.words}</p>
            {data.place && <p>{data.place}</p>}
            <p>{[data.contact?.phone, data.contact?.name].filter(Boolean).join(' ') || f.dataNone}</p>
          </div>
          <a class="cell link" download={`${number}.json`} href={fileOf(data)}>
            {f.dataSave}
          </a>
          <Page
            step="follow"
            level={2}
            asked={[]}
            title={f.dataChange}
            room={{ ...room, errors }}
            onSend={correct}
          >
            <Field
              pointer="/contact/phone"
              name="phone"
              label={r.phone}
              value={phone}
              errors={errors}
              t={t}
              more={{ type: 'tel', inputMode: 'tel', autoComplete: 'tel' }}
              onType={setPhone}
            />
            <Field
              pointer="/contact/name"
              name="name"
              label={r.called}
              value={name}
              errors={errors}
              t={t}
              onType={setName}
            />
            <button type="submit" class="plain">
              {f.dataChange}
            </button>
            <button type="button" class="plain" onClick={() => void ask(null, f.dataErased)}>
              {f.dataErase}
            </button>
          </Page>
        </>
      )}
    </section>
  )
}

const fileOf = (data: Data) =>
  URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
