import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useMemo, useSyncExternalStore } from 'react'
import { t } from './words.ts'

/** Where the person is. The address holds the whole state of a list, so that it can be shared and gone back to. */
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
addEventListener('popstate', tell)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePlace(): URL {
  const href = useSyncExternalStore(subscribe, () => location.href)
  return useMemo(() => new URL(href), [href])
}

/** `replace` for a filter: Back leaves the list instead of undoing each choice. */
export function go(to: string, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  if (!replace) scrollTo(0, 0)
  tell()
}

/** Its own name beside `/console`: API Gateway knows no route for a path that ends in a slash, and sign-in returns to one below. */
export const INBOX = '/console/inbox'
export const isInbox = (path: string) => /^\/console(\/|\/inbox)?$/.test(path)

/** The list somebody came from, filters and all: the way back from a report leads there. */
let list = INBOX
export const listPath = () => list
export function useAsList() {
  const { pathname, search } = usePlace()
  useEffect(() => {
    list = pathname + search
  }, [pathname, search])
}

export const reportPath = (id: string) => `/console/reports/${encodeURIComponent(id)}`

/** A link that a plain click follows without loading the page anew; every other click is the browser's. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}

/** A new page says its name: in the tab, and to a screen reader by the focus on its heading. */
export function useTitle(title: string) {
  const { pathname } = usePlace()
  useEffect(() => {
    document.title = `${title} · ${t.brand}${t.desk}`
  }, [title])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what calls for a new focus
  useEffect(() => {
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [pathname])
}
