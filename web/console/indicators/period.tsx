import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Area } from '../../../lib/grid/area.ts'
import { areaName, useGrids } from '../grids.tsx'
import { go } from '../place.tsx'
import { t } from '../words.ts'
import { type Asked, pathOf } from './asked.ts'
import { i } from './words.ts'

/** Which months, and which of the areas that are held when there are several. */
export function Period({ asked, held }: { asked: Asked; held: readonly Area[] }) {
  const grids = useGrids()
  const [{ area, from, to }, choose] = useState(asked)
  const areas = [...new Set([area, ...held])]
  return (
    <form
      className="period"
      onSubmit={(event) => {
        event.preventDefault()
        go(pathOf({ area, from, to }))
      }}
    >
      {held.length > 1 && (
        <Select
          aria-label={t.area}
          className="filter"
          value={area}
          onChange={(value) => choose({ area: value, from, to })}
          options={areas.map((value) => ({ value, label: areaName(grids, value) }))}
        />
      )}
      <label>
        {i.from}{' '}
        <input
          type="month"
          required
          value={from}
          onChange={(event) => choose({ area, from: event.target.value, to })}
        />
      </label>
      <label>
        {i.to}{' '}
        <input
          type="month"
          required
          value={to}
          onChange={(event) => choose({ area, from, to: event.target.value })}
        />
      </label>
      <Button htmlType="submit">{i.show}</Button>
    </form>
  )
}
