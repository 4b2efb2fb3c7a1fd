import { Button } from 'antd'
import { useState } from 'react'
import { filterWords } from '../../../lib/alerts/filters.ts'
import { fill } from '../../shared/speak.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { momentWords } from '../timing.ts'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { Answers } from './answers.tsx'
import { Deliveries } from './deliveries.tsx'
import type { Endpoint } from './endpoints.tsx'
import { Rotation } from './rotation.tsx'
import { type Tested, TestResult } from './test-result.tsx'

type Props = { endpoint: Endpoint; again(): Promise<void>; edit(): void }

const w = t.endpoint
const TONES = { active: 'at-work', paused: 'waits', broken: 'on-us' } as const

export function EndpointCard({ endpoint, again, edit }: Props) {
  const { area, id, name, kind, status, target, events, last, version } = endpoint
  const [busy, setBusy] = useState<string>()
  const [trouble, setTrouble] = useState<unknown>()
  const [tested, setTested] = useState<Tested>()
  const [shown, setShown] = useState<'rotation' | 'sent' | 'answers'>()
  const params = { area, id }

  const run = async (what: string, work: () => Promise<unknown>) => {
    setBusy(what)
    setTrouble(undefined)
    try {
      await work()
    } catch (error) {
      setTrouble(error)
    } finally {
      await again()
      setBusy(undefined)
    }
  }
  const test = () =>
    run('test', async () => {
      setTested(undefined)
      setTested(await call('testEndpoint', { params }))
    })
  const isOn = status === 'active'
  const move = () =>
    run('move', () => call('moveEndpoint', { params, body: { version, status: isOn ? 'paused' : 'active' } }))
  const show = (what: typeof shown) => setShown(shown === what ? undefined : what)
  const eventWords = events.map((event) => say(filterWords(event)))
  return (
    <article className="card endpoint" aria-label={name}>
      <div className="line">
        <h2>{name}</h2>
        <span className={`status ${TONES[status]}`}>{w.statuses[status]}</span>
        <span className="soft">{w.kinds[kind]}</span>
      </div>
      <p className="soft">
        <code>{target}</code> · {eventWords.join('、')}
      </p>
      <Standing endpoint={endpoint} />
      <p>
        {last
          ? `${fill(w.last, momentWords(last.at, now()))} · ${sentWords(last.status)} · ${last.answer}`
          : w.never}
      </p>
      {trouble !== undefined && <Trouble error={trouble} />}
      {tested && <TestResult tested={tested} />}
      <div className="actions">
        <Button type="primary" loading={busy === 'test'} onClick={() => void test()}>
          {w.test}
        </Button>
        <Button onClick={edit}>{w.editButton}</Button>
        <Button aria-expanded={shown === 'rotation'} onClick={() => show('rotation')}>
          {w.rotate}
        </Button>
        <Button loading={busy === 'move'} onClick={() => void move()}>
          {isOn ? w.pause : w.resume}
        </Button>
        {kind !== 'standard-webhook' && (
          <Button aria-expanded={shown === 'answers'} onClick={() => show('answers')}>
            {w.answers}
          </Button>
        )}
        <Button aria-expanded={shown === 'sent'} onClick={() => show('sent')}>
          {w.sent}
        </Button>
      </div>
      {shown === 'answers' && <Answers endpoint={endpoint} again={again} />}
      {shown === 'rotation' && <Rotation endpoint={endpoint} again={again} />}
      {shown === 'sent' && <Deliveries endpoint={endpoint} />}
    </article>
  )
}

export const sentWords = (status: string) => w.sentStatuses[status as keyof typeof w.sentStatuses] ?? status

/** What is out of the ordinary, if anything. */
function Standing({ endpoint }: { endpoint: Endpoint }) {
  const { brokenAt, brokenWhy, oldSecretUntil, awaitsTest } = endpoint
  const lines = [
    ...(brokenAt
      ? [fill(w.brokenSince, momentWords(brokenAt, now())) + (brokenWhy ? ` · ${w.why[brokenWhy]}` : '')]
      : []),
    ...(oldSecretUntil && oldSecretUntil > now()
      ? [fill(w.oldUntil, momentWords(oldSecretUntil, now()))]
      : []),
    ...(awaitsTest ? [w.awaitsTest] : []),
  ]
  return lines.map((line) => (
    <p key={line} className="standing">
      {line}
    </p>
  ))
}
