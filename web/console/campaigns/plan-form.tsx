import { Button, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { contains } from '../../../lib/grid/area.ts'
import { shanghai } from '../../../lib/kernel/instant.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { call, isProblem } from '../api.ts'
import { now } from '../clock.tsx'
import { areaName, communitiesIn, useGrids } from '../grids.tsx'
import { TickIcon } from '../icons.tsx'
import { soonest } from '../report/asks.ts'
import { useMe } from '../session.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'

type Written = { title: string; text: string; grids: string[]; at: string }

export function PlanForm({ again }: { again(): Promise<void> }) {
  const [form] = Form.useForm<Written>()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [planned, setPlanned] = useState<string>()
  // One key per draft, kept over retries: a click that got no answer is repeated, not planned twice.
  const key = useRef(crypto.randomUUID())

  const send = async ({ at, ...rest }: Written) => {
    setBusy(true)
    setTrouble(undefined)
    setPlanned(undefined)
    try {
      const body = { ...rest, at: shanghai(at.replace('T', ' ')) }
      const { title } = await call('planCampaign', { body, key: key.current })
      key.current = crypto.randomUUID()
      form.resetFields()
      setPlanned(title)
      await again()
    } catch (error) {
      if (isProblem(error, 'form-invalid') && error.problem.errors)
        form.setFields(fieldErrors(error.problem.errors))
      else {
        // Words changed after a try that did arrive: they are another draft.
        if (isProblem(error, 'key-reused')) key.current = crypto.randomUUID()
        if (!isProblem(error, 'signed-out')) setTrouble(error) // the page already says that one on top
      }
    } finally {
      setBusy(false)
    }
  }

  const needed = (word: keyof typeof FIELD_WORDS) => [{ required: true, message: say(FIELD_WORDS[word]) }]
  return (
    <section className="card next" aria-label={t.plan}>
      <h2>{t.plan}</h2>
      {planned && (
        <p className="recorded" role="status">
          <TickIcon /> {fill(t.planDone, planned)}
        </p>
      )}
      <Form
        form={form}
        name="plan"
        layout="vertical"
        requiredMark={false}
        onFinish={(written) => void send(written)}
      >
        <Form.Item name="title" label={t.title} rules={needed('title-missing')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="text" label={t.text} rules={needed('text-missing')}>
          <Input.TextArea rows={5} maxLength={1000} />
        </Form.Item>
        <Form.Item name="grids" label={t.grids} rules={needed('grids-missing')}>
          <GridsPicker />
        </Form.Item>
        <Form.Item name="at" label={t.slot} rules={[{ required: true, message: t.slotMissing }]}>
          <Input type="datetime-local" min={soonest('schedule', now())} />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t.planButton}
          </Button>
        </div>
      </Form>
    </section>
  )
}

const fieldErrors = (errors: readonly { pointer: string; message: string }[]) =>
  errors.map(({ pointer, message }) => ({
    name: pointer.split('/')[1] as keyof Written,
    errors: [message],
  }))

type Held = { id?: string; value?: string[]; onChange?(value: string[]): void }

/** Whole areas first: naming a community or street means every grid in it, also those drawn later. */
function GridsPicker({ id, value, onChange }: Held) {
  const [me, grids] = [useMe(), useGrids()]
  const held = areasFor(me, 'campaign.write')
  const whole = new Set(
    held.flatMap((area) => [
      ...(area.length < 15 ? [area] : []),
      ...communitiesIn(grids, area).map((community) => community.area),
    ]),
  )
  const mine = grids.filter((grid) => held.some((area) => contains(area, grid.id)))
  const options = [
    ...[...whole].map((area) => ({ value: area, label: fill(t.wholeArea, areaName(grids, area)) })),
    ...mine.map((grid) => ({ value: grid.id, label: grid.name })),
  ]
  return (
    <Select
      mode="multiple"
      id={id!}
      value={value ?? []}
      onChange={onChange!}
      options={options}
      placeholder={t.pickGrid}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount={6}
    />
  )
}
