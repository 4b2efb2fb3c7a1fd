import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { fill } from '../../shared/speak.ts'
import { useAnswer } from '../answer.ts'
import { now, useTimed } from '../clock.tsx'
import { useGrids } from '../grids.tsx'
import { go, useAsList, usePlace, useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { momentWords, timingOf } from '../timing.ts'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { t } from '../words.ts'
import { Filters, isShown } from './filters.tsx'
import { Rows } from './rows.tsx'
import { type Kind, listAll, type Row, type View, viewsOf } from './sources.ts'

const EVERY = 5_000
const PAGES = 4

const TITLES: Record<Kind, string> = { open: t.inbox, raised: t.raised, alerts: t.alerts }
const EMPTY: Record<Kind, { title: string; why: string }> = {
  open: { title: t.emptyInbox, why: t.emptyInboxWhy },
  raised: { title: t.emptyRaised, why: t.emptyRaisedWhy },
  alerts: { title: t.emptyAlerts, why: t.emptyAlertsWhy },
}

/** The list people work from: what is most urgent stands first, and it stays current by itself. */
export default function Inbox({ kind = 'open' }: { kind?: Kind }) {
  const [me, grids, { searchParams }] = [useMe(), useGrids(), usePlace()]
  const views = viewsOf(me, grids, kind)
  const view = views.find(({ key }) => key === searchParams.get('area')) ?? views[0]
  const title = TITLES[kind]
  useTitle(title)
  useAsList()

  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {view && views.length > 1 && <Switcher views={views} chosen={view} />}
        {view && views.length === 1 && <span className="place">{view.words}</span>}
      </header>
      {view ? (
        <List key={view.key} view={view} kind={kind} />
      ) : (
        <Nothing title={t.noCases}>
          <p>{t.noCasesWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Switcher({ views, chosen }: { views: View[]; chosen: View }) {
  const choose = (area: string) => go(`${location.pathname}${area === views[0]!.key ? '' : `?area=${area}`}`)
  return (
    <Select
      aria-label={t.area}
      className="switcher"
      value={chosen.key}
      onChange={choose}
      showSearch={{ optionFilterProp: 'label' }}
      options={views.map(({ key, words }) => ({ value: key, label: words }))}
      popupMatchSelectWidth={false}
    />
  )
}

function List({ view, kind }: { view: View; kind: Kind }) {
  const [pages, setPages] = useState(PAGES)
  const { searchParams } = usePlace()
  const { value, trouble, at, again } = useAnswer(
    `${kind} ${view.key} ${view.sources.length}`,
    () => listAll(view.sources, pages),
    EVERY,
  )
  useEffect(() => {
    if (pages > PAGES) void again()
  }, [pages, again])
  if (!value) return trouble ? <Trouble error={trouble} retry={again} /> : <Waiting lines={10} />

  const shown = value.rows.filter((row) => isShown(row, searchParams))
  const empty = EMPTY[view.sources.every(({ raised }) => raised) ? 'raised' : kind]
  return (
    <>
      <div className="bar">
        <Summary rows={value.rows} />
        {value.rows.length > 0 && <Filters rows={value.rows} />}
        {at && <span className="updated">{fill(t.updated, momentWords(at, at).slice(-5))}</span>}
      </div>
      <Stale trouble={trouble} at={at} />
      {shown.length > 0 ? (
        <Rows rows={shown} caption={`${TITLES[kind]}: ${view.words}`} />
      ) : value.rows.length > 0 ? (
        <Nothing title={t.emptyFilter}>
          <p>{fill(t.emptyFilterWhy, value.rows.length)}</p>
          <Button onClick={() => go(clearedPath(searchParams), { replace: true })}>{t.clear}</Button>
        </Nothing>
      ) : (
        <Nothing title={empty.title}>
          <p>{fill(empty.why, view.place)}</p>
        </Nothing>
      )}
      {value.hasMore && <Button onClick={() => setPages(pages + PAGES)}>{t.more}</Button>}
    </>
  )
}

function clearedPath(searchParams: URLSearchParams): string {
  const area = searchParams.get('area')
  return `${location.pathname}${area ? `?area=${area}` : ''}`
}

/** How many, and how many of them burn. */
function Summary({ rows }: { rows: Row[] }) {
  const counted = useTimed(() => {
    const tones = rows.map((row) => timingOf(row, now()).tone)
    return ['over', 'soon'].map((tone) => tones.filter((other) => other === tone).length).join()
  })
  const [over, soon] = counted.split(',').map(Number)
  return (
    <p className="summary">
      <strong>{fill(t.count, rows.length)}</strong>
      {!!over && <span className="badge over">{fill(t.countOver, over)}</span>}
      {!!soon && <span className="badge soon">{fill(t.countSoon, soon)}</span>}
    </p>
  )
}
