/** @jsxImportSource preact */
import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type FieldError, ProblemError } from '../shared/api.ts'
import type { Language } from '../shared/speak.ts'
import * as drafts from './draft.ts'
import type { FollowProps } from './follow.tsx'
import { Frame } from './frame.tsx'
import { Later } from './later.tsx'
import * as memory from './memory.ts'
import { focusTop, Notice, type Room } from './parts.tsx'
import type { Kept, Tray } from './photos-tray.ts'
import type { RoomsProps } from './rooms.tsx'
import { addUploads, asTried, type Receipt, send, speakTo } from './send.ts'
import type { Sending } from './submit.tsx'
import { similarTo, supportOne } from './support.ts'
import { What } from './what.tsx'
import { type Words, zh } from './words.ts'

const loadFollow = () => import('./follow.tsx').then((room) => room.Follow)
const loadRooms = () => import('./rooms.tsx').then((rooms) => rooms.Rooms)
export const wordsOf = async (language: Language): Promise<Words> =>
  language === 'zh' ? zh : (await import('./words-en.ts')).en
/** Words that cannot be fetched leave the page in the language it is in. */
const stay = () => undefined

/** What the server has at hand when it draws a page, and the phone fetches only when it is asked for. */
export type Given = {
  words?: Words
  Follow?: ComponentType<FollowProps>
  Rooms?: ComponentType<RoomsProps>
}

/**
 * The first rendering is the same on the server and on the phone: nothing filled in, or what a plain form has sent. What
 * this phone remembers and what the address asks for come right after it.
 */
export function App({ start, given = {} }: { start: drafts.Start; given?: Given }) {
  const { posted } = start
  const [isAwake, setAwake] = useState(false)
  const [wanted, setWanted] = useState<string>(posted?.step ?? '')
  const [t, setWords] = useState<Words>(given.words ?? zh)
  const [isElder, setElder] = useState(posted?.isElder ?? false)
  const [draft, setDraft] = useState(posted?.draft ?? drafts.EMPTY)
  const [isRestored, setRestored] = useState(false)
  const [receipt, setReceipt] = useState<Receipt | undefined>(posted?.receipt)
  const [allErrors, setErrors] = useState<FieldError[]>(posted?.errors ?? [])
  const [sending, setSending] = useState<Sending>()
  const [similar, setSimilar] = useState<drafts.Similar[]>(posted?.similar ?? [])
  const [attempt, setAttempt] = useState(0)
  const [Rooms, setRooms] = useState(() => given.Rooms)
  const hasChecked = useRef(false)

  const language: Language = t.lang === 'en' ? 'en' : 'zh'
  const step =
    isAwake || posted ? drafts.openStep(wanted || (posted?.step ?? ''), draft, start, !!receipt) : 'what'
  const errors = allErrors.filter(
    ({ pointer }) => step === 'callback' || (drafts.questionOf(pointer) ?? 'check') === step,
  )
  hasChecked.current ||= step === 'check'

  // By reference: a position may arrive while the person types on.
  const latest = useRef(draft)
  latest.current = draft
  const taken = useRef(posted?.receipt)
  const tray = useRef<Tray | undefined>(undefined)
  const write = (patch: Partial<drafts.Draft>) => {
    const { current } = latest
    const { isQueued: _, ...kept } = current
    const written = { ...kept, ...patch, key: current.key || memory.newKey(), at: Date.now() }
    latest.current = written
    setDraft(written)
    memory.saveDraft(start, written)
    return written
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page wakes.
  useEffect(() => {
    const read = () => setWanted(location.hash.replace(/^#\/?/, '') || (posted?.step ?? ''))
    // A form that was sent before the page woke is the newest draft; a page that was only opened has none of its own.
    const sent = posted?.draft.key ? posted.draft : undefined
    const kept = sent ?? memory.loadDraft(start)
    read()
    latest.current = kept
    setDraft(kept)
    setRestored(!posted && kept.words.trim() !== '')
    if (sent) memory.saveDraft(start, sent)
    else {
      wordsOf(memory.loadLanguage()).then(setWords, stay)
      setElder(memory.loadElder())
    }
    if (!posted && /^#\/(done|follow)/.test(location.hash)) take(memory.loadReceipt())
    setAwake(true)
    loadRooms().then((loaded) => setRooms(() => loaded), stay)
    addEventListener('hashchange', read)
    if (kept.isQueued && navigator.onLine) void deliver(kept)
    return () => removeEventListener('hashchange', read)
  }, [start])

  // What was sent without a network goes by itself once there is one: the same key, so the same report.
  useEffect(() => {
    const back = () => {
      if (latest.current.isQueued) void deliver(latest.current)
    }
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  })

  useEffect(() => {
    speakTo(language)
    document.documentElement.lang = t.lang
    document.documentElement.classList.toggle('elder', isElder)
  }, [language, t, isElder])

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
  const next = (question: drafts.Question, patch: Partial<drafts.Draft> = {}) => {
    const written = write(patch)
    const found = drafts.errorsOf(question, written, start, language, t)
    const others = allErrors.filter(({ pointer }) => drafts.questionOf(pointer) !== question)
    setErrors([...found, ...others])
    setAttempt(attempt + 1)
    if (found.length > 0) return
    const waiting = others.map(({ pointer }) => drafts.questionOf(pointer)).find((other) => other)
    const following = waiting ?? (hasChecked.current ? 'check' : drafts.stepAfter(question, written))
    if (question !== 'where' || following !== 'tell') return go(following)
    void similarTo(written, start).then((rows) => {
      setSimilar(rows)
      go(rows.length > 0 ? 'similar' : following)
    })
  }

  const take = (received: Receipt | undefined) => {
    taken.current = received
    if (received && !received.isConfidential) memory.saveReceipt(received)
    setReceipt(received)
  }
  /** A photo may arrive before the report is sent, or after. */
  const keepUpload = async (kept: Kept) => {
    const { uploads, isQueued } = latest.current
    if (taken.current) await addUploads(taken.current, [kept.token])
    else write({ uploads: [...uploads, kept], ...(isQueued && { isQueued }) })
  }
  /** `held`: the files that were sent with it. */
  const receive = (received: Receipt, held: readonly string[] = []) => {
    const late = latest.current.uploads.map(({ token }) => token).filter((token) => !held.includes(token))
    const isShort = (received.uploads ?? 0) < held.length
    memory.eraseDraft(start)
    latest.current = drafts.EMPTY
    take({ ...received, ...(isShort && { isShort }) })
    if (late.length > 0) addUploads(received, late).catch(() => take({ ...received, isShort: true }))
    setDraft(drafts.EMPTY)
    setSending(undefined)
  }
  /** Sends what is written; without an answer it is queued, and stays the same report however often it is sent. */
  const deliver = async (written: drafts.Draft) => {
    setSending('sending')
    const body = asTried(drafts.bodyOf(written, start), written.tried)
    const isNew = !written.tried.includes(body)
    const current = write({ ...written, tried: isNew ? [...written.tried, body] : written.tried })
    try {
      const sent = await send(body, current)
      receive({ ...sent, ...drafts.toldOf(body, current, start, t) }, sent.isEarlier ? [] : body.uploads)
    } catch (error) {
      setSending(failureOf(error))
      if (!(error instanceof ProblemError)) write({ isQueued: true })
    }
  }
  const submit = () => {
    if (sending !== 'sending') void deliver(latest.current)
  }
  const callBack = () => {
    const asked = drafts.callbackDraft(latest.current, t)
    const found = [
      ...(drafts.plainPhone(asked.phone) ? [] : [drafts.phoneMissing(language)]),
      ...(['where', 'contact'] as const).flatMap((question) =>
        drafts.errorsOf(question, asked, start, language, t),
      ),
    ]
    setErrors(found)
    setAttempt(attempt + 1)
    if (found.length === 0 && sending !== 'sending') void deliver(asked)
  }
  const join = async (row: drafts.Similar) => {
    if (sending === 'sending') return
    setSending('sending')
    try {
      receive(await supportOne(row, write({}).key))
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
    latest.current = drafts.EMPTY
    tray.current?.end()
    tray.current = undefined
    take(undefined)
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
  const changeSize = () => {
    memory.saveElder(!isElder)
    setElder(!isElder)
  }

  const room: Room = {
    t,
    language,
    start,
    draft,
    isElder,
    isAwake,
    errors,
    write,
    next,
    go,
    tray,
    keepUpload,
  }
  const rooms: RoomsProps = {
    room,
    step,
    sending,
    similar,
    receipt,
    submit,
    callBack,
    join: (row) => void join(row),
    another: startOver,
  }
  const follow = { ...room, receipt, posted: posted?.follow }
  return (
    <Frame {...room} step={step} onLanguage={changeLanguage} onSize={changeSize}>
      {step === 'what' && isRestored && (
        <Notice text={t.restored} action={t.startOver} onAction={startOver} />
      )}
      {step === 'what' && <What {...room} />}
      {step !== 'what' &&
        step !== 'follow' &&
        (Rooms ? <Rooms {...rooms} /> : <Later load={loadRooms} props={rooms} title={t[step]} t={t} />)}
      {step === 'follow' &&
        (given.Follow ? (
          <given.Follow {...follow} />
        ) : (
          <Later load={loadFollow} props={follow} title={t.follow} t={t} />
        ))}
    </Frame>
  )
}
