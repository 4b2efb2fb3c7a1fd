import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { fill } from '../../shared/speak.ts'
import { AlertIcon, TickIcon } from '../icons.tsx'
import { t } from '../words.ts'

export type Tested = AnswerOf<'testEndpoint'>

/** The receiver's own answer, as it came: whoever sets up a robot needs its number, not our opinion of it. */
export function TestResult({ tested }: { tested: Tested }) {
  const { delivered, verdict, ms, status, code, body } = tested
  const words = fill(delivered ? t.endpoint.testOk : t.endpoint.testFailed, ms)
  const numbers = [
    ...(status ? [`HTTP ${status}`] : []),
    ...(code === undefined ? [] : [String(code)]),
    verdict,
  ]
  return (
    <div className={`tested ${delivered ? 'fine' : 'over'}`} role="status">
      <p>
        {delivered ? <TickIcon /> : <AlertIcon />} {words} · {numbers.join(' · ')}
      </p>
      {body && (
        <p>
          {t.endpoint.testSaid} <code>{body}</code>
        </p>
      )}
    </div>
  )
}
