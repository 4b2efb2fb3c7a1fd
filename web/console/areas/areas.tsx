import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Trouble, Waiting } from '../trouble.tsx'
import { Editions } from './editions.tsx'
import { ImportForm } from './import-form.tsx'
import { PublishForm } from './publish-form.tsx'
import { a } from './words.ts'

export type Directory = AnswerOf<'listEditions'>

const EVERY = 10_000

/** The county's map of grids: what it was and will be, and how a changed one comes in. */
export default function Areas() {
  const isMine = areasFor(useMe(), 'area.write').length > 0
  useTitle(a.title)
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{a.title}</h1>
      </header>
      {isMine ? (
        <Desk />
      ) : (
        <Nothing title={a.mayNot}>
          <p>{a.mayNotWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Desk() {
  const { value, trouble, again } = useAnswer('editions', () => call('listEditions', {}), EVERY)
  /** The map that waits to be published: one just imported, or one of old. */
  const [chosen, setChosen] = useState<string>()
  if (!value) return trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />
  return (
    <div className="halves">
      <div className="stack">
        <ImportForm choose={setChosen} />
        <Editions directory={value} choose={setChosen} />
      </div>
      <div className="side">
        {chosen !== undefined && (
          <PublishForm key={chosen} map={chosen} newest={value.items[0]?.edition ?? 0} again={again} />
        )}
      </div>
    </div>
  )
}
