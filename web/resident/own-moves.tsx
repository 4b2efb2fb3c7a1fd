/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { FORM_WORDS } from '../../lib/contracts/form-words.ts'
import { type FieldError, ProblemError } from '../shared/api.ts'
import { Field, Page, type Room } from './parts.tsx'
import { RatingForm } from './rating.tsx'
import { call, isPassing } from './send.ts'
import type { Followed } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

const OWN = ['answer', 'reopen', 'withdraw'] as const
export type OwnMove = (typeof OWN)[number] | 'rate'

export type OwnMovesProps = Room & {
  report: Followed
  pin: string
  onMoved(report: Followed, said: string): void
}

/** What the resident can do now. Each asks for a word of explanation, in place, and can be left again. */
export function OwnMoves({ report, pin, onMoved, ...room }: OwnMovesProps) {
  const { t, language, isAwake } = room
  const [move, setMove] = useState<OwnMove>()
  const [words, setWords] = useState('')
  const [level, setLevel] = useState('')
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
    if (move && move !== 'rate') document.getElementById('words')?.focus()
  }, [move])
  useEffect(() => {
    if (errors.length > 0) document.querySelector<HTMLElement>('.problem')?.focus()
  }, [errors])

  const send = async (made: OwnMove) => {
    if (isSending) return
    setFailed('')
    setMove(made)
    const wrong = wrongMove(made, words, level, language)
    setErrors(wrong)
    if (wrong.length > 0) return
    setSending(true)
    try {
      const said = words.trim()
      const body = { pin, ...(said && { words: said }), ...(made === 'rate' && { level: Number(level) }) }
      const moved = await call('moveOwnReport', { params: { number, move: made }, body })
      choose(undefined)
      onMoved(moved, movedWords(made, level, language))
    } catch (error) {
      const refusal = error instanceof ProblemError && !isPassing(error) ? error : undefined
      if (refusal?.problem.errors) setErrors(refusal.problem.errors)
      else setFailed(refusal?.problem.title ?? t.notReached)
      // An answer may have been lost on its way, or staff were quicker: show what is true now.
      if (refusal?.status === 409) {
        onMoved(await call('openReport', { params: { number }, body: { pin } }), refusal.problem.title)
      }
    } finally {
      setSending(false)
    }
  }
  const ending = (
    <>
      {failed && (
        <p class="notice bad" role="alert">
          {failed}
        </p>
      )}
      <p role="status" class="hint">
        {isSending ? t.sending : ''}
      </p>
    </>
  )

  const moves = OWN.filter((name) => open.includes(name))
  const isOpen = (name: (typeof OWN)[number]) => !isAwake || move === name
  const withNumber = { ...room, errors }
  return (
    <>
      {report.canRate && (
        <RatingForm
          room={{ ...withNumber, errors: move === 'rate' ? errors : [] }}
          report={report}
          pin={pin}
          level={level}
          words={move === 'rate' ? words : ''}
          onLevel={setLevel}
          onWords={(said) => {
            setMove('rate')
            setWords(said)
          }}
          onSend={() => void send('rate')}
        />
      )}
      {moves.includes('answer') && <p class="lead">{f.askHint}</p>}
      {moves.includes('reopen') && (status === 'resolved' || status === 'closed') && (
        <p class="lead">{f.reopenHint}</p>
      )}
      {moves.map((name) =>
        isOpen(name) ? (
          <Page
            key={name}
            step="follow"
            level={2}
            asked={['words', 'number', 'pin', 'move']}
            title={f.moves[name]}
            room={{ ...withNumber, errors: move === name ? errors : [] }}
            onSend={() => void send(name)}
          >
            <Own number={number} pin={pin} move={name} />
            <Field
              pointer={isAwake ? '/words' : `/words-${name}`}
              name="words"
              label={f.moveAsks[name]}
              value={isAwake ? words : ''}
              errors={errors}
              t={t}
              rows={4}
              onType={setWords}
            />
            <button class="main" type="submit" aria-disabled={isSending}>
              {failed ? t.again : f.send}
            </button>
            {isAwake && (
              <button type="button" class="plain" onClick={() => choose(undefined)}>
                {f.cancel}
              </button>
            )}
          </Page>
        ) : (
          <button
            type="button"
            class={name === 'withdraw' ? 'plain' : 'main'}
            key={name}
            onClick={() => choose(name)}
          >
            {f.moves[name]}
          </button>
        ),
      )}
      {ending}
    </>
  )
}

/** Whose report a plain form is about. */
export const Own = ({ number, pin, move }: { number: string; pin: string; move: OwnMove }) => (
  <>
    <input type="hidden" name="number" value={number} />
    <input type="hidden" name="pin" value={pin} />
    <input type="hidden" name="move" value={move} />
  </>
)

/** The same on the phone and on the server. */
export function wrongMove(
  move: OwnMove,
  words: string,
  level: string,
  language: Room['language'],
): FieldError[] {
  if (move === 'rate')
    return /^[1-5]$/.test(level)
      ? []
      : [{ pointer: '/level', message: FORM_WORDS['level-missing'][language] }]
  return words.trim() ? [] : [{ pointer: '/words', message: FORM_WORDS['said-missing'][language] }]
}

export function movedWords(move: OwnMove, level: string, language: Room['language']): string {
  const f = FOLLOW_WORDS[language]
  if (move !== 'rate') return f.moved[move]
  return Number(level) <= 2 ? f.ratedLow : f.ratedThanks
}
