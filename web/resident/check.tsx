/** @jsxImportSource preact */
import { CATEGORIES } from '../../lib/report/categories.ts'
import { isHere, plainPhone, type Question } from './draft.ts'
import { Page, type Room } from './parts.tsx'

export type Sending = 'sending' | { failed: string } | undefined

/** All answers once more, each with its way back; then the one button that sends. */
export function Check({ sending, submit, ...room }: Room & { sending: Sending; submit(): void }) {
  const { t, language, start, draft } = room
  const row = (question: Question, lines: (string | false | undefined)[]) => (
    <div class="row">
      <dt>{t.rows[question]}</dt>
      <dd>
        {lines.filter(Boolean).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </dd>
      <dd class="change">
        <a href={`#/${question}`}>
          {t.change}
          <span class="unseen">{t.rows[question]}</span>
        </a>
      </dd>
    </div>
  )
  const here = isHere(draft, start)
  const phone = plainPhone(draft.phone)
  const failed = typeof sending === 'object' && sending.failed
  return (
    <Page title={t.check} hint={t.checkHint} room={room} onSend={submit}>
      <dl class="cells">
        {row('what', [draft.category && CATEGORIES[draft.category][language]])}
        {row('where', [here && start.place.place, draft.place.trim(), !here && draft.point && t.pointKept])}
        {row('tell', [draft.words.trim()])}
        {row('contact', [phone || t.anonymous, draft.name.trim(), t.wishes[draft.wish]])}
      </dl>
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
    </Page>
  )
}
