/** @jsxImportSource preact */

import type { Room } from './parts.tsx'
import { answersFields } from './posted.ts'

type HiddenProps = Pick<Room, 'draft' | 'language' | 'isElder'> & { step: string; asked: readonly string[] }

/**
 * What a browser without script has said so far travels with each page; `asked` are the fields this page asks for itself.
 * With script they are never sent.
 */
export function Hidden({ draft, language, isElder, step, asked }: HiddenProps) {
  const fields: [string, string][] = [
    ['step', step],
    ['lang', language],
    ['elder', isElder ? 'yes' : ''],
    ['key', draft.key],
    ['category', draft.category ?? ''],
    ['here', draft.isElsewhere ? 'elsewhere' : ''],
    ['place', draft.place],
    ['grid', draft.grid?.id ?? ''],
    ['gridName', draft.grid?.name ?? ''],
    ['words', draft.words],
    ['phone', draft.phone],
    ['name', draft.name],
    ['wish', draft.wish === 'no_reply' ? 'no_reply' : ''],
    ...answersFields(draft.answers),
  ]
  return (
    <>
      {fields
        .filter(([name, value]) => value && !asked.includes(name) && !asked.includes(name.split('.')[0]!))
        .map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
    </>
  )
}
