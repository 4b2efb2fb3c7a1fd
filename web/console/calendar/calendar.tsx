import { Select } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Stale, Trouble, Waiting } from '../trouble.tsx'
import { t } from '../words.ts'
import { Decisions } from './decisions.tsx'
import { DayForm, YearForm } from './forms.tsx'
import { AreaHours, HoursForm } from './hours.tsx'
import { Month } from './month.tsx'
import { c } from './words.ts'

export type CalendarPage = AnswerOf<'readCalendar'>

/** Which days count as working days, and what the county decided about them: deadlines stand on this page. */
export default function CalendarRoom() {
  const me = useMe()
  useTitle(t.calendar)
  const { value, trouble, at, again, put } = useAnswer('calendar', () => call('readCalendar', {}))
  const mayWrite = areasFor(me, 'calendar.write').length > 0
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.calendar}</h1>
      </header>
      <div className={mayWrite ? 'halves' : ''}>
        <div className="stack">
          <Stale trouble={trouble} at={at} />
          {!value && (trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />)}
          {value && <Days page={value} />}
          {value && <AreaHours page={value} />}
          {value && <Decisions page={value} />}
        </div>
        {mayWrite && value && (
          <div className="side stack">
            <DayForm page={value} put={put} />
            <YearForm page={value} put={put} />
            <HoursForm page={value} put={put} />
          </div>
        )}
      </div>
    </>
  )
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

function Days({ page }: { page: CalendarPage }) {
  const [year, setYear] = useState(page.today.slice(0, 4))
  return (
    <section className="card" aria-label={t.calendar}>
      <p className="line">
        <strong>{fill(c.known, page.knownUntil)}</strong>
        <Select
          className="moment"
          aria-label={c.year}
          value={year}
          onChange={setYear}
          options={Object.keys(page.years).map((value) => ({ value, label: value }))}
        />
      </p>
      <p className="soft">{fill(c.unknown, page.knownUntil)}</p>
      <div className="months">
        {MONTHS.map((month) => (
          <Month key={month} year={year} month={month} page={page} />
        ))}
      </div>
      <p className="soft">{c.legend}</p>
    </section>
  )
}
