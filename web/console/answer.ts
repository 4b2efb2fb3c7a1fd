import { useCallback, useEffect, useRef, useState } from 'react'
import type { Instant } from '../../lib/kernel/instant.ts'
import { now } from './clock.tsx'

export type Answer<T> = {
  value: T | undefined
  trouble: unknown
  /** When the value came. */
  at: Instant | undefined
  again(): Promise<void>
  /** Takes a newer value from elsewhere: the answer to a move is the whole report. */
  put(value: T): void
}

type State<T> = { key: string; value?: T | undefined; trouble?: unknown; at?: Instant }

/**
 * What the server says about `key`, asked again every `everyMs` while somebody looks. A failed repeat keeps what was there:
 * a dropped line must not empty the desk. An answer that was overtaken is thrown away.
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>, everyMs?: number): Answer<T> {
  const [state, setState] = useState<State<T>>({ key })
  const latest = useRef({ key, ask })
  latest.current = { key, ask }
  const turn = useRef(0)

  const again = useCallback(async () => {
    const mine = ++turn.current
    const { key, ask } = latest.current
    const isCurrent = () => mine === turn.current && key === latest.current.key
    try {
      const value = await ask()
      if (isCurrent()) setState({ key, value, at: now() })
    } catch (trouble) {
      if (isCurrent()) setState((old) => (old.key === key ? { ...old, trouble } : { key, trouble }))
    }
  }, [])

  const put = useCallback((value: T) => {
    turn.current++
    setState({ key: latest.current.key, value, at: now() })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another question
  useEffect(() => {
    void again()
  }, [key, again])

  useEffect(() => {
    if (!everyMs) return
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const wait = () => {
      timer = setTimeout(async () => {
        if (!document.hidden) await again()
        if (!isOver) wait()
      }, everyMs)
    }
    const look = () => {
      if (!document.hidden) void again()
    }
    wait()
    document.addEventListener('visibilitychange', look)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [everyMs, again])

  const isOld = state.key !== key
  return {
    value: isOld ? undefined : state.value,
    trouble: isOld ? undefined : state.trouble,
    at: state.at,
    again,
    put,
  }
}
