import { shanghai, wallClock } from '../../../lib/kernel/instant.ts'
import { CATEGORIES } from '../../../lib/report/categories.ts'
import type { Move } from '../../../lib/report/moves.ts'
import type { Ask } from '../../../lib/report/statuses.ts'
import { dateWords, timeWords } from '../../shared/time.ts'
import { areaName, type GridRow } from '../grids.tsx'
import { language, say, t } from '../words.ts'

/** What the form holds for each ask, as the fields write it. */
export type Written = Partial<Record<Ask, string>>

/** The label a field carries in this move; some asks mean something particular in one of them. */
export function askLabel(move: string, ask: string): string {
  const own = t.asksOf[`${move}.${ask}` as keyof typeof t.asksOf]
  return own ?? t.asks[ask as Ask] ?? ask
}

/** An appointment has an hour; waiting for somebody is counted in days. */
export const hasHour = (move: Move) => move === 'schedule'

/** What is sent: days stay days, an hour becomes a moment, both as the contracts write them. */
export function saidOf(move: Move, asks: readonly Ask[], written: Written): Written {
  return Object.fromEntries(
    asks.map((ask) => {
      const value = written[ask] ?? ''
      const isHour = ask === 'until' && hasHour(move) && value
      return [ask, isHour ? shanghai(value.replace('T', ' ')) : value]
    }),
  )
}

/** What was said, in words. */
export function saidWords(ask: string, value: string, grids: readonly GridRow[]): string {
  if (ask === 'channel') return t.channels[value as keyof typeof t.channels] ?? value
  if (ask === 'grid') return areaName(grids, value)
  if (ask === 'risk') return t.risks[value as keyof typeof t.risks] ?? value
  if (ask === 'category') return kindWords(value)
  if (ask !== 'until') return value
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dateWords(shanghai(value), language)
  return /^\d{4}-\d\d-\d\dT/.test(value) ? timeWords(value, language) : value
}

/** A category, or a matter registered as such. */
export function kindWords(name: string): string {
  const registered = t.registered[name as keyof typeof t.registered]
  return registered ?? (name in CATEGORIES ? say(CATEGORIES[name as keyof typeof CATEGORIES]) : name)
}

/** The earliest the date field takes, in the form the browser wants. */
export function soonest(move: Move, at: Parameters<typeof wallClock>[0]): string {
  const [day = '', time = ''] = wallClock(at).split(' ')
  return hasHour(move) ? `${day}T${time}` : day
}
