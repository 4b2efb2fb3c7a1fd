import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { wallClock } from '../../../lib/kernel/instant.ts'
import { CATEGORIES, type Category, ORDINARY_CATEGORIES } from '../../../lib/report/categories.ts'
import type { RuleCase } from '../../../lib/routing/rule-set.ts'
import { now } from '../clock.tsx'
import { useGrids } from '../grids.tsx'
import { say } from '../words.ts'
import type { Result } from './editor.tsx'
import { w } from './words.ts'

type Props = { tryOne(one: RuleCase, show: (result: Result | undefined) => void): Promise<void> }

/** "If somebody reported this here now": answered in the words that staff would read on the report. */
export function OneCase({ tryOne }: Props) {
  const grids = useGrids()
  const [category, setCategory] = useState<Category>('noise')
  const [area, setArea] = useState<string>()
  const [at, setAt] = useState(() => wallClock(now()).replace(' ', 'T'))
  const [result, setResult] = useState<Result>()
  const send = () => {
    const given = { category, at: at.replace('T', ' '), ...(area && { area }) }
    return tryOne({ name: w.one, given, expect: { rule: null } }, setResult)
  }
  return (
    <section className="card" aria-label={w.one}>
      <h2>{w.one}</h2>
      <p className="soft">{w.oneWhy}</p>
      <div className="one-case">
        <label htmlFor="one-category">{w.category}</label>
        <Select
          id="one-category"
          value={category}
          onChange={setCategory}
          options={ORDINARY_CATEGORIES.map((value) => ({ value, label: say(CATEGORIES[value]) }))}
        />
        <label htmlFor="one-area">{w.area}</label>
        <Select
          id="one-area"
          allowClear
          value={area ?? null}
          onChange={(value) => setArea(value ?? undefined)}
          options={grids.map(({ id, name, street }) => ({ value: id, label: `${name} · ${street}` }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
        <label htmlFor="one-at">{w.at}</label>
        <Input id="one-at" type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
      </div>
      <div className="actions">
        <Button onClick={() => void send()}>{w.tryOne}</Button>
      </div>
      {result && <p role="status">{say(result.why)}</p>}
    </section>
  )
}
