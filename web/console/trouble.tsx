import { Button } from 'antd'
import { Component, type ReactNode, useState } from 'react'
import type { Instant } from '../../lib/kernel/instant.ts'
import { fill } from '../shared/speak.ts'
import { wordsOf } from './api.ts'
import { now } from './clock.tsx'
import { AlertIcon } from './icons.tsx'
import { momentWords } from './timing.ts'
import { t } from './words.ts'

/** What went wrong, what to do, and the number to quote when it keeps happening. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => Promise<void> }) {
  const { words, requestId } = wordsOf(error)
  return (
    <div className="trouble" role="alert">
      <p>
        <AlertIcon /> {words}
      </p>
      {requestId && <RequestId id={requestId} />}
      {retry && <Button onClick={() => void retry()}>{t.retry}</Button>}
    </div>
  )
}

function RequestId({ id }: { id: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(id).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <p className="request-id">
      {t.requestId} <code>{id}</code>
      <Button size="small" onClick={copy}>
        {isCopied ? t.copied : t.copy}
      </Button>
    </p>
  )
}

/** A repeat failed: the page stays as it was and says how old it is. */
export function Stale({ trouble, at }: { trouble: unknown; at: Instant | undefined }) {
  if (!trouble || !at) return null
  return (
    <p className="stale" role="status">
      <AlertIcon /> {fill(t.stale, momentWords(at, now()))}
    </p>
  )
}

/** Grey lines where the page will be: the eye is already in the right place when it comes. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  return (
    <div className="waiting" role="status" aria-label={t.loading}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never change places
        <span key={line} />
      ))}
    </div>
  )
}

type NothingProps = { title: string; isPage?: boolean; children?: ReactNode }

/** Says why there is nothing, and what to do. `isPage`: there is nothing else here, so this names the page. */
export function Nothing({ title, isPage, children }: NothingProps) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className="nothing">
      <Heading tabIndex={isPage ? -1 : undefined}>{title}</Heading>
      {children}
    </div>
  )
}

/** A page that cannot be drawn, most often because a new version replaced its files while this one was open. */
export class Fence extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }
  static getDerivedStateFromError = () => ({ isBroken: true })
  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <div className="trouble" role="alert">
        <p>
          <AlertIcon /> {t.broken}
        </p>
        <Button onClick={() => location.reload()}>{t.reload}</Button>
      </div>
    )
  }
}
