import { Button } from 'antd'
import type { RefObject } from 'react'
import type { FieldError } from '../../shared/api.ts'
import { fill } from '../../shared/speak.ts'
import { AlertIcon } from '../icons.tsx'
import { lineOf } from './pointer.ts'
import { w } from './words.ts'

export type FieldFault = { words: string; pointer?: string; line?: number }

/** What the server says is wrong, with the line of the text it means. */
export function faultsOf(draft: unknown, errors: readonly FieldError[]): FieldFault[] {
  return errors.map(({ pointer, message }) => ({ words: message, pointer, line: lineOf(draft, pointer) }))
}

type Props = { faults: readonly FieldFault[]; area: RefObject<HTMLTextAreaElement | null> }

export function Faults({ faults, area }: Props) {
  if (faults.length === 0) return null
  return (
    <div role="alert">
      <ul className="faults">
        {faults.map(({ words, pointer, line }) => (
          <li key={`${pointer} ${words}`}>
            <AlertIcon /> {pointer && line ? `${fill(fill(w.atLine, line), pointer)}：` : ''}
            {words}
            {line !== undefined && (
              <Button size="small" onClick={() => goTo(area.current, line)}>
                {w.goThere}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Selects a line; the browser scrolls to it. */
function goTo(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
}
