import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import type { Policy } from '../../../lib/sla/policy.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Trouble, Waiting } from '../trouble.tsx'
import { t } from '../words.ts'
import { type Draft, type Part, type Wrong, wrongsIn } from './draft.ts'
import { Editor } from './editor.tsx'
import { Publish } from './publish.tsx'
import { Results } from './results.tsx'
import { Terms } from './terms.tsx'
import { type OpenTrial, tryOnOpen, tryOnYear, type YearTrial } from './trial.ts'
import { Try } from './try.tsx'
import { Versions } from './versions.tsx'
import { p } from './words.ts'

/** By when everything must be done, version by version; a draft is tried before anybody has to live with it. */
export default function PolicyRoom() {
  const isMine = areasFor(useMe(), 'policy.write').length > 0
  useTitle(t.policies)
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.policies}</h1>
      </header>
      {isMine ? (
        <Desk />
      ) : (
        <Nothing title={p.mayNot}>
          <p>{p.mayNotWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Desk() {
  const { value, trouble, again } = useAnswer('policies', () => call('listPolicies', {}))
  if (!value) return trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />
  return <Drafting policies={value} again={again} />
}

export type Policies = AnswerOf<'listPolicies'>
type Props = { policies: Policies; again(): Promise<void> }
type Found = { open: OpenTrial; year: YearTrial }

function Drafting({ policies, again }: Props) {
  const current = policies.items.find(({ version }) => version === policies.current) as Policy
  const [base, setBase] = useState(current)
  const [draft, setDraft] = useState<Draft>(current)
  const [part, choose] = useState<Part>('dispute')
  const [wrongs, setWrongs] = useState<Wrong[]>([])
  const [found, setFound] = useState<Found>()
  const put = (next: Draft) => {
    setDraft(next)
    setWrongs([])
    setFound(undefined)
  }
  /** Whatever the server has against the draft is shown where it is edited; the rest is the caller's. */
  const guarded = async <T,>(work: (draft: Draft) => Promise<T>): Promise<T | undefined> => {
    setWrongs([])
    try {
      return await work({ common: draft.common, classes: draft.classes })
    } catch (error) {
      const wrong = wrongsIn(error)
      if (!wrong) throw error
      setWrongs(wrong)
      choose(wrong[0]!.part)
      return undefined
    }
  }
  const tryIt = async () => {
    setFound(undefined)
    const open = await guarded(tryOnOpen)
    if (open) setFound({ open, year: await tryOnYear(current, draft) })
  }
  const start = (policy: Policy) => {
    setBase(policy)
    put(policy)
  }
  return (
    <div className="halves">
      <div className="stack">
        {found && <Results {...found} />}
        <Versions policies={policies} start={start} />
        <Terms base={base} draft={draft} edit={choose} />
      </div>
      <div className="side stack">
        <Editor
          key={`${base.version} ${part}`}
          part={part}
          choose={choose}
          base={base}
          draft={draft}
          put={put}
          wrongs={wrongs}
        />
        <Try tryIt={tryIt} />
        <Publish
          publish={(version) => guarded((body) => call('publishPolicy', { body: { version, ...body } }))}
          again={again}
        />
      </div>
    </div>
  )
}
