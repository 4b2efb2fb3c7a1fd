import { Button, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { EVENT_GROUP_NAMES, EVENT_GROUPS, filtersIn, filterWords } from '../../../lib/alerts/filters.ts'
import { usualQuiet } from '../../../lib/alerts/usual-quiet.ts'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { fill } from '../../shared/speak.ts'
import { call, isProblem } from '../api.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import type { Endpoint } from './endpoints.tsx'
import { Secret } from './secret.tsx'

type Written = Pick<Endpoint, 'kind' | 'name' | 'events' | 'language' | 'envelope' | 'format'> & {
  url: string
  secret?: string
  from?: string
  until?: string
}
type Props = { area: string; edited: Endpoint | undefined; close(): void; again(): Promise<void> }

const w = t.endpoint
const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
/** Named as subscribers know them, group by group; all of a group first. */
const EVENT_OPTIONS = EVENT_GROUP_NAMES.map((group) => ({
  label: say(EVENT_GROUPS[group]),
  options: filtersIn(group).map((filter) => ({ value: filter, label: say(filterWords(filter)) })),
}))
const NEW = {
  kind: 'wecom',
  events: ['case.escalated'],
  language: 'zh',
  envelope: 'standard',
  format: 'markdown',
  ...usualQuiet('wecom'),
} as const

/** Adds an endpoint, or edits one: then neither kind nor address nor secret are asked for, for none of them can be read. */
export function EndpointDesk({ area, edited, close, again }: Props) {
  const [form] = Form.useForm<Written>()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [done, setDone] = useState<{ words: string; secret?: string | undefined }>()
  const key = useRef(crypto.randomUUID())
  const kind = Form.useWatch('kind', form) ?? edited?.kind ?? NEW.kind
  const isWebhook = kind === 'standard-webhook'

  const quietAsUsual = (chosen: Written['kind']) =>
    form.setFieldsValue({ from: '', until: '', ...usualQuiet(chosen) })

  const send = async (written: Written) => {
    setBusy(true)
    setTrouble(undefined)
    setDone(undefined)
    try {
      if (edited) {
        await change(edited, written)
        setDone({ words: fill(w.saved, written.name) })
        close()
      } else {
        const { name, secret } = await call('createEndpoint', {
          body: bodyOf(area, written),
          key: key.current,
        })
        key.current = crypto.randomUUID()
        form.resetFields()
        setDone({ words: fill(w.added, name), secret })
      }
      await again()
    } catch (error) {
      if (isProblem(error, 'form-invalid') && error.problem.errors)
        form.setFields(fieldErrors(error.problem.errors))
      else {
        if (isProblem(error, 'key-reused')) key.current = crypto.randomUUID()
        setTrouble(error)
      }
    } finally {
      setBusy(false)
    }
  }

  const title = edited ? fill(w.edit, edited.name) : w.add
  const needed = (word: keyof typeof FIELD_WORDS) => [{ required: true, message: say(FIELD_WORDS[word]) }]
  return (
    <section className="card next" aria-label={title}>
      <h2>{title}</h2>
      {done && (
        <p className="recorded" role="status">
          <TickIcon /> {done.words}
        </p>
      )}
      {done?.secret && <Secret secret={done.secret} />}
      <Form
        form={form}
        name="endpoint"
        layout="vertical"
        requiredMark={false}
        initialValues={edited ? writtenOf(edited) : NEW}
        onFinish={(written) => void send(written)}
      >
        <Form.Item name="kind" label={w.kind} hidden={!!edited}>
          <Select options={optionsOf(w.kinds)} onChange={quietAsUsual} />
        </Form.Item>
        <Form.Item name="name" label={w.name} rules={needed('title-missing')}>
          <Input maxLength={60} />
        </Form.Item>
        {!edited && (
          <Form.Item name="url" label={w.url} rules={needed('url-wrong')}>
            <Input maxLength={500} inputMode="url" autoComplete="off" />
          </Form.Item>
        )}
        {!edited && (kind === 'dingtalk' || kind === 'feishu') && (
          <Form.Item name="secret" label={w.secret}>
            <Input.Password maxLength={200} autoComplete="off" visibilityToggle={false} />
          </Form.Item>
        )}
        <Form.Item name="events" label={w.events} rules={needed('events-missing')}>
          <Select mode="multiple" options={EVENT_OPTIONS} />
        </Form.Item>
        {isWebhook ? (
          <Form.Item name="envelope" label={w.envelope}>
            <Select options={optionsOf(w.envelopes)} />
          </Form.Item>
        ) : (
          <Form.Item name="language" label={w.language}>
            <Select options={optionsOf(w.languages)} />
          </Form.Item>
        )}
        {(kind === 'wecom' || kind === 'dingtalk') && (
          <Form.Item name="format" label={w.format}>
            <Select options={optionsOf(w.formats)} />
          </Form.Item>
        )}
        <div className="pair">
          <Form.Item name="from" label={w.quietFrom}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="until" label={w.quietUntil}>
            <Input type="time" />
          </Form.Item>
        </div>
        <p className="soft">{w.quietWhy}</p>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {edited ? w.save : w.add}
          </Button>
          {edited && <Button onClick={close}>{t.cancel}</Button>}
        </div>
      </Form>
    </section>
  )
}

/** Cleared, it has none. */
const quietOf = ({ from, until }: Written) => (from && until ? { from, until } : null)

function bodyOf(area: string, written: Written) {
  const { from: _, until: __, secret, ...rest } = written
  return { ...rest, area, ...(secret && { secret }), quiet: quietOf(written) }
}

async function change({ area, id, version }: Endpoint, written: Written): Promise<void> {
  const { name, events, language, envelope, format } = written
  const style = { ...(language && { language }), ...(envelope && { envelope }), ...(format && { format }) }
  const body = { version, name, events, ...style, quiet: quietOf(written) }
  await call('moveEndpoint', { params: { area, id }, body })
}

function writtenOf({ kind, name, events, language, envelope, format, quiet }: Endpoint): Partial<Written> {
  return { kind, name, events, language, envelope, format, ...quiet }
}

const fieldErrors = (errors: readonly { pointer: string; message: string }[]) =>
  errors.map(({ pointer, message }) => ({
    name: pointer.split('/')[1] as keyof Written,
    errors: [message],
  }))
