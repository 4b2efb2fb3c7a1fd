import { monthAfter, monthOf } from '../../../lib/kernel/month.ts'
import { CATEGORIES } from '../../../lib/report/categories.ts'
import { areasFor, can } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { areaName, useGrids } from '../grids.tsx'
import { Link, usePlace, useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { momentWords } from '../timing.ts'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { type Asked, type Page, pathOf } from './asked.ts'
import { Breakdown } from './breakdown.tsx'
import { Figures } from './figures.tsx'
import { Period } from './period.tsx'
import { i } from './words.ts'

/** How an area does, counted from its history: against its targets, and by what lies below it. */
export default function IndicatorRoom() {
  const held = areasFor(useMe(), 'indicator.read')
  const { searchParams } = usePlace()
  useTitle(t.indicators)
  const month = monthOf(now())
  const asked = {
    area: searchParams.get('area') ?? held[0] ?? '',
    from: searchParams.get('from') ?? monthAfter(month, -2),
    to: searchParams.get('to') ?? month,
  }
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.indicators}</h1>
      </header>
      {held.length > 0 ? (
        <Desk asked={asked} />
      ) : (
        <Nothing title={i.mayNot}>
          <p>{i.mayNotWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Desk({ asked }: { asked: Asked }) {
  const me = useMe()
  const grids = useGrids()
  const { value, trouble, at, again } = useAnswer(pathOf(asked), () =>
    call('readIndicators', { query: asked }),
  )
  const above = asked.area.slice(0, -3)
  return (
    <div className="stack">
      <div className="bar">
        <h2 className="summary">{areaName(grids, asked.area)}</h2>
        {can(me, 'indicator.read', above || undefined) && asked.area.length > 6 && (
          <Link href={pathOf({ ...asked, area: above })}>{fill(i.up, areaName(grids, above))}</Link>
        )}
        <Period key={pathOf(asked)} asked={asked} held={areasFor(me, 'indicator.read')} />
      </div>
      <Stale trouble={trouble} at={at} />
      {!value && (trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />)}
      {value && (isEmpty(value) ? <Empty asked={asked} /> : <Shown page={value} asked={asked} />)}
    </div>
  )
}

const isEmpty = ({ total, parts }: Page) =>
  parts.length === 0 || total.every(({ denominator }) => denominator === 0)

function Empty({ asked: { from, to } }: { asked: Asked }) {
  return (
    <Nothing title={i.empty}>
      <p>{i.emptyWhy}</p>
      <p className="soft">{fill(fill(i.emptyOld, from), to)}</p>
    </Nothing>
  )
}

function Shown({ page, asked }: { page: Page; asked: Asked }) {
  const grids = useGrids()
  const { area, countedAt, total, parts, categories } = page
  const nameOf = (part: string) => (part === area ? i.desk : areaName(grids, part))
  const isOpen = (part: string) => !!categories && part !== area
  return (
    <>
      {countedAt && <p className="soft">{fill(i.counted, momentWords(countedAt, now()))}</p>}
      <Figures total={total} />
      {area.length < 15 && (
        <Breakdown
          title={i.parts}
          head={i.part}
          rows={parts.map((part) => ({
            name: nameOf(part.area),
            ...(isOpen(part.area) && { href: pathOf({ ...asked, area: part.area }) }),
            figures: part.figures,
          }))}
        />
      )}
      {categories && (
        <Breakdown
          title={i.byCategory}
          head={t.category}
          rows={categories.map(({ category, figures }) => ({ name: say(CATEGORIES[category]), figures }))}
        />
      )}
      <p className="soft">{i.counts}</p>
      {!categories && <p className="soft">{i.fewWhy}</p>}
    </>
  )
}
