import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Policy } from '../../../lib/sla/policy.ts'
import { fill } from '../../shared/speak.ts'
import { TickIcon } from '../icons.tsx'
import { type Draft, PARTS, type Part, partName, partOf, type Wrong, withPart } from './draft.ts'
import { p } from './words.ts'

type Props = {
  part: Part
  choose(part: Part): void
  base: Policy
  draft: Draft
  put(draft: Draft): void
  wrongs: readonly Wrong[]
}

/** One class at a time, as the API takes it. What the server has against it stands under the field. */
export function Editor({ part, choose, base, draft, put, wrongs }: Props) {
  const [text, write] = useState(() => JSON.stringify(partOf(draft, part), null, 2))
  const [unreadable, setUnreadable] = useState<string>()
  const [isTaken, setTaken] = useState(false)
  const own = wrongs.filter((wrong) => wrong.part === part)
  const errors = unreadable
    ? [fill(p.jsonWrong, unreadable)]
    : own.map(({ where, words }) => [where, words].filter(Boolean).join('：'))
  const take = () => {
    try {
      put(withPart(draft, part, termsIn(text)))
      setUnreadable(undefined)
      setTaken(true)
    } catch (error) {
      setUnreadable((error as Error).message)
    }
  }
  const reset = () => {
    put(base)
    write(JSON.stringify(partOf(base, part), null, 2))
    setUnreadable(undefined)
    setTaken(false)
  }
  return (
    <section className="card next" aria-label={p.edit}>
      <h2>{p.edit}</h2>
      {wrongs.length > 0 && (
        <p className="trouble" role="alert">
          {fill(p.wrong, wrongs.length)}
        </p>
      )}
      {isTaken && wrongs.length === 0 && (
        <p className="recorded" role="status">
          <TickIcon /> {p.taken}
        </p>
      )}
      <Form layout="vertical" onFinish={take}>
        <Form.Item label={p.editClass} htmlFor="part">
          <Select
            id="part"
            value={part}
            onChange={choose}
            options={PARTS.map((value) => ({ value, label: labelOf(value, wrongs) }))}
          />
        </Form.Item>
        <Form.Item
          label={p.json}
          htmlFor="terms"
          extra={p.jsonHint}
          validateStatus={errors.length > 0 ? 'error' : ''}
          help={errors.length > 0 ? errors.map((words) => <p key={words}>{words}</p>) : undefined}
        >
          <Input.TextArea
            id="terms"
            className="code"
            rows={14}
            spellCheck={false}
            value={text}
            onChange={(event) => {
              write(event.target.value)
              setTaken(false)
            }}
          />
        </Form.Item>
        <div className="actions">
          <Button htmlType="submit">{p.take}</Button>
          <Button type="link" onClick={reset}>
            {p.reset}
          </Button>
        </div>
      </Form>
    </section>
  )
}

const labelOf = (part: Part, wrongs: readonly Wrong[]) => {
  const count = wrongs.filter((wrong) => wrong.part === part).length
  return count > 0 ? `${partName(part)}（${count}）` : partName(part)
}

/** Anything with names and values; whether these are terms is the server's to say. */
function termsIn(text: string): Policy['common'] {
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null) throw new SyntaxError('{ … }')
  return read as Policy['common']
}
