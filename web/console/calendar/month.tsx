import { type Day, nextDay, weekdayOf } from '../../../lib/kernel/instant.ts'
import { fill } from '../../shared/speak.ts'
import type { CalendarPage } from './calendar.tsx'
import { c } from './words.ts'

type Props = { year: string; month: number; page: CalendarPage }

/** Seven columns from Monday. What a day is stands in words beside its number: colour alone would say it to nobody else. */
export function Month({ year, month, page }: Props) {
  return (
    <table className="month">
      <caption>{fill(c.month, String(month))}</caption>
      <thead>
        <tr>
          {[...c.weekdays].map((weekday, index) => (
            <th key={WEEK[index]} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day)}>
            {week.map((day, index) => (
              <DayCell key={WEEK[index]} day={day} page={page} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, page }: { day: Day | undefined; page: CalendarPage }) {
  if (!day) return <td />
  const kind = kindOf(day, page)
  const classes = [kind, day in page.overrides && 'decided', day === page.today && 'today']
  return (
    <td className={classes.filter(Boolean).join(' ')}>
      {Number(day.slice(8))}
      {kind && <small>{c[kind]}</small>}
    </td>
  )
}

function kindOf(day: Day, { years, overrides }: CalendarPage): 'off' | 'worked' | undefined {
  const decided = overrides[day]
  if (decided) return decided
  const { off = '', worked = '' } = years[day.slice(0, 4)] ?? {}
  if (off.split(' ').includes(day.slice(5))) return 'off'
  return worked.split(' ').includes(day.slice(5)) ? 'worked' : undefined
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function weeksOf(year: string, month: number): (Day | undefined)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01` as Day
  const before = (weekdayOf(first) + 6) % 7
  const days: (Day | undefined)[] = Array.from({ length: before }, () => undefined)
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = nextDay(day)) days.push(day)
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => days[week * 7 + index]),
  )
}
