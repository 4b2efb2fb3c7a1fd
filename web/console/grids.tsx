import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { type Area, COUNTY, contains, streetOf } from '../../lib/grid/area.ts'
import { SECOND } from '../../lib/kernel/instant.ts'
import { useAnswer } from './answer.ts'
import { call } from './api.ts'
import { useMe } from './session.tsx'
import { t } from './words.ts'

export type GridRow = AnswerOf<'listGrids'>['items'][number]

const RETRY = 15 * SECOND
const GridsContext = createContext<readonly GridRow[]>([])
export const useGrids = () => useContext(GridsContext)

/**
 * The grids of the streets this person works in, or of the county: names for codes, and what a report can be handed to
 * next door. They change a few times a year, so they are asked for until they have come, once.
 */
export function GridsOfMine({ children }: { children: ReactNode }) {
  const { assignments } = useMe()
  const streets = useMemo(() => topmost(assignments.map(({ area }) => streetOf(area))), [assignments])
  const [isKnown, setKnown] = useState(false)
  const ask = async () => {
    const lists = await Promise.all(streets.map((area) => call('listGrids', { query: { area } })))
    setKnown(true)
    return lists.flatMap(({ items }) => items)
  }
  const { value = [] } = useAnswer(streets.join(), ask, isKnown ? undefined : RETRY)
  return <GridsContext value={value}>{children}</GridsContext>
}

/** Without those that lie in another one of the list. */
const topmost = (areas: Area[]) => {
  const unique = [...new Set(areas)]
  return unique.filter((area) => !unique.some((other) => other !== area && contains(other, area)))
}

/** `凤凰社区`; the code itself until the names have come. */
export function areaName(grids: readonly GridRow[], area: Area): string {
  if (area === COUNTY) return t.county
  const grid = grids.find(({ id }) => contains(area, id))
  if (!grid) return area
  return area.length === 15 ? grid.name : area.length === 12 ? grid.community : grid.street
}

/** The communities inside an area, by name. */
export function communitiesIn(grids: readonly GridRow[], area: Area): { area: Area; name: string }[] {
  const within = grids.filter(({ id }) => contains(area, id))
  return [...new Map(within.map(({ id, community }) => [id.slice(0, 12), community]))].map(
    ([area, name]) => ({
      area,
      name,
    }),
  )
}

/** The areas somebody holds and everything inside them, from the top down. */
export function areasBelow(held: readonly string[], grids: readonly GridRow[]): string[] {
  const mine = grids.filter(({ id }) => held.some((area) => contains(area, id)))
  const streets = mine
    .map(({ id }) => id.slice(0, 9))
    .filter((street) => held.some((area) => contains(area, street)))
  const communities = held.flatMap((area) => communitiesIn(grids, area).map((one) => one.area))
  return [...new Set([...held, ...streets, ...communities, ...mine.map(({ id }) => id)])]
}
