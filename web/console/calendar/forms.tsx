import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { type Day, nextDay } from '../../../lib/kernel/instant.ts'
import { call, isProblem } from '../api.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { say } from '../words.ts'
import type { CalendarPage } from './calendar.tsx'
import { c } from './words.ts'

export type Props = { page: CalendarPage; put(page: CalendarPage): void }
type DayWritten = { day: string; kind: 'off' | 'worked' | 'published'; why: string }
type YearWritten = { year: string; off: string; worked?: string; why: string }

export function DayForm({ page, put }: Props) {
  const send = ({ day, ...rest }: DayWritten) =>
    call('decideCalendar', { body: { about: 'day', day: day as Day, ...rest } }).then(put)
  return (
    <Asked<DayWritten> name="day" title={c.decide} send={send} start={{ kind: 'off' }}>
      <Form.Item name="day" label={c.day} rules={needed('day-wrong')}>
        <Input type="date" min={page.today} />
      </Form.Item>
      <Form.Item name="kind" label={c.kind}>
        <Select
          options={[
            { value: 'off', label: c.kindOff },
            { value: 'worked', label: c.kindWorked },
            { value: 'published', label: c.kindPublished },
          ]}
        />
      </Form.Item>
    </Asked>
  )
}

export function YearForm({ page, put }: Props) {
  const next = nextDay(page.knownUntil as Day).slice(0, 4)
  const send = ({ off, worked = '', ...rest }: YearWritten) => {
    const body = { about: 'year', ...rest, ...daysOff(off), worked: listed(worked) } as const
    return call('decideCalendar', { body }).then(put)
  }
  return (
    <Asked<YearWritten> name="year" title={c.enter} send={send} start={{ year: next }}>
      <Form.Item name="year" label={c.year} rules={needed('year-wrong')}>
        <Input maxLength={4} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="off" label={c.offDays} extra={c.offHint} rules={needed('field-missing')}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="worked" label={c.workedDays} extra={c.workedHint}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </Asked>
  )
}

const listed = (days: string) => days.split(/[\s,，、：:]+/).filter(Boolean)

/** `元旦 01-01 春节 02-05 02-08`: a name stands before its first day off. */
function daysOff(words: string) {
  const off: string[] = []
  const festivals: { from: string; name: string }[] = []
  let name: string | undefined
  for (const word of listed(words)) {
    if (!/^\d/.test(word)) name = word
    else {
      off.push(word)
      if (name) festivals.push({ from: word, name })
      name = undefined
    }
  }
  return { off, festivals }
}

export const needed = (word: keyof typeof FIELD_WORDS) => [
  { required: true, message: say(FIELD_WORDS[word]) },
]

/** The field that shows what is wrong at a place of the request. */
function fieldAt(pointer: string) {
  const [name = '', index = '0'] = pointer.split('/').slice(1)
  if (name === 'week') return ['week', Number(index)]
  return name === 'festivals' ? 'off' : name
}

type AskedProps<Written> = {
  name: string
  title: string
  start: Partial<Written>
  send(written: Written): Promise<void>
  children: ReactNode
}

/** Both forms end alike: the reason, the button, what came of it. */
export function Asked<Written extends object>({ name, title, start, send, children }: AskedProps<Written>) {
  const [form] = Form.useForm<Written>()
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open')
  const [trouble, setTrouble] = useState<unknown>()
  const finish = async (written: Written) => {
    setState('busy')
    setTrouble(undefined)
    try {
      await send(written)
      form.resetFields()
      setState('done')
    } catch (error) {
      setState('open')
      if (isProblem(error, 'form-invalid') && error.problem.errors)
        form.setFields(
          error.problem.errors.map(({ pointer, message }) => ({
            name: fieldAt(pointer) as never,
            errors: [message],
          })),
        )
      else setTrouble(error)
    }
  }
  return (
    <section className="card next" aria-label={title}>
      <h2>{title}</h2>
      {state === 'done' && (
        <p className="recorded" role="status">
          <TickIcon /> {c.saved}
        </p>
      )}
      <Form
        form={form}
        name={name}
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onFinish={(written) => void finish(written)}
      >
        {children}
        <Form.Item name="why" label={c.why} extra={c.whyHint} rules={needed('why-missing')}>
          <Input maxLength={200} />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={state === 'busy'}>
            {c.save}
          </Button>
        </div>
      </Form>
    </section>
  )
}
