import { Form, Input, Select } from 'antd'
import type { Area } from '../../../lib/grid/area.ts'
import { COUNTY } from '../../../lib/grid/area.ts'
import { type Day, nextDay } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import { call } from '../api.ts'
import { areaName, areasBelow, useGrids } from '../grids.tsx'
import type { CalendarPage } from './calendar.tsx'
import { Asked, needed, type Props } from './forms.tsx'
import { c } from './words.ts'

const OFFICE = '08:30-12:00 14:00-17:30'
const USUAL = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '', '']
const DAYS = [c.monday, c.tuesday, c.wednesday, c.thursday, c.friday, c.saturday, c.sunday]

type Written = { area: Area; from: string; kind: 'own' | 'above'; week?: string[]; why: string }

/** A market that is open on Saturdays, a station with an evening shift: hours of one grid, community or street. */
export function HoursForm({ page, put }: Props) {
  const grids = useGrids()
  const places = areasBelow([COUNTY], grids).filter((area) => area !== COUNTY)
  const send = ({ kind, from, week = USUAL, ...rest }: Written) => {
    const own = kind === 'own' && { week: week.map(tidy) }
    return call('decideCalendar', { body: { about: 'hours', ...rest, ...own, from: from as Day } }).then(put)
  }
  return (
    <Asked<Written> name="hours" title={c.hours} send={send} start={{ kind: 'own', week: USUAL }}>
      <Form.Item name="area" label={c.place} rules={needed('field-missing')}>
        <Select
          options={places.map((area) => ({ value: area, label: areaName(grids, area) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="from" label={c.fromDay} rules={needed('day-wrong')}>
        <Input type="date" min={nextDay(page.today as Day)} />
      </Form.Item>
      <Form.Item name="kind" label={c.whichHours}>
        <Select
          options={[
            { value: 'own', label: c.ownHours },
            { value: 'above', label: c.hoursAbove },
          ]}
        />
      </Form.Item>
      <WeekFields />
    </Asked>
  )
}

function WeekFields() {
  if (Form.useWatch('kind') === 'above') return null
  return (
    <>
      <p className="soft">{c.hoursHint}</p>
      {DAYS.map((day, index) => (
        <Form.Item key={day} name={['week', index]} label={day}>
          <Input maxLength={100} placeholder={c.closed} />
        </Form.Item>
      ))}
    </>
  )
}

/** People type full-width marks, dashes and commas. */
const tidy = (words = '') =>
  words
    .replaceAll('：', ':')
    .replaceAll(/\s*[—–～~至－-]+\s*/g, '-')
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .join(' ')

/** The places whose hours differ from the county's, now and from a day to come. */
export function AreaHours({ page: { hours } }: { page: CalendarPage }) {
  const grids = useGrids()
  const areas = Object.entries(hours)
  if (areas.length === 0) return null
  return (
    <section className="card" aria-label={c.hoursTitle}>
      <h2>{c.hoursTitle}</h2>
      {areas.map(([area, steps]) => (
        <div key={area}>
          <h3>{areaName(grids, area)}</h3>
          {steps.map(({ from, week }) => (
            <p key={from}>
              {fill(c.from, from)}：{week ? weekLine(week) : c.hoursAbove}
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}

const weekLine = (week: readonly string[]) =>
  week.map((words, index) => `${DAYS[index]} ${words || c.closed}`).join('；')
