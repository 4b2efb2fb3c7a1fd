import type { AnswerOf } from '../../../lib/contracts/http.ts'
import type { Area } from '../../../lib/grid/area.ts'
import { fill } from '../../shared/speak.ts'
import { i } from './words.ts'

export type Page = AnswerOf<'readIndicators'>
export type Figure = Page['total'][number]
/** What the address asks for, so that it can be sent to a colleague. */
export type Asked = { area: Area; from: string; to: string }

export const pathOf = (asked: Asked) => `/console/indicators?${new URLSearchParams(asked)}`

/** `82.4%`; whoever hears the page hears why there is none. */
export function shareOf({ numerator, denominator }: Figure): string {
  if (numerator === undefined || denominator === undefined) return i.few
  return denominator === 0 ? i.none : `${((100 * numerator) / denominator).toFixed(1).replace('.0', '')}%`
}

export const countsOf = ({ numerator, denominator }: Figure): string | undefined =>
  denominator ? `${numerator}/${denominator}` : undefined

export const targetWords = (target: { least: number } | { most: number }) =>
  'least' in target ? fill(i.least, target.least) : fill(i.most, target.most)
