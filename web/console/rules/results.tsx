import { fill } from '../../shared/speak.ts'
import { AlertIcon, TickIcon } from '../icons.tsx'
import { say } from '../words.ts'
import type { Result } from './editor.tsx'
import { w } from './words.ts'

/** What each case came to; those that failed say which rule they met instead. */
export function Results({ results }: { results: readonly Result[] }) {
  const failed = results.filter(({ passed }) => !passed)
  return (
    <div role="status">
      {failed.length === 0 && (
        <p className="recorded">
          <TickIcon /> {fill(w.allPassed, results.length)}
        </p>
      )}
      <ul className="results">
        {results.map(({ name, passed, why }) => (
          <li key={name} className={passed ? '' : 'failed'}>
            {passed ? <TickIcon /> : <AlertIcon />}
            <span>
              <strong>{name}</strong> {passed ? w.passed : w.failed}
              <em>{say(why)}</em>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
