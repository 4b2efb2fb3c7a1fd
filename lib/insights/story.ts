import type { HistoryEntry } from '../contracts/state.ts'
import type { Area } from '../grid/area.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Category } from '../report/categories.ts'
import { classOf } from '../report/report.ts'
import type { Status } from '../report/statuses.ts'
import { type ClockName, higherOf, LEVELS, type Level, type MatterClass } from '../sla/policy.ts'

/** One case in facts and moments, told by its history alone: what is counted can be counted again, by anybody, years later. */
export type Story = {
  id: string
  receivedAt: Instant
  category: Category
  class: MatterClass
  /** Where it lies at the end, so that nobody answers for what was sent to the wrong grid. Missing until it has one. */
  grid?: Area
  /** The posted code it was sent from. */
  code?: string
  status: Status
  /** Who holds it, and the highest level it ever reached: a matter can be handed down again. */
  level: Level
  highest: Level
  /** Every clock that ever missed a deadline. */
  late: readonly ClockName[]
  /** 1 to 5, best last. */
  rating?: number
  contactedAt?: Instant
  /** The last time somebody said that it was settled, and at which level. */
  settled?: { at: Instant; level: Level }
  reopenedAt?: Instant
  /** When staff closed it after a call; a matter that closes by itself was not called about. */
  calledBackAt?: Instant
}

export type Line = Pick<HistoryEntry, 'id' | 'at' | 'role' | 'what' | 'to' | 'facts'>

/**
 * `lines`: a report's whole history, in order. Undefined for what is in no figure: what is said about an official, and
 * reports from before their history carried facts.
 */
export function storyOf(lines: readonly Line[]): Story | undefined {
  const [first] = lines
  const category = first?.facts?.category as Category | undefined
  if (!first || !category) return undefined
  const begun: Story = {
    id: first.id,
    receivedAt: first.at,
    category,
    class: classOf({ category }),
    status: 'received',
    level: LEVELS[0],
    highest: LEVELS[0],
    late: [],
  }
  return lines.reduce(goOn, begun)
}

function goOn(story: Story, line: Line): Story {
  const known = withFacts(story, line.facts ?? {})
  return { ...known, status: (line.to ?? known.status) as Status, ...momentOf(known, line) }
}

function withFacts(story: Story, facts: NonNullable<Line['facts']>): Story {
  const category = (facts.category ?? story.category) as Category
  const level = facts.level === undefined ? story.level : ((facts.level || LEVELS[0]) as Level)
  const late = (facts.late?.split(' ') ?? []) as ClockName[]
  const given = facts.class as MatterClass | '' | undefined
  const isReclassed = given !== undefined || facts.category !== undefined
  const { grid: held, ...others } = story
  const grid = facts.grid ?? held
  return {
    ...others,
    category,
    class: isReclassed ? given || classOf({ category }) : story.class,
    level,
    highest: higherOf(story.highest, level),
    late: [...new Set([...story.late, ...late])],
    ...(grid && { grid }),
    ...(facts.code && { code: facts.code }),
    ...(facts.rating && { rating: Number(facts.rating) }),
  }
}

function momentOf({ level, contactedAt }: Story, { what, at, role }: Line): Partial<Story> {
  if (what === 'contact') return { contactedAt: contactedAt ?? at }
  if (what === 'resolve') return { settled: { at, level } }
  if (what === 'reopen') return { reopenedAt: at }
  return what === 'close' && role !== 'system' ? { calledBackAt: at } : {}
}
