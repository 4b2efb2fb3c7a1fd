import type { AnswerOf } from '../../../lib/contracts/http.ts'
import type { Area } from '../../../lib/grid/area.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { call } from '../api.ts'
import { areaName, communitiesIn, type GridRow } from '../grids.tsx'
import type { Me } from '../session.tsx'
import { t } from '../words.ts'

export type Row = AnswerOf<'listReports'>['items'][number]
/** Which of the lists of reports: what is open, what climbed, what asks me to say that I have heard. */
export type Kind = 'open' | 'raised' | 'alerts'
export type Source = { area?: Area; raised?: 'yes'; alerted?: 'yes' }
/** One choice of the area switcher: what to ask the server, and how to say it. */
export type View = { key: string; words: string; place: string; sources: Source[] }

const isDesk = (area: Area) => area.length < 12

/**
 * What this person can look at, the first being where they start. A community or grid has its own open reports; a street
 * or county desk begins with what climbed to it and may then look into each of its communities.
 */
export function viewsOf(me: Me, grids: readonly GridRow[], kind: Kind): View[] {
  if (kind === 'alerts') return [{ key: 'me', words: me.name, place: me.name, sources: [ALERTS] }]
  const isRaised = kind === 'raised'
  const held = areasFor(me, 'report.read')
  const each = held.map((area) =>
    viewOf(grids, { area, ...((isRaised || isDesk(area)) && { raised: 'yes' }) }),
  )
  const all = {
    key: 'all',
    words: fill(t.everywhere, each.length),
    place: each.map(({ place }) => place).join('、'),
    sources: each.flatMap(({ sources }) => sources),
  }
  const inside = isRaised ? [] : held.filter(isDesk).flatMap((area) => communitiesIn(grids, area))
  return [
    ...(each.length > 1 ? [all] : []),
    ...each,
    ...inside.filter(({ area }) => !held.includes(area)).map(({ area }) => viewOf(grids, { area })),
  ]
}

export const ALERTS: Source = { alerted: 'yes' }

function viewOf(grids: readonly GridRow[], source: Source & { area: Area }): View {
  const { area, raised } = source
  const place = areaName(grids, area)
  const words = raised && isDesk(area) ? fill(t.raisedTo, place) : place
  return { key: area, words, place, sources: [source] }
}

export type Listed = { rows: Row[]; hasMore: boolean }

/** Sorting by time left needs every row, so cursors are followed; `pages` bounds how far. */
export async function listAll(sources: readonly Source[], pages: number): Promise<Listed> {
  const lists = await Promise.all(sources.map((source) => listOne(source, pages)))
  const rows = new Map(lists.flatMap(({ rows }) => rows).map((row) => [row.id, row]))
  return { rows: [...rows.values()], hasMore: lists.some(({ hasMore }) => hasMore) }
}

async function listOne(source: Source, pages: number): Promise<Listed> {
  const rows: Row[] = []
  let cursor: string | undefined
  for (let page = 0; page < pages; page++) {
    const { items, next } = await call('listReports', { query: { ...source, ...(cursor && { cursor }) } })
    rows.push(...items)
    cursor = next
    if (!cursor) break
  }
  return { rows, hasMore: !!cursor }
}
