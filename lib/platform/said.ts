import type { Said } from '../contracts/forms.ts'
import type { FieldWord } from '../contracts/words.ts'
import { DAY, type Instant, instant } from '../kernel/instant.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import type { MoveOrder } from '../report/decide.ts'
import { REGISTERED, RISKS, ruleOf } from '../report/moves.ts'
import type { Ask } from '../report/statuses.ts'

/** What of a person's words the decision needs: days, moments and names, never the text nor what the move did not ask for. */
export function saidTo(move: string, said: Said): Partial<MoveOrder> {
  const asks: readonly Ask[] = ruleOf(move)?.asks ?? []
  const { grid, until, days, risk, category }: Said = Object.fromEntries(asks.map((ask) => [ask, said[ask]]))
  const moment = until && momentIn(until)
  const as = risk ? classNamed(risk) : category ? kindNamed(category) : undefined
  return {
    ...(grid && { gridId: grid }),
    ...(moment && { until: moment }),
    ...(days && { days: Number(days) }),
    ...(as && { as }),
  }
}

/** Which asks are missing, or not what they should be. */
export function faultsIn(asks: readonly Ask[], said: Said): { ask: Ask; word: FieldWord }[] {
  return asks.flatMap((ask): { ask: Ask; word: FieldWord }[] => {
    const words = said[ask]
    if (!words) return [{ ask, word: 'said-missing' }]
    return isWrong(ask, words) ? [{ ask, word: 'field-wrong' }] : []
  })
}

function isWrong(ask: Ask, words: string): boolean {
  if (ask === 'until') return !momentIn(words)
  if (ask === 'days') return !/^[1-9]\d{0,2}$/.test(words)
  if (ask === 'risk') return !classNamed(words)
  return ask === 'category' && !kindNamed(words)
}

/** A day lasts until its midnight; a moment is itself. */
function momentIn(words: string): Instant | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(words)) {
    const midnight = Date.parse(`${words}T00:00:00.000+08:00`)
    return Number.isNaN(midnight) ? undefined : instant(midnight + DAY)
  }
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(words) ? Date.parse(words) : Number.NaN
  return Number.isNaN(ms) ? undefined : instant(ms)
}

const classNamed = (name: string) => {
  const found = RISKS.find((risk) => risk === name)
  return found && { class: `dispute_${found}` as const }
}

function kindNamed(name: string): MoveOrder['as'] {
  const matter = REGISTERED.find((one) => one === name)
  if (matter) return { class: matter }
  const category = CATEGORY_NAMES.find((one) => one === name)
  return category && { category }
}
