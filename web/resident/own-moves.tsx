/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { type FieldError, ProblemError } from '../shared/api.ts'
import { ErrorSummary, Field, type Room } from './parts.tsx'
import { call, isPassing } from './send.ts'
import type { Followed } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

const OWN = ['answer', 'reopen', 'withdraw'] as const
type OwnMove = (typeof OWN)[number]

export type OwnMovesProps = Pick<Room, 't' | 'language'> & {
  report: Followed
  pin: string
  onMoved(report: Followed, said: string): void
}

/** What the resident can do now. Each asks for a word of explanation, in place, and can be left again. */
export function OwnMoves({ t, language, report, pin, onMoved }: OwnMovesProps) {
  const [move, setMove] = useState<OwnMove>()
  const [words, setWords] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  const [failed, setFailed] = useState('')
  const [isSending, setSending] = useState(false)
  const f = FOLLOW_WORDS[language]
  const { number, open, status } = report
  const choose = (chosen: OwnMove | undefined) => {
    setMove(chosen)
    setWords('')
    setErrors([])
    setFailed('')
  }
  useEffect(() => {
    if (move) document.getElementById('words')?.focus()
  }, [move])
  useEffect(() => {
    if (errors.length > 0) document.querySelector<HTMLElement>('.problem')?.focus()
  }, [errors])

  const send = async (event: Event) => {
    event.preventDefault()
    if (!move || isSending) return
    setFailed('')
    if (!words.trim())
      return setErrors([{ pointer: '/words', message: FIELD_WORDS['said-missing'][language] }])
    setErrors([])
    setSending(true)
    try {
      const moved = await call('moveOwnReport', {
        params: { number, move },
        body: { pin, words: words.trim() },
      })
      choose(undefined)
      onMoved(moved, f.moved[move])
    } catch (error) {
      const refusal = error instanceof ProblemError && !isPassing(error) ? error : undefined
      if (refusal?.problem.errors) setErrors(refusal.problem.errors)
      else setFailed(refusal?.problem.title ?? t.notReached)
      // An answer may have been lost on its way, or staff were quicker: show what is true now.
      if (refusal?.status === 409) {
        onMoved(await call('followReport', { params: { number }, query: { pin } }), refusal.problem.title)
      }
    } finally {
      setSending(false)
    }
  }

  const moves = OWN.filter((name) => open.includes(name))
  if (moves.length === 0) return null
  if (!move || !moves.includes(move)) {
    return (
      <div class="moves">
        {moves.includes('answer') && <p class="lead">{f.askHint}</p>}
        {(status === 'resolved' || status === 'closed') && <p class="lead">{f.reopenHint}</p>}
        {moves.map((name) => (
          <button
            type="button"
            class={name === 'withdraw' ? 'plain' : 'main'}
            key={name}
            onClick={() => choose(name)}
          >
            {f.moves[name]}
          </button>
        ))}
      </div>
    )
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <h2>{f.moves[move]}</h2>
      <ErrorSummary errors={errors} t={t} />
      <Field
        pointer="/words"
        label={f.moveAsks[move]}
        value={words}
        errors={errors}
        t={t}
        rows={4}
        onType={setWords}
      />
      {failed && (
        <p class="notice bad" role="alert">
          {failed}
        </p>
      )}
      <button class="main" type="submit" aria-disabled={isSending}>
        {failed ? t.again : f.send}
      </button>
      <button type="button" class="plain" onClick={() => choose(undefined)}>
        {f.cancel}
      </button>
      <p role="status" class="hint">
        {isSending ? t.sending : ''}
      </p>
    </form>
  )
}
