/** @jsxImportSource preact */
import type { Room } from './parts.tsx'

/**
 * Complaints about officials do not travel the way of other reports: they would pass the very people they are about. Until
 * the confidential intake exists this page says where to go, keeps nothing and sends nothing.
 */
export function Integrity({ t, go }: Pick<Room, 't' | 'go'>) {
  return (
    <div>
      <h1 tabIndex={-1}>{t.integrity}</h1>
      <p class="lead">{t.integrityLead}</p>
      <p class="notice">{t.integrityHere}</p>
      <h2>{t.integrityCall}</h2>
      <a class="cell phone" href="tel:12388">
        <span>{t.integrityCallText}</span>
        <strong>12388</strong>
      </a>
      <h2>{t.integrityWrite}</h2>
      <p class="cell">{t.integrityWriteText}</p>
      <p class="lead">{t.integrityTips}</p>
      <p class="hint">{t.integrityNothing}</p>
      <button type="button" class="plain" onClick={() => go('what')}>
        {t.integrityBack}
      </button>
    </div>
  )
}
