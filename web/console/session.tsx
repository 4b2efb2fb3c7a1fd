import { Button } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { call, isProblem, onSignedOut } from './api.ts'
import { setClock } from './clock.tsx'
import { Seal } from './icons.tsx'
import { Trouble, Waiting } from './trouble.tsx'
import { t } from './words.ts'

export type Me = AnswerOf<'readSession'>['staff']

const MeContext = createContext<Me | undefined>(undefined)
export const useMe = () => useContext(MeContext)!

const KEEP_ALIVE = 4 * MINUTE

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
    const forget = onSignedOut(() => setState((old) => ({ ...old, isOut: true })))
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

  if (trouble) return <Trouble error={trouble} retry={ask} />
  if (!me) return isOut ? <SignIn /> : <Waiting />
  return (
    <MeContext value={me}>
      {isOut && <SignInAgain />}
      {children}
    </MeContext>
  )
}

const signInPath = () =>
  `/api/session/sign-in?returnTo=${encodeURIComponent(location.pathname + location.search)}`

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

function SignInAgain() {
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
