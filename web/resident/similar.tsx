/** @jsxImportSource preact */
import { CATEGORIES } from '../../lib/report/categories.ts'
import { fill } from '../shared/speak.ts'
import { dateWords } from '../shared/time.ts'
import type { Similar as Row } from './draft.ts'
import { Page, type Room } from './parts.tsx'
import { ROOM_WORDS } from './words-rooms.ts'

type SimilarProps = { similar: Row[]; failed: string; isSending: boolean; join(row: Row): void }

/** What neighbours have said already: join, or say why not by going on. */
export function Similar({ similar, failed, isSending, join, ...room }: Room & SimilarProps) {
  const { t, language, go } = room
  const r = ROOM_WORDS[language]
  return (
    <Page
      step="similar"
      asked={[]}
      title={t.similar}
      hint={r.similarHint}
      room={room}
      onSend={() => go('tell')}
    >
      {similar.map((row) => (
        <section class="cell said" key={row.number}>
          <p>
            <strong>{CATEGORIES[row.category][language]}</strong>
          </p>
          <p>
            {row.metres > 5
              ? fill(fill(r.similarRow, dateWords(row.receivedAt, language)), row.metres)
              : fill(r.similarSame, dateWords(row.receivedAt, language))}
          </p>
          {row.supporters > 0 && <p>{fill(r.similarCount, row.supporters)}</p>}
          <button
            type="submit"
            class="main"
            name="support"
            value={row.number}
            aria-disabled={isSending}
            onClick={(event) => {
              event.preventDefault()
              join(row)
            }}
          >
            {r.support}
          </button>
        </section>
      ))}
      <p class="hint">{r.supportHint}</p>
      {failed && (
        <p class="notice bad" role="alert">
          {failed}
        </p>
      )}
      <button type="submit" class="plain">
        {r.sendAnyway}
      </button>
    </Page>
  )
}
