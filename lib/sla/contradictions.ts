import {
  CLASSES,
  CLOCKS,
  type ClassTerms,
  type ClockName,
  type ClockTerms,
  LADDER,
  LEVELS,
  type MatterClass,
  type Policy,
  rankOf,
  type WarnPoint,
  WORKDAY,
} from './policy.ts'
import type { Span } from './span.ts'

/** What is wrong with a policy, in words for whoever wrote it. */
export type Contradiction = { class?: MatterClass; clock?: ClockName; zh: string; en: string }
type Words = { zh: string; en: string }

/** Everything about a policy that contradicts itself, all of it at once. An empty list may be published. */
export function contradictions({ common, classes }: Pick<Policy, 'common' | 'classes'>): Contradiction[] {
  return [
    ...clocksIn(common).flatMap(([clock, terms]) =>
      wrongWith(terms, clock).map((words) => ({ clock, ...words })),
    ),
    ...missingIn(common),
    ...CLASSES.flatMap((name) => ofClass(classes[name]).map((wrong) => ({ class: name, ...wrong }))),
  ]
}

const clocksIn = (terms: ClassTerms) =>
  CLOCKS.flatMap((clock) => (terms[clock] ? [[clock, terms[clock]] as const] : []))

/** Help and supervision can be asked for anywhere, so they have terms everywhere. */
function missingIn(common: ClassTerms): Contradiction[] {
  return (['assist', 'supervise'] as const)
    .filter((clock) => !common[clock])
    .map((clock) => ({ clock, zh: '公共规则里缺少这个时限', en: 'The common terms lack this clock' }))
}

function ofClass(terms: ClassTerms): Omit<Contradiction, 'class'>[] {
  const own = clocksIn(terms).flatMap(([clock, one]) =>
    wrongWith(one, clock).map((words) => ({ clock, ...words })),
  )
  const { contact, resolve } = terms
  if (!contact && !resolve)
    return [...own, { zh: '没有任何时限，谁也不必办', en: 'No clock at all: nobody has to do anything' }]
  if (contact && resolve && workMinutes(contact.within) > workMinutes(resolve.within))
    own.push({
      clock: 'contact',
      zh: '首次联系的时限比办结的时限还长',
      en: 'More time to call than to settle',
    })
  return own
}

function wrongWith(terms: ClockTerms, clock: ClockName): Words[] {
  return [
    ...ladderWrong(terms),
    ...warningsWrong(terms),
    ...pausesWrong(terms, clock),
    ...extensionWrong(terms),
  ]
}

function ladderWrong({ ladder = LADDER, from = LEVELS[0] }: ClockTerms): Words[] {
  const ranks = ladder.map(({ to }) => rankOf(to))
  const wrong: Words[] = []
  if (ranks.at(-1) !== LEVELS.length - 1)
    wrong.push({ zh: '升级阶梯到不了县级', en: 'The ladder does not reach the county' })
  if (ranks.some((rank, index) => index > 0 && rank <= ranks[index - 1]!))
    wrong.push({ zh: '升级阶梯不是逐级向上', en: 'The ladder does not go up' })
  // The usual ladder begins at the bottom for everybody; one that is written down must have a use for each rung.
  if (ladder !== LADDER && ranks.some((rank) => rank <= rankOf(from)))
    wrong.push({ zh: '阶梯里有一级永远到不了', en: 'A rung of the ladder can never be reached' })
  return wrong
}

function warningsWrong({ warn = [], within }: ClockTerms): Words[] {
  const shares = warn.map((point) => shareOf(point, within))
  if (shares.some((share) => share <= 0 || share >= 1))
    return [{ zh: '预警点不在时限之内', en: 'A warning lies outside the span' }]
  const isRising = shares.every((share, index) => index === 0 || share > shares[index - 1]!)
  return isRising ? [] : [{ zh: '预警点没有按先后排列', en: 'The warnings are not in order' }]
}

/** Which part of the span is over at a point; the exact moment is the calendar's. */
function shareOf(point: WarnPoint, within: Span): number {
  if ('percent' in point) return point.percent / 100
  if ('day' in point) return within.kind === 'statutory' ? point.day / within.amount : -1
  if ('daysBefore' in point) return 1 - (point.daysBefore * WORKDAY) / workMinutes(within)
  return point.minutes / (within.kind === 'wall' ? within.amount : workMinutes(within))
}

function pausesWrong({ pauses = {}, within }: ClockTerms, clock: ClockName): Words[] {
  const rules = Object.values(pauses)
  if (rules.length > 0 && clock === 'contact')
    return [{ zh: '首次联系的时限不能暂停', en: 'The first contact never pauses' }]
  if (rules.length > 0 && within.kind === 'statutory')
    return [{ zh: '法定期限不能因等待而暂停', en: 'A period of the law does not pause while we wait' }]
  return rules.some(({ most, alone }) => most <= 0 || alone > most)
    ? [{ zh: '暂停的上限不对', en: 'The limits of a pause do not fit' }]
    : []
}

function extensionWrong({ extension, within }: ClockTerms): Words[] {
  if (!extension) return []
  if (within.kind === 'wall' || within.kind === 'working')
    return [{ zh: '按分钟计算的时限不能按天延期', en: 'A span in minutes cannot be extended by days' }]
  const isCapped = extension.times > 0 && extension.days > 0 && extension.days <= within.amount
  return isCapped ? [] : [{ zh: '延期超过了原来的时限', en: 'An extension longer than the span itself' }]
}

/** About how much duty time a span holds: enough to say which of two is longer. */
function workMinutes({ kind, amount }: Span): number {
  if (kind === 'working') return amount
  return kind === 'days'
    ? amount * WORKDAY
    : ((kind === 'statutory' ? amount * 5 : amount / 288) / 7) * WORKDAY
}
