/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type FieldError, ProblemError } from '../shared/api.ts'
import type { Language } from '../shared/speak.ts'
import { Check, type Sending } from './check.tsx'
import { Done } from './done.tsx'
import * as drafts from './draft.ts'
import { Frame } from './frame.tsx'
import { Integrity } from './integrity.tsx'
import { Later } from './later.tsx'
import * as memory from './memory.ts'
import { focusTop, Notice, type Room } from './parts.tsx'
import { Contact, Tell, What, Where } from './questions.tsx'
import { type Receipt, send, speakTo } from './send.ts'
import { type Words, zh } from './words.ts'

const loadFollow = () => import('./follow.tsx').then((room) => room.Follow)
const wordsOf = async (language: Language): Promise<Words> =>
  language === 'zh' ? zh : (await import('./words-en.ts')).en
/** Words that cannot be fetched leave the page in the language it is in. */
const stay = () => undefined

/**
 * The first rendering is the same on the server and on the phone: Chinese, first question, nothing filled in. What this phone
 * remembers and what the address asks for come right after it.
 */
export function App({ start }: { start: drafts.Start }) {
  const [isAwake, setAwake] = useState(false)
  const [wanted, setWanted] = useState('')
  const [t, setWords] = useState<Words>(zh)
  const [draft, setDraft] = useState(drafts.EMPTY)
  const [isRestored, setRestored] = useState(false)
  const [receipt, setReceipt] = useState<Receipt>()
  const [allErrors, setErrors] = useState<FieldError[]>([])
  const [sending, setSending] = useState<Sending>()
  const [attempt, setAttempt] = useState(0)
  const hasChecked = useRef(false)

  const language: Language = t === zh ? 'zh' : 'en'
  const step = isAwake ? drafts.openStep(wanted, draft, start, !!receipt) : 'what'
  const errors = allErrors.filter(({ pointer }) => (drafts.questionOf(pointer) ?? 'check') === step)
  hasChecked.current ||= step === 'check'

  useEffect(() => {
    const read = () => setWanted(location.hash.replace(/^#\/?/, ''))
    const kept = memory.loadDraft(start)
    read()
    setDraft(kept)
    setRestored(kept.words.trim() !== '')
    wordsOf(memory.loadLanguage()).then(setWords, stay)
    if (/^#\/(done|follow)/.test(location.hash)) setReceipt(memory.loadReceipt())
    setAwake(true)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [start])

  useEffect(() => {
    speakTo(language)
    document.documentElement.lang = t.lang
  }, [language, t])

  // After each turn of a page, not when the first one opens: nobody has asked for the focus to move by then.
  const hasTurned = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt on the same page must take the focus again.
  useEffect(() => {
    if (!isAwake) return
    document.title = `${errors.length > 0 ? t.wrong : ''}${t[step]} - ${t.name}`
    if (wanted && wanted !== step) location.replace(`#/${step}`)
    if (hasTurned.current) focusTop()
    hasTurned.current = true
  }, [isAwake, step, attempt])

  const go = (next: drafts.Step) => {
    location.hash = `#/${next}`
  }
  // By reference: a position may arrive while the person types on.
  const latest = useRef(draft)
  latest.current = draft
  const write = (patch: Partial<drafts.Draft>) => {
    const { current } = latest
    const written = { ...current, ...patch, key: current.key || memory.newKey(), at: Date.now() }
    latest.current = written
    setDraft(written)
    memory.saveDraft(start, written)
    return written
  }
  const next = (question: drafts.Question, patch: Partial<drafts.Draft> = {}) => {
    const found = drafts.errorsOf(question, write(patch), start, language, t)
    const others = allErrors.filter(({ pointer }) => drafts.questionOf(pointer) !== question)
    setErrors([...found, ...others])
    setAttempt(attempt + 1)
    if (found.length > 0) return
    const waiting = others.map(({ pointer }) => drafts.questionOf(pointer)).find((other) => other)
    const following = drafts.QUESTIONS[drafts.QUESTIONS.indexOf(question) + 1]
    go(waiting ?? (hasChecked.current ? 'check' : (following ?? 'check')))
  }
  const submit = async () => {
    if (sending === 'sending') return
    setSending('sending')
    const body = drafts.bodyOf(draft, start)
    const isNew = !draft.tried.some((tried) => JSON.stringify(tried) === JSON.stringify(body))
    const current = write({ tried: isNew ? [...draft.tried, body] : draft.tried })
    try {
      const received: Receipt = {
        ...(await send(body, current)),
        isCalled: body.wish === 'reply' && !!body.contact?.phone,
        isHere: drafts.isHere(current, start),
      }
      memory.saveReceipt(received)
      memory.eraseDraft(start)
      setReceipt(received)
      setDraft(drafts.EMPTY)
      setSending(undefined)
    } catch (error) {
      setSending(failureOf(error))
    }
  }
  /** Sends the person to the first page with something wrong; what is no field's fault is said above the button. */
  const failureOf = (error: unknown): Sending => {
    if (!(error instanceof ProblemError)) return { failed: t.offline }
    if (error.status >= 500) return { failed: t.busy }
    const wrong = error.problem.errors ?? []
    const page = wrong.map(({ pointer }) => drafts.questionOf(pointer)).find((question) => question)
    setErrors(wrong)
    if (!page) return { failed: error.problem.title }
    go(page)
    return undefined
  }
  const startOver = () => {
    memory.eraseDraft(start)
    memory.eraseReceipt()
    setReceipt(undefined)
    setDraft(drafts.EMPTY)
    setRestored(false)
    hasChecked.current = false
    go('what')
  }
  const changeLanguage = () => {
    setErrors([])
    setSending(undefined)
    const other = language === 'zh' ? 'en' : 'zh'
    memory.saveLanguage(other)
    wordsOf(other).then(setWords, stay)
  }

  const room: Room = { t, language, start, draft, errors, write, next, go }
  return (
    <Frame t={t} start={start} step={step} onLanguage={changeLanguage}>
      {step === 'what' && isRestored && (
        <Notice text={t.restored} action={t.startOver} onAction={startOver} />
      )}
      {step === 'what' && <What {...room} />}
      {step === 'where' && <Where {...room} />}
      {step === 'tell' && <Tell {...room} />}
      {step === 'contact' && <Contact {...room} />}
      {step === 'check' && <Check {...room} sending={sending} submit={() => void submit()} />}
      {step === 'done' && receipt && <Done {...room} receipt={receipt} another={startOver} />}
      {step === 'follow' && (
        <Later load={loadFollow} props={{ t, language, go, receipt }} title={t.follow} t={t} />
      )}
      {step === 'integrity' && <Integrity t={t} go={go} />}
    </Frame>
  )
}
