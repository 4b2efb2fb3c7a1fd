import { Button, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { CATEGORIES, type Category, ORDINARY_CATEGORIES } from '../../../lib/report/categories.ts'
import { SOURCE_WORDS, SOURCES, type Source } from '../../../lib/report/consent.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { call, isProblem } from '../api.ts'
import { useGrids } from '../grids.tsx'
import { TickIcon } from '../icons.tsx'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'

type Written = {
  source: Source
  category: Category
  words: string
  grid?: string
  place?: string
  phone?: string
  name?: string
}

/** A caller's or visitor's report in staff's hands: the same form, with how it came in. */
export default function Enter() {
  const [form] = Form.useForm<Written>()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [entered, setEntered] = useState<{ number: string; pin: string }>()
  // One key per report, kept over retries: a click that got no answer is repeated, not entered twice.
  const key = useRef(crypto.randomUUID())
  useTitle(t.enter)

  const send = async ({ phone, name, ...rest }: Written) => {
    setBusy(true)
    setTrouble(undefined)
    setEntered(undefined)
    const contact = { ...(phone && { phone }), ...(name && { name }) }
    try {
      const body = { ...rest, ...((phone || name) && { contact }) }
      setEntered(await call('enterReport', { body, key: key.current }))
      key.current = crypto.randomUUID()
      form.resetFields()
    } catch (error) {
      if (isProblem(error, 'form-invalid') && error.problem.errors)
        form.setFields(
          error.problem.errors.map(({ pointer, message }) => ({
            name: pointer.split('/').at(-1) as keyof Written,
            errors: [message],
          })),
        )
      else {
        if (isProblem(error, 'key-reused')) key.current = crypto.randomUUID()
        if (!isProblem(error, 'signed-out')) setTrouble(error)
      }
    } finally {
      setBusy(false)
    }
  }

  const needed = (word: keyof typeof FIELD_WORDS) => [{ required: true, message: say(FIELD_WORDS[word]) }]
  return (
    <section className="card next" aria-labelledby="enter">
      <h1 id="enter" tabIndex={-1}>
        {t.enter}
      </h1>
      <p className="soft">{t.enterWhy}</p>
      {entered && (
        <p className="recorded" role="status">
          <TickIcon /> {fill(t.enterDone, entered.number)} · {fill(t.enterPin, entered.pin)}
        </p>
      )}
      <Form
        form={form}
        name="enter"
        layout="vertical"
        requiredMark={false}
        onFinish={(written) => void send(written)}
      >
        <Form.Item name="source" label={t.enterSource} rules={needed('source-unknown')}>
          <Select options={SOURCES.map((value) => ({ value, label: say(SOURCE_WORDS[value]) }))} />
        </Form.Item>
        <Form.Item name="category" label={t.category} rules={needed('category-unknown')}>
          <Select options={ORDINARY_CATEGORIES.map((value) => ({ value, label: say(CATEGORIES[value]) }))} />
        </Form.Item>
        <Form.Item name="words" label={t.enterWords} rules={needed('words-short')}>
          <Input.TextArea rows={5} maxLength={2000} />
        </Form.Item>
        <Form.Item name="grid" label={t.grid}>
          <GridPicker />
        </Form.Item>
        <Form.Item name="place" label={t.enterPlace}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t.enterPhone}>
          <Input inputMode="tel" maxLength={11} />
        </Form.Item>
        <Form.Item name="name" label={t.enterName}>
          <Input maxLength={30} />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t.enterButton}
          </Button>
        </div>
      </Form>
    </section>
  )
}

type Held = { id?: string; value?: string; onChange?(value: string): void }

/** The grids a person works in; somebody who calls the county may live in any. */
function GridPicker({ id, value, onChange }: Held) {
  const [me, grids] = [useMe(), useGrids()]
  const mine = grids.filter(({ id: grid }) =>
    areasFor(me, 'report.move').some((area) => grid.startsWith(area)),
  )
  return (
    <Select
      id={id!}
      value={value!}
      onChange={onChange!}
      options={mine.map((grid) => ({ value: grid.id, label: `${grid.community} ${grid.name}` }))}
      placeholder={t.pickGrid}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
    />
  )
}
