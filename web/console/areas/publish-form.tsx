import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { EDITION_NOTICE } from '../../../lib/grid/editions.ts'
import { later, MINUTE, shanghai, wallClock } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { a } from './words.ts'

type Written = { effectiveAt: string; note: string }
/** `newest`: the edition the person saw last; a newer one of somebody else's is told. */
type Props = { map: string; newest: number; again(): Promise<void> }

export function PublishForm({ map, newest, again }: Props) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [published, setPublished] = useState<number>()

  const send = async ({ effectiveAt, note }: Written) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const body = { key: map, edition: newest, note, effectiveAt: shanghai(effectiveAt.replace('T', ' ')) }
      setPublished((await call('publishMap', { body })).edition)
    } catch (error) {
      setTrouble(error)
    } finally {
      await again()
      setBusy(false)
    }
  }

  if (published)
    return (
      <p className="card recorded" role="status">
        <TickIcon /> {fill(a.published, published)}
      </p>
    )
  // A minute to spare: the time is written without seconds.
  const soonest = wallClock(later(now(), EDITION_NOTICE + 2 * MINUTE)).replace(' ', 'T')
  return (
    <section className="card next" aria-labelledby="publish">
      <h2 id="publish">{a.publish}</h2>
      <p className="soft">{a.publishWhy}</p>
      <Form
        name="publish"
        layout="vertical"
        requiredMark={false}
        onFinish={(written: Written) => void send(written)}
      >
        <Form.Item
          name="effectiveAt"
          label={a.effectiveAt}
          initialValue={soonest}
          rules={[{ required: true, message: a.effectiveMissing }]}
        >
          <Input type="datetime-local" min={soonest} />
        </Form.Item>
        <Form.Item name="note" label={a.note} rules={[{ required: true, min: 2, message: a.noteMissing }]}>
          <Input maxLength={200} />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {a.publish}
          </Button>
        </div>
      </Form>
    </section>
  )
}
