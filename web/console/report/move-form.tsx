import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { readNumber } from '../../../lib/kernel/number.ts'
import { CATEGORY_NAMES } from '../../../lib/report/categories.ts'
import { MOVES, type Move, REGISTERED, RISKS } from '../../../lib/report/moves.ts'
import type { Ask } from '../../../lib/report/statuses.ts'
import { fill } from '../../shared/speak.ts'
import { now } from '../clock.tsx'
import { useGrids } from '../grids.tsx'
import { AlertIcon } from '../icons.tsx'
import { say, t } from '../words.ts'
import { askLabel, hasHour, kindWords, soonest, type Written } from './asks.ts'
import type { Report } from './report-page.tsx'

type Props = {
  move: Move
  form: FormInstance<Written>
  isBusy: boolean
  isOpen: boolean
  onSend(): void
  onCancel(): void
}

/** One field per ask. The form outlives the move chosen in it, so a note begun under one move goes along to another. */
export function MoveForm({ move, form, isBusy, isOpen, onSend, onCancel }: Props) {
  const words = say(MOVES[move])
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={onSend}
      name="move"
      className="move-form"
    >
      <h3>{words}</h3>
      {MOVES[move].asks.map((ask, index) => (
        <Field key={ask} move={move} ask={ask} isFirst={index === 0} />
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isOpen}>
          {fill(t.confirm, words)}
        </Button>
        <Button onClick={onCancel}>{t.cancel}</Button>
      </div>
    </Form>
  )
}

function Field({ move, ask, isFirst }: { move: Move; ask: Ask; isFirst: boolean }) {
  const rules = [
    { required: true, message: say(FIELD_WORDS['said-missing']) },
    ...(ask === 'target' ? [{ validator: checkNumber }] : []),
  ]
  return (
    <Form.Item name={ask} label={askLabel(move, ask)} rules={rules} validateTrigger="onBlur">
      {inputFor(move, ask, isFirst)}
    </Form.Item>
  )
}

/** A misread number is caught by its check character before anything is merged into a stranger's report. */
async function checkNumber(_: unknown, typed: string | undefined) {
  if (typed && !readNumber(typed)) throw new Error(t.numberWrong)
}

function inputFor(move: Move, ask: Ask, isFirst: boolean) {
  const autoFocus = isFirst
  if (ask === 'channel') return <Channel />
  if (ask === 'grid') return <GridPicker />
  if (ask === 'risk') return <Choice options={RISKS.map((value) => ({ value, label: t.risks[value] }))} />
  if (ask === 'category')
    return <Choice options={KINDS.map((value) => ({ value, label: kindWords(value) }))} />
  if (ask === 'days') return <Input type="number" min={1} max={366} autoFocus={autoFocus} />
  // The browser's own picker: it speaks the person's language, knows every key, and weighs nothing.
  if (ask === 'until')
    return (
      <Input
        type={hasHour(move) ? 'datetime-local' : 'date'}
        min={soonest(move, now())}
        autoFocus={autoFocus}
      />
    )
  if (ask === 'unit' || ask === 'receipt' || ask === 'target')
    return <Input autoFocus={autoFocus} maxLength={200} />
  // Ant Design's growing text area measures itself with a style attribute, which the policy of these pages forbids.
  return <Input.TextArea rows={4} maxLength={2000} autoFocus={autoFocus} />
}

/** Form.Item hands its value and id down as props. */
type Held = { id?: string; value?: string; onChange?(value: unknown): void }

function Channel({ id, value, onChange }: Held) {
  return (
    <Radio.Group id={id!} value={value} onChange={onChange!} optionType="button" buttonStyle="solid">
      {Object.entries(t.channels).map(([channel, words]) => (
        <Radio key={channel} value={channel}>
          {words}
        </Radio>
      ))}
    </Radio.Group>
  )
}

const KINDS = [...CATEGORY_NAMES, ...REGISTERED]

function Choice({ id, value, onChange, options }: Held & { options: { value: string; label: string }[] }) {
  return <Select id={id!} value={value ?? null} onChange={onChange!} options={options} />
}

function GridPicker({ id, value, onChange }: Held) {
  const options = useGrids().map(({ id, name, street }) => ({ value: id, label: `${name} · ${street}` }))
  return (
    <Select
      id={id!}
      value={value ?? null}
      onChange={onChange!}
      options={options}
      placeholder={t.pickGrid}
      showSearch={{ optionFilterProp: 'label' }}
    />
  )
}

/** Somebody was faster. The page behind shows what they did; what was typed here is untouched. */
export function Changed({ report, isOpen }: { report: Report; isOpen: boolean }) {
  return (
    <div className="changed" role="alert">
      <strong>
        <AlertIcon /> {t.changed}
      </strong>
      <p>
        {fill(t.changedTo, t.statuses[report.status])}
        {isOpen ? t.changedOpen : t.changedShut}
      </p>
    </div>
  )
}
