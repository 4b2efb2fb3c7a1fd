import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import type { RuleCase, RuleSet } from '../../../lib/routing/rule-set.ts'
import type { CallOptions } from '../../shared/api.ts'
import { fill } from '../../shared/speak.ts'
import { call, isProblem } from '../api.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { Faults, type FieldFault, faultsOf } from './faults.tsx'
import { OneCase } from './one-case.tsx'
import { written } from './pointer.ts'
import { Results } from './results.tsx'
import type { RulesPage } from './rules.tsx'
import { w } from './words.ts'

type Draft = Pick<RuleSet, 'rules' | 'cases'>
export type Result = AnswerOf<'tryRules'>['results'][number]
type Props = { page: RulesPage; again(): Promise<void> }

/** The newest version as text, tried and published from here. What is wrong is said where it stands. */
export function Editor({ page: { items }, again }: Props) {
  const [newest] = items
  const [text, setText] = useState(() => written({ rules: newest?.rules ?? [], cases: newest?.cases ?? [] }))
  const [note, setNote] = useState('')
  const [faults, setFaults] = useState<FieldFault[]>([])
  const [results, setResults] = useState<Result[]>()
  const [trouble, setTrouble] = useState<unknown>()
  const [done, setDone] = useState<string>()
  const area = useRef<HTMLTextAreaElement>(null)

  /** Reads what was typed and hands it over; whatever is wrong with it ends up beside it. */
  const withDraft = async (work: (draft: Draft) => Promise<void>) => {
    setFaults([])
    setTrouble(undefined)
    setDone(undefined)
    setResults(undefined)
    let draft: Draft
    try {
      draft = JSON.parse(text) as Draft
    } catch (error) {
      setFaults([{ words: fill(w.notJson, (error as Error).message) }])
      return
    }
    setText(written(draft))
    try {
      await work(draft)
    } catch (error) {
      if (isProblem(error, 'form-invalid')) setFaults(faultsOf(draft, error.problem.errors ?? []))
      else if (isProblem(error, 'cases-failed')) setResults(error.problem.failing as Result[])
      else if (isProblem(error, 'changed-meanwhile')) {
        setDone(w.overtaken)
        await again()
      } else setTrouble(error)
    }
  }

  const tryAll = () =>
    withDraft(async ({ rules, cases }) =>
      setResults((await call('tryRules', { body: sent(rules, cases) })).results),
    )
  const publish = () =>
    withDraft(async ({ rules, cases }) => {
      const body = { ...sent(rules, cases), version: newest?.version ?? 0, note }
      const { version } = await call('publishRules', { body })
      setNote('')
      setDone(fill(w.published, version))
      await again()
    })
  const tryOne = async (one: RuleCase, show: (result: Result | undefined) => void) =>
    withDraft(async ({ rules }) => show((await call('tryRules', { body: sent(rules, [one]) })).results[0]))

  return (
    <>
      <section className="card rule-editor" aria-label={w.edit}>
        <h2>{w.edit}</h2>
        <label htmlFor="rules-text">{w.text}</label>
        <p className="soft" id="rules-hint">
          {w.textHint}
        </p>
        <textarea
          id="rules-text"
          ref={area}
          className="json"
          rows={24}
          spellCheck={false}
          value={text}
          aria-describedby="rules-hint"
          aria-invalid={faults.length > 0}
          onChange={(event) => setText(event.target.value)}
        />
        <Faults faults={faults} area={area} />
        {results && <Results results={results} />}
        {trouble !== undefined && <Trouble error={trouble} />}
        {done && (
          <p className="recorded" role="status">
            <TickIcon /> {done}
          </p>
        )}
        <div className="actions">
          <Button onClick={() => void tryAll()}>{w.try}</Button>
        </div>
        <label htmlFor="rules-note">{w.note}</label>
        <Input
          id="rules-note"
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="actions">
          <Button type="primary" onClick={() => void publish()}>
            {w.publish}
          </Button>
        </div>
      </section>
      <OneCase tryOne={tryOne} />
    </>
  )
}

/** As it was typed: what is wrong with it, the server says. */
const sent = (rules: Draft['rules'], cases: Draft['cases']) =>
  ({ rules, cases }) as unknown as CallOptions<'tryRules'>['body']
