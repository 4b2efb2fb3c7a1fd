import { AutoComplete, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { PostForm as PostFormSent } from '../../../lib/contracts/forms.ts'
import { type Instant, shanghai, wallClock } from '../../../lib/kernel/instant.ts'
import { ROLE_WORDS, type TEAM_ROLES } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import type { PostProps } from './post-card.tsx'
import { w } from './words.ts'

export type Doing = PostFormSent['do']
type Written = { staffId: string; from?: string; until?: string; substitute?: string }
type Props = PostProps & { doing: Doing; close(hasChanged: boolean): void }

/** Which moments each change asks for. */
const ASKS: Record<Doing, readonly ('from' | 'until')[]> = {
  appoint: ['from'],
  leave: ['from', 'until'],
  return: [],
  dismiss: ['until'],
}

export function PostForm({ post, people, doing, close, again }: Props) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const { area, role, version, serving, tenures } = post

  const send = async (written: Written) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const params = { area, role: role as (typeof TEAM_ROLES)[number] }
      await call('changePost', { params, body: sentOf(doing, version, written) })
      await again()
      close(true)
    } catch (error) {
      setTrouble(error)
      await again()
      setBusy(false)
    }
  }

  const known = [...people].map(([value, name]) => ({ value, label: `${name} ${value}` }))
  const today = wallClock(now()).replace(' ', 'T')
  const held = serving[0]?.staffId ?? tenures.at(-1)?.staffId
  const id = `${area}-${role}`
  return (
    <Form
      name={id}
      className="post-form"
      layout="vertical"
      requiredMark={false}
      aria-label={fill(w.change, say(ROLE_WORDS[role]))}
      initialValues={{ from: today, ...(doing !== 'appoint' && { until: today, staffId: held }) }}
      onFinish={(written: Written) => void send(written)}
    >
      <Form.Item name="staffId" label={w.person} rules={[{ required: true, message: w.personMissing }]}>
        <AutoComplete options={known} showSearch={{ filterOption: isLike }} />
      </Form.Item>
      {ASKS[doing].map((moment) => (
        <Form.Item
          key={moment}
          name={moment}
          label={w[moment]}
          rules={[{ required: true, message: w.momentMissing }]}
        >
          <Input type="datetime-local" />
        </Form.Item>
      ))}
      {doing === 'leave' && (
        <Form.Item name="substitute" label={w.substitute}>
          <AutoComplete options={known} showSearch={{ filterOption: isLike }} />
        </Form.Item>
      )}
      {trouble !== undefined && <Trouble error={trouble} />}
      <div className="actions">
        <Button onClick={() => close(false)}>{t.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {fill(w.save, w.doings[doing])}
        </Button>
      </div>
    </Form>
  )
}

const isLike = (typed: string, option?: { label: string }) => option?.label.includes(typed) === true
const momentOf = (written: string): Instant => shanghai(written.replace('T', ' '))

function sentOf(doing: Doing, version: number, { staffId, from = '', until = '', substitute }: Written) {
  switch (doing) {
    case 'appoint':
      return { do: doing, version, staffId, from: momentOf(from) }
    case 'dismiss':
      return { do: doing, version, staffId, until: momentOf(until) }
    case 'leave':
      return {
        do: doing,
        version,
        staffId,
        from: momentOf(from),
        until: momentOf(until),
        ...(substitute && { substitute }),
      }
    case 'return':
      return { do: doing, version, staffId }
  }
}
