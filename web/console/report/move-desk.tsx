import { Button, Form } from 'antd'
import { useState } from 'react'
import { MOVES, type Move } from '../../../lib/report/moves.ts'
import type { Status } from '../../../lib/report/statuses.ts'
import { fill } from '../../shared/speak.ts'
import type { Answer } from '../answer.ts'
import { call, isProblem } from '../api.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { saidOf, type Written } from './asks.ts'
import { Changed, MoveForm } from './move-form.tsx'
import type { Report } from './report-page.tsx'

/** What somebody would most likely do next, by status. The other open moves stand below it. */
const NEXT: Partial<Record<Status, Move>> = {
  screened: 'assign',
  assigned: 'contact',
  contacted: 'start',
  in_progress: 'resolve',
  awaiting_reporter: 'continue',
  awaiting_third_party: 'continue',
  scheduled: 'resolve',
  mediation: 'resolve',
  resolved: 'close',
  reopened: 'contact',
}

type Props = { report: Report; answer: Answer<Report>; setWriting(isWriting: boolean): void }

/** The moves that are open now, as buttons; the one pressed asks for what must be said with it. */
export function MoveDesk({ report, answer, setWriting }: Props) {
  const [form] = Form.useForm<Written>()
  const [chosen, setChosen] = useState<Move>()
  const [isBusy, setBusy] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [recorded, setRecorded] = useState<Move>()

  const choose = (move: Move | undefined) => {
    setChosen(move)
    setWriting(!!move)
    setChanged(false)
    setTrouble(undefined)
    setRecorded(undefined)
  }

  const send = async (move: Move) => {
    const said = saidOf(move, MOVES[move].asks, form.getFieldsValue(true))
    setBusy(true)
    setTrouble(undefined)
    try {
      const body = { move, version: report.version, said }
      answer.put(await call('moveReport', { params: { id: report.id }, body }))
      form.resetFields()
      choose(undefined)
      setRecorded(move)
    } catch (error) {
      await refused(error)
    } finally {
      setBusy(false)
    }
  }

  const refused = async (error: unknown) => {
    if (isProblem(error, 'changed-meanwhile', 'move-not-allowed')) {
      await answer.again()
      setChanged(true)
    } else if (isProblem(error, 'form-invalid') && error.problem.errors) {
      form.setFields(
        error.problem.errors.map(({ pointer, message }) => ({
          name: pointer.split('/').pop() as keyof Written,
          errors: [message],
        })),
      )
    } else if (!isProblem(error, 'signed-out')) setTrouble(error) // the page already says that one on top
  }

  const isOpen = !!chosen && report.open.some(({ move }) => move === chosen)
  return (
    <section className="card next" aria-label={t.next}>
      <h2>{t.next}</h2>
      {recorded && (
        <p className="recorded" role="status">
          <TickIcon /> {fill(t.done, say(MOVES[recorded]))}
        </p>
      )}
      {chosen && isChanged && <Changed report={report} isOpen={isOpen} />}
      {/* A form whose move has been shut stays: what was typed must be there to read and take along. */}
      {chosen && (
        <MoveForm
          key={chosen}
          move={chosen}
          form={form}
          isBusy={isBusy}
          isOpen={isOpen}
          onSend={() => void send(chosen)}
          onCancel={() => choose(undefined)}
        />
      )}
      {trouble !== undefined && <Trouble error={trouble} />}
      {(!chosen || !isOpen) && <Buttons report={report} choose={choose} />}
    </section>
  )
}

function Buttons({ report: { open, status }, choose }: { report: Report; choose(move: Move): void }) {
  const moves = open.map(({ move }) => move)
  const first = moves.find((move) => move === NEXT[status])
  const others = moves.filter((move) => move !== first)
  if (status === 'received') return <p className="soft">{t.beingRouted}</p>
  if (moves.length === 0) return <p className="soft">{t.noMoves}</p>
  return (
    <>
      {first && (
        <Button type="primary" size="large" block onClick={() => choose(first)}>
          {say(MOVES[first])}
        </Button>
      )}
      {others.length > 0 && (
        <fieldset className="others">
          <legend className={first ? '' : 'hidden'}>{t.others}</legend>
          {others.map((move) => (
            <Button key={move} onClick={() => choose(move)}>
              {say(MOVES[move])}
            </Button>
          ))}
        </fieldset>
      )}
    </>
  )
}
