/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { FORM_WORDS } from '../../lib/contracts/form-words.ts'
import { type FieldError, ProblemError } from '../shared/api.ts'
// This room uses much of the form's code. Naming all of it keeps that in one file, which compresses far better than two.
import './app.tsx'
import type { Posted } from './draft.ts'
import { Field, focusTop, Page, type Room } from './parts.tsx'
import { Progress } from './progress.tsx'
import { call, patiently, type Receipt } from './send.ts'
import type { Followed } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

export type FollowProps = Room & { receipt: Receipt | undefined; posted: Posted['follow'] | undefined }

export const plainPin = (typed: string) => typed.normalize('NFKC').replace(/\s/g, '')

/** What is wrong with what was typed, before anybody is asked; the same on the phone and on the server. */
export function wrongIn(number: string, pin: string, language: Room['language']): FieldError[] {
  return [
    !number.trim() && { pointer: '/number', message: FOLLOW_WORDS[language].numberMissing },
    !/^\d{6}$/.test(plainPin(pin)) && { pointer: '/pin', message: FORM_WORDS['pin-wrong'][language] },
  ].filter((error) => !!error)
}

/** Number and PIN, then how far it is. Whoever has just reported does not type what the page still knows. */
export function Follow({ receipt, posted, ...room }: FollowProps) {
  const { t, language, go } = room
  const [number, setNumber] = useState(posted?.number ?? receipt?.number ?? '')
  const [pin, setPin] = useState(posted?.pin ?? receipt?.pin ?? '')
  const [errors, setErrors] = useState<FieldError[]>(start(room))
  const [failed, setFailed] = useState('')
  const [isFinding, setFinding] = useState(false)
  const [report, setReport] = useState<Followed | undefined>(posted?.report)

  const f = FOLLOW_WORDS[language]
  const find = async () => {
    if (isFinding) return
    const wrong = wrongIn(number, pin, language)
    setErrors(wrong)
    setFailed('')
    if (wrong.length > 0) return
    setFinding(true)
    try {
      setReport(
        await patiently(() =>
          call('openReport', { params: { number: number.trim() }, body: { pin: plainPin(pin) } }),
        ),
      )
    } catch (error) {
      const refusal = error instanceof ProblemError && error.status < 500 ? error.problem : undefined
      if (!refusal) setFailed(t.notReached)
      else setErrors(refusal.errors ?? [{ pointer: '/number', message: refusal.title }])
    } finally {
      setFinding(false)
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up by itself once, when the page opens.
  useEffect(() => {
    if (receipt && !report) void find()
  }, [])
  // A photo that has been looked at meanwhile is not: nobody is to lose their place for it.
  const news = report && [report.number, report.status, report.rating?.level].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is something new to read.
  useEffect(() => {
    focusTop()
  }, [news, errors])

  if (report) {
    return (
      <Progress
        {...room}
        report={report}
        pin={plainPin(pin)}
        notice={posted?.notice ?? ''}
        onChange={setReport}
        onLeave={() => {
          setReport(undefined)
          setNumber('')
          setPin('')
        }}
      />
    )
  }
  return (
    <Page
      step="follow"
      asked={['number', 'pin']}
      title={t.follow}
      hint={f.followHint}
      room={{ ...room, errors }}
      onSend={() => void find()}
    >
      <Field
        pointer="/number"
        name="number"
        label={t.number}
        hint={f.numberHint}
        value={number}
        errors={errors}
        t={t}
        more={{ autoComplete: 'off', autoCapitalize: 'characters', spellcheck: 'false' }}
        onType={setNumber}
      />
      <Field
        pointer="/pin"
        name="pin"
        label={t.pin}
        hint={f.pinHint}
        value={pin}
        errors={errors}
        t={t}
        more={{ inputMode: 'numeric', autoComplete: 'off' }}
        onType={setPin}
      />
      {failed && (
        <p class="notice bad" role="alert">
          {failed}
        </p>
      )}
      <button class="main" type="submit" aria-disabled={isFinding}>
        {failed ? t.again : f.find}
      </button>
      <p role="status" class="hint">
        {isFinding ? f.finding : ''}
      </p>
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
        {f.toForm}
      </button>
    </Page>
  )
}

/** What the server found wrong with a plain form's number and PIN. */
const start = ({ start: { posted } }: Room) => (posted?.step === 'follow' ? posted.errors : [])
