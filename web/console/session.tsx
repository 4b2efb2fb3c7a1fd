import { Button } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { MINUTE, SECOND } from '../../lib/kernel/instant.ts'
import { call, isProblem, onSignedOut } from './api.ts'
import { setClock } from './clock.tsx'
import { Seal } from './icons.tsx'
import { INBOX, isInbox } from './place.tsx'
import { Trouble, Waiting } from './trouble.tsx'
import { t } from './words.ts'

export type Me = AnswerOf<'readSession'>['staff']

const SessionContext = createContext<{ me?: Me; isOut: boolean }>({ isOut: true })
export const useMe = () => useContext(SessionContext).me!

const KEEP_ALIVE = 4 * MINUTE
const RETRY = 5 * SECOND

type State = { me?: Me; isOut?: boolean; trouble?: unknown }

/**
 * Nobody sees a page before the server has said who they are. A session that ends later leaves the page standing under a
 * notice: what was being written must survive signing in again.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const [{ me, isOut, trouble }, setState] = useState<State>({})
  const isUsed = useRef(false)

  const ask = async () => {
    const askedAt = Date.now()
    try {
      const { staff, now } = await call('readSession', {})
      setClock(now as never, askedAt, Date.now())
      setState({ me: staff })
    } catch (error) {
      if (!isProblem(error, 'signed-out')) setState((old) => (old.me ? old : { trouble: error }))
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once here; the timers below ask again
  useEffect(() => {
    const use = () => {
      isUsed.current = true
    }
    // A desk nobody touches is not kept signed in, however long its lists refresh themselves.
    const timer = setInterval(() => {
      if (!isUsed.current || document.hidden) return
      isUsed.current = false
      void ask()
    }, KEEP_ALIVE)
    const look = () => {
      if (!document.hidden) void ask()
    }
    const forget = onSignedOut(() => setState(({ me }) => ({ isOut: true, ...(me && { me }) })))
    const gestures = ['pointerdown', 'keydown'] as const
    for (const gesture of gestures) addEventListener(gesture, use)
    document.addEventListener('visibilitychange', look)
    void ask()
    return () => {
      clearInterval(timer)
      forget()
      for (const gesture of gestures) removeEventListener(gesture, use)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])

  // Signing in happens in another tab; this one notices.
  const isWaiting = !!me && !!isOut
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` says nothing new between two drawings
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => void ask(), RETRY)
    return () => clearInterval(timer)
  }, [isWaiting])

  const session = useMemo(() => ({ isOut: !!isOut, ...(me && { me }) }), [me, isOut])
  if (trouble) return <Trouble error={trouble} retry={ask} />
  if (!me) return isOut ? <SignIn /> : <Waiting />
  return <SessionContext value={session}>{children}</SessionContext>
}

function signInPath() {
  const { pathname, search } = location
  const returnTo = (isInbox(pathname) ? INBOX : pathname) + search
  return `/api/session/sign-in?returnTo=${encodeURIComponent(returnTo)}`
}

function SignIn() {
  return (
    <main className="door">
      <div className="door-card">
        <Seal size={56} />
        <h1>
          {t.brand} {t.desk}
        </h1>
        <p>{t.signInWhy}</p>
        <Button type="primary" size="large" block href={signInPath()}>
          {t.signIn}
        </Button>
      </div>
    </main>
  )
}

/** Stands on the page, which stays usable: what was written may still have to be copied. */
export function SignInAgain() {
  const { isOut } = useContext(SessionContext)
  if (!isOut) return null
  return (
    <div className="signed-out" role="alert">
      <strong>{t.signedOut}</strong>
      <span>{t.signedOutWhy}</span>
      <a href={signInPath()} target="_blank" rel="noreferrer">
        {t.signInAgain}
      </a>
    </div>
  )
}
