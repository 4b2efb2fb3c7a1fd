import { Select } from 'antd'
import { CATEGORIES, CATEGORY_NAMES } from '../../../lib/report/categories.ts'
import { STATUSES } from '../../../lib/report/statuses.ts'
import { go, usePlace } from '../place.tsx'
import { say, t } from '../words.ts'
import type { Row } from './sources.ts'

const FIELDS = {
  status: {
    label: t.status,
    any: t.anyStatus,
    values: STATUSES,
    words: (name: string) => t.statuses[name as never],
  },
  category: {
    label: t.category,
    any: t.anyCategory,
    values: CATEGORY_NAMES,
    words: (name: string) => say(CATEGORIES[name as keyof typeof CATEGORIES]),
  },
} as const
type Field = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS) as Field[]

export function isShown(row: Row, chosen: URLSearchParams): boolean {
  return NAMES.every((name) => !chosen.get(name) || chosen.get(name) === row[name])
}

/** Each choice says how many there are; one that would show nothing is not offered. */
export function Filters({ rows }: { rows: readonly Row[] }) {
  const { pathname, searchParams } = usePlace()
  const choose = (name: Field, value: string | undefined) => {
    const next = new URLSearchParams(searchParams)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`${pathname}${next.size > 0 ? `?${next}` : ''}`, { replace: true })
  }
  return NAMES.map((name) => {
    const { label, any, values, words } = FIELDS[name]
    const chosen = searchParams.get(name)
    const counts = values
      .map((value) => ({ value, count: rows.filter((row) => row[name] === value).length }))
      .filter(({ value, count }) => count > 0 || value === chosen)
    return (
      <Select
        key={name}
        aria-label={label}
        className="filter"
        value={chosen}
        placeholder={any}
        allowClear
        onChange={(value: string | undefined) => choose(name, value)}
        options={counts.map(({ value, count }) => ({ value, label: `${words(value)} ${count}` }))}
        popupMatchSelectWidth={false}
      />
    )
  })
}
