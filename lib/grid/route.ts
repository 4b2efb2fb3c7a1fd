import type { Routing } from '../report/decide.ts'
import type { Spot } from '../report/near.ts'
import type { Flag, NamedPlace, Report, RouteStep } from '../report/report.ts'
import type { Area } from './area.ts'
import type { Grid, LngLat } from './directory.ts'

/** A QR code (二维码) as posted. A revoked one still opens the form, and its place is not believed. */
export type Code = {
  id: string
  kind: 'building' | 'shop' | 'pole' | 'office' | 'card' | 'campaign'
  gridId: string
  place: string
  lat: number
  lng: number
  issuedAt: string
  revokedAt?: string
}

/** What routing asks of the published areas. */
export type Directory = {
  grid(id: string): GridHere | undefined
  at(lng: number, lat: number): GridHere | undefined
  nearest(lng: number, lat: number): { grid: GridHere; metres: number } | undefined
}
type GridHere = Pick<Grid, 'id' | 'name'>

type Point = NonNullable<Report['whereabouts']['point']>
/** Phones and maps in China give GCJ-02 or BD-09; borders are in WGS-84. */
export type ToWgs84 = (point: Point) => LngLat

/** Where a point lies in the datum of the borders, the codes and every other report. */
export function spotOf(point: Point, toWgs84: ToWgs84): Spot {
  const [lng, lat] = toWgs84(point)
  return { lat, lng }
}

/** A point so far outside is not a slip of the phone: nobody gets the report for it. */
export const NEARBY_METRES = 5_000
/** What the nearest grid is worth: less than any clue that names a place. */
const NEAREST_SCORE = 0.3

/**
 * Where a report belongs, by precedence: code > picked place > point > words > the nearest grid of a point just outside
 * (domain.md §6.2). Every clue is tried and written down, also those after the first answer, so that staff can see why it
 * went where it went. Who reports is not known here, so "the reporter's grid" of the rule has nothing to go by.
 */
export function findGrid(
  { whereabouts }: Pick<Report, 'whereabouts'>,
  code: Code | undefined,
  directory: Directory,
  toWgs84: ToWgs84,
): Routing {
  const { codeId, gridId: chosen, picked, point, words } = whereabouts
  const outside = point && outsideOf(point, directory, toWgs84)
  const flags: Flag[] = [
    ...(codeId && !code ? (['code-unknown'] as const) : []),
    ...(codeId && code?.revokedAt ? (['code-revoked'] as const) : []),
    ...(outside?.isOutside ? (['outside-county'] as const) : []),
  ]
  const trace = [
    ...(codeId ? [byCode(code, directory)] : []),
    ...(picked ? [byPicked(picked, directory)] : []),
    ...(chosen ? [byChosen(chosen, directory)] : []),
    ...(outside ? [outside.step] : []),
    ...(words ? [byWords(words, directory)] : []),
    ...(outside?.nearest ? [outside.nearest] : []),
  ]
  const gridId = trace.find((step) => step.found)?.gridId
  const known = code && !code.revokedAt ? { lat: code.lat, lng: code.lng } : point && spotOf(point, toWgs84)
  const spot = gridId && known
  const community = gridId ? undefined : communityIn(whereabouts, code)
  return {
    trace,
    flags,
    ...(gridId && { gridId }),
    ...(community && { community }),
    ...(spot && { spot }),
  }
}

/** The community in which everything lies that the first telling clue could mean; somebody there will know the grid. */
function communityIn({ picked, words }: Report['whereabouts'], code: Code | undefined): Area | undefined {
  const clues = [
    code && !code.revokedAt ? [code.gridId] : [],
    picked ? [areaIn(picked)] : [],
    (words?.places ?? []).map(areaIn),
  ]
  return clues.map(onlyOne).find((community) => community !== undefined)
}

/** The id of a place begins with the code of the area it lies in. */
const areaIn = ({ gridId, placeId }: NamedPlace): Area => gridId ?? placeId

function onlyOne(areas: readonly Area[]): Area | undefined {
  const communities = new Set(areas.map((area) => /^\d{12}/.exec(area)?.[0]))
  return communities.size === 1 ? [...communities][0] : undefined
}

const found = (by: RouteStep['by'], grid: GridHere, score: number, why: string): RouteStep => ({
  by,
  found: true,
  gridId: grid.id,
  score,
  why,
})
const missing = (by: RouteStep['by'], why: string): RouteStep => ({ by, found: false, why })

function byCode(code: Code | undefined, directory: Directory): RouteStep {
  if (!code) return missing('code', '二维码没有登记')
  if (code.revokedAt) return missing('code', '二维码已停用')
  const grid = directory.grid(code.gridId)
  return grid
    ? found('code', grid, 1, `因为二维码贴在「${code.place}」`)
    : missing('code', `二维码贴在「${code.place}」，它的网格已不存在`)
}

function byChosen(gridId: string, directory: Directory): RouteStep {
  const grid = directory.grid(gridId)
  return grid ? found('picked', grid, 1, '因为报告人选了这个网格') : missing('picked', '所选网格不存在')
}

function byPicked({ name, gridId }: NamedPlace, directory: Directory): RouteStep {
  const grid = gridId && directory.grid(gridId)
  return grid
    ? found('picked', grid, 1, `因为报告人选了「${name}」`)
    : missing('picked', `报告人选了「${name}」，它不只属于一个网格`)
}

function outsideOf(point: Point, directory: Directory, toWgs84: ToWgs84) {
  const [lng, lat] = toWgs84(point)
  const grid = directory.at(lng, lat)
  if (grid) return { isOutside: false, step: found('point', grid, 1, '因为定位落在这个网格内') }
  const step = missing('point', '定位不在本县范围内')
  const near = directory.nearest(lng, lat)
  if (!near) return { isOutside: true, step }
  const away = `离「${near.grid.name}」最近，约${spoken(near.metres)}`
  return {
    isOutside: true,
    step,
    nearest:
      near.metres <= NEARBY_METRES
        ? found('nearest', near.grid, NEAREST_SCORE, `因为定位在县界外，${away}`)
        : missing('nearest', `定位${away}，太远了`),
  }
}

const spoken = (metres: number) =>
  metres < 1_000 ? `${Math.round(metres)}米` : `${(metres / 1_000).toFixed(1)}公里`

function byWords(
  { verdict, places }: NonNullable<Report['whereabouts']['words']>,
  directory: Directory,
): RouteStep {
  const [best] = places
  if (!best) return missing('words', '写的地点没有认出来')
  if (verdict === 'ask')
    return missing('words', `写的地点说不准，可能是${places.map(({ name }) => `「${name}」`).join('、')}`)
  const grid = best.gridId && directory.grid(best.gridId)
  return grid
    ? found('words', grid, best.score, `因为写的地点是「${best.name}」`)
    : { ...missing('words', `写的地点是「${best.name}」，它不只属于一个网格`), score: best.score }
}
