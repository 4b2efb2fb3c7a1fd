/** @jsxImportSource preact */
import type { Words } from './words.ts'

export type Sending = 'sending' | { failed: string } | undefined

/** The one button that sends: it says what went wrong, offers to try again, and cannot be pressed twice. */
export function Submit({ sending, t }: { sending: Sending; t: Words }) {
  const failed = typeof sending === 'object' && sending.failed
  return (
    <>
      {failed && (
        <p class="notice bad" role="alert">
          {failed}
        </p>
      )}
      <button class="main" type="submit" aria-disabled={sending === 'sending'}>
        {failed ? t.again : t.submit}
      </button>
      <p role="status" class="hint">
        {sending === 'sending' ? t.sending : ''}
      </p>
    </>
  )
}
