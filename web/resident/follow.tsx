/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { type FieldError, ProblemError } from '../shared/api.ts'
// This room uses much of the form's code. Naming all of it keeps that in one file, which compresses far better than two.
import './app.tsx'
import { Field, focusTop, Page, type Room } from './parts.tsx'
import { Progress } from './progress.tsx'
import { call, patiently, type Receipt } from './send.ts'
import type { Followed } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

export type FollowProps = Pick<Room, 't' | 'language' | 'go'> & { receipt: Receipt | undefined }

/** Number and PIN, then how far it is. Whoever has just reported does not type what the page still knows. */
export function Follow({ t, language, go, receipt }: FollowProps) {
  const [number, setNumber] = useState(receipt?.number ?? '')
  const [pin, setPin] = useState(receipt?.pin ?? '')
  const [errors, setErrors] = useState<FieldError[]>([])
  const [failed, setFailed] = useState('')
  const [isFinding, setFinding] = useState(false)
  const [report, setReport] = useState<Followed>()

  const f = FOLLOW_WORDS[language]
  const plainPin = pin.normalize('NFKC').replace(/\s/g, '')
  const find = async () => {
    if (isFinding) return
    const wrong = [
      !number.trim() && { pointer: '/number', message: f.numberMissing },
      !/^\d{6}$/.test(plainPin) && { pointer: '/pin', message: FIELD_WORDS['pin-wrong'][language] },
    ].filter((error) => !!error)
    setErrors(wrong)
    setFailed('')
    if (wrong.length > 0) return
    setFinding(true)
    try {
      setReport(
        await patiently(() =>
          call('followReport', { params: { number: number.trim() }, query: { pin: plainPin } }),
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
    if (receipt) void find()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is something new to read.
  useEffect(() => {
    focusTop()
  }, [report, errors])

  if (report) {
    return (
      <Progress
        t={t}
        language={language}
        report={report}
        pin={plainPin}
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
    <Page title={t.follow} hint={f.followHint} room={{ t, errors }} onSend={() => void find()}>
      <Field
        pointer="/number"
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
      <button type="button" class="plain" onClick={() => go('what')}>
        {f.toForm}
      </button>
    </Page>
  )
}
