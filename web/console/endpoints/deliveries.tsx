import { Button } from 'antd'
import { useState } from 'react'
import { filterWords } from '../../../lib/alerts/filters.ts'
import { fill } from '../../shared/speak.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { momentWords } from '../timing.ts'
import { Trouble, Waiting } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { sentWords } from './card.tsx'
import type { Endpoint } from './endpoints.tsx'

const EVERY = 10_000
const w = t.endpoint

/** The newest of what was sent and what came back; each that has ended can be sent again. */
export function Deliveries({ endpoint: { area, id, changes } }: { endpoint: Endpoint }) {
  const ask = async () => (await call('listDeliveries', { query: { endpoint: id } })).items
  const { value, trouble, again } = useAnswer(`deliveries ${id}`, ask, EVERY)
  const [refusal, setRefusal] = useState<unknown>()
  const replay = async (delivery: string) => {
    setRefusal(undefined)
    try {
      await call('replayDeliveries', { params: { area, id }, body: { delivery } })
    } catch (error) {
      setRefusal(error)
    }
    await again()
  }
  const wrong = refusal ?? (value ? undefined : trouble)
  return (
    <section aria-label={w.sent}>
      {wrong !== undefined && <Trouble error={wrong} />}
      {!value && wrong === undefined && <Waiting lines={2} />}
      {value?.length === 0 && <p className="soft">{w.sentNone}</p>}
      <ul className="sent">
        {value?.map((one) => (
          <li key={one.id}>
            <span className="moment">{momentWords(one.createdAt, now())}</span>
            <span>{say(filterWords(one.type))}</span>
            <span className={`status ${one.status === 'parked' ? 'on-us' : 'waits'}`}>
              {sentWords(one.status)}
            </span>
            <span className="soft">
              {fill(w.tries, one.attempts)}
              {one.answer && ` · ${one.answer}`}
            </span>
            {one.status !== 'pending' && (
              <Button size="small" onClick={() => void replay(one.id)}>
                {w.replay}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <h3>{w.changes}</h3>
      <ul className="sent">
        {changes.toReversed().map(({ at, by, what }) => (
          <li key={`${at} ${what}`}>
            <span className="moment">{momentWords(at, now())}</span>
            <span>{what}</span>
            <span className="soft">{by}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
