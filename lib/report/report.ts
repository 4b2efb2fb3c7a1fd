import type { Calendar } from '../calendar/calendar.ts'
import { earliest, type Instant } from '../kernel/instant.ts'
import { type Climb, type Clock, nextOf } from '../sla/clock.ts'
import {
  CLOCKS,
  type ClockName,
  type ClockTerms,
  LEVELS,
  type Level,
  type MatterClass,
  type Policy,
  termsFor,
} from '../sla/policy.ts'
import type { Role } from '../staff/staff.ts'
import type { Alerted, Rungs } from './asking.ts'
import { type Category, CLASS_OF } from './categories.ts'
import type { Source } from './consent.ts'
import type { Move } from './moves.ts'
import type { Spot } from './near.ts'
import type { Answers } from './questions.ts'
import type { Rating } from './rating.ts'
import type { Status } from './statuses.ts'

/** Where the resident says it is. Every part is a hint; routing weighs them and keeps its trace. */
export type Whereabouts = {
  codeId?: string
  /** As the phone gave it, in the datum it named; converted only to look it up. */
  point?: { lat: number; lng: number; datum: 'wgs84' | 'gcj02' | 'bd09' }
  /** The grid the person picked from the directory. */
  gridId?: string
  /** The place the person chose among those their words could mean. */
  picked?: NamedPlace
  /** What the place in words could mean, best first, and whether that is beyond doubt. The words themselves are sealed. */
  words?: { verdict: 'found' | 'ask'; places: (NamedPlace & { score: number })[] }
}

/** A place of the public directory: never a home. `gridId` is missing for one that lies in several grids. */
export type NamedPlace = { placeId: string; name: string; gridId?: string }

/** Why a person should look twice; never a reason to refuse. */
export const FLAGS = [
  'code-forged',
  'code-revoked',
  'code-unknown',
  'outside-county',
  'merged-by-resident',
  'emergency',
  'flood-suspected',
] as const
export type Flag = (typeof FLAGS)[number]

export const ROUTED_BY = ['code', 'picked', 'point', 'words', 'nearest', 'rule'] as const
/** One clue and what it was worth, `score` from 0 to 1, or the rule that came after. `en`: the reason in English, where there is one. */
export type RouteStep = {
  by: (typeof ROUTED_BY)[number]
  found: boolean
  gridId?: string
  score?: number
  why: string
  en?: string
}

/** How pressing it is, above the usual. */
export const PRIORITIES = ['urgent', 'high'] as const
export type Priority = (typeof PRIORITIES)[number]
export const PRIORITY_WORDS: Record<Priority, { zh: string; en: string }> = {
  urgent: { zh: '特急', en: 'urgent' },
  high: { zh: '优先', en: 'before others' },
}

/** What a rule (派单规则) has said: which one, the post (a role) that is to take it, the units that help, how pressing it is. */
export type Ruled = {
  rule: { version: number; id: string }
  post?: string
  units?: readonly string[]
  priority?: Priority
}

export type Clocks = Partial<Record<ClockName, Clock>>

export type Report = {
  id: string
  number: string
  status: Status
  category: Category
  /** Given by staff when it is not the category's own: a risk colour, or a matter registered as such. */
  class?: MatterClass
  whereabouts: Whereabouts
  flags: Flag[]
  wish: 'reply' | 'no_reply'
  /** Version of the privacy text its sender was shown. */
  consent?: string
  /** Entered by staff for somebody who called or came in. */
  source?: Source
  /** Of the form as it was sent, to tell a repeated submit from another one under the same key. */
  fingerprint: string
  /** Text, place in words and contact, encrypted before they reach the aggregate: the core never sees a person. */
  sealed: string
  /** To the category's own questions, by the ids of the options: what rules may go by. The words are in `sealed`. */
  answers?: Answers
  /** Photos and voice, by id; what became of each file is in its own row. */
  uploads?: string[]
  receivedAt: Instant
  /** When the last move ended it; the resident's days to reopen count from here. */
  endedAt?: Instant
  policy: string
  clocks: Clocks
  /** The level that holds it, once it has climbed; only that level hands it down again. */
  level?: Level
  /** Who must say that they have heard, while the clock of the alert runs. */
  alerted?: Alerted
  /** An extension that waits for its answer. */
  asked?: { clock: ClockName; days: number }
  /** Named `grid…` only after routing: 15-digit grid, its 12-digit community. */
  gridId?: string
  /** The 12-digit community it lies in, while that is all that is known. */
  community?: string
  /** Until when its grid can say that it is not theirs. */
  returnBy?: Instant
  dispute?: Dispute
  ruled?: Ruled
  trace: RouteStep[]
  /** Where the clue that routed it lies; what neighbours' reports are compared with. */
  spot?: Spot
  /** Ids of neighbours who said "me too"; each has a PIN of their own. */
  supporters?: string[]
  rating?: Rating
}

/** Whose it is, is in doubt: the grids that said it is not theirs, in order, and how far that has come. */
export type Dispute = { by: readonly string[]; is: 'returned' | 'open' | 'decided' }

/** `rungs`: given where somebody is about to be alerted. */
export type Terms = { policy: Policy; calendar: Calendar; rungs?: Rungs }

/** The terms as they are where the report lies, for its grid or community may have working hours of its own. */
export function termsIn({ gridId, community }: Pick<Report, 'gridId' | 'community'>, terms: Terms): Terms {
  return { ...terms, calendar: terms.calendar.in(gridId ?? community) }
}

/** `community`: where it lies, while no grid is known. */
type About = { category: Category; number: string; gridId?: string; community?: string; urgent?: true }

export type ReportEvent =
  | { type: 'report.received'; data: { category: Category } }
  | {
      type: 'report.moved'
      data: About & { move: Move; from: Status; to: Status; dueAt?: Instant }
    }
  /** `why`: no deadline was missed, the class of the matter begins there. `asked`: the post that must say it has heard. */
  | { type: 'report.escalated'; data: About & { clock: ClockName; why?: 'class'; asked?: Role } & Climb }
  /** A deadline comes near: once for each point that the terms name. */
  | { type: 'report.warned'; data: About & { clock: ClockName; dueAt: Instant } }
  /** A deadline is another one now: a wait is over, or the calendar or the terms have changed. */
  | {
      type: 'report.rescheduled'
      data: About & { clock: ClockName; why: 'resumed' | 'recounted'; was?: Instant; dueAt: Instant }
    }

/**
 * What a decision leaves behind: the new state, one line of history, and what others must hear. `role` is the post the
 * person acted in, where only the decision knows it.
 */
export type Outcome<State, Event> = {
  value: State
  what: string
  why?: string
  said?: string
  role?: string
  /** The link or chat message it came by; a second use finds the line that says so. */
  via?: string
  events: Event[]
}
export type ReportOutcome = Outcome<Report, ReportEvent>

/** The class whose clocks apply: what staff gave it, else the category's own. */
export function classOf({ class: given, category }: Pick<Report, 'class' | 'category'>): MatterClass {
  return given ?? CLASS_OF[category]
}

export function termsOf(
  report: Pick<Report, 'class' | 'category'>,
  clock: ClockName,
  policy: Policy,
): ClockTerms | undefined {
  return termsFor(policy, classOf(report), clock)
}

/** The clocks of a report in the order in which people name them. */
export function clocksOf({ clocks }: Pick<Report, 'clocks'>): [ClockName, Clock][] {
  return CLOCKS.flatMap((name) => (clocks[name] ? [[name, clocks[name]]] : []))
}

/** The next moment at which something happens by itself: the key of the due index, and with it the timer. */
export function dueOf(report: Pick<Report, 'clocks'>): Instant | undefined {
  return earliest(...clocksOf(report).map(([, clock]) => nextOf(clock)))
}

/** The earliest deadline that runs: what people see. */
export function deadlineOf(report: Pick<Report, 'clocks'>): Instant | undefined {
  return earliest(
    ...clocksOf(report).map(([, clock]) => (clock.phase === 'running' ? clock.dueAt : undefined)),
  )
}

/** The level that holds the report. It stays there: only that level may hand it down again, by a recorded move. */
export const levelOf = ({ level }: Pick<Report, 'level'>): Level => level ?? LEVELS[0]

/** What never waits for the morning (domain.md §6.4 rule 9). A hazard stays one when its clocks become those of another class. */
const URGENT: readonly MatterClass[] = ['emergency', 'dispute_red', 'safety']

const isUrgent = (report: Report) =>
  [classOf(report), CLASS_OF[report.category]].some((one) => URGENT.includes(one)) ||
  report.flags.includes('emergency')

export const aboutOf = (report: Report): About => ({
  category: report.category,
  number: report.number,
  ...(report.gridId ? { gridId: report.gridId } : report.community && { community: report.community }),
  ...(isUrgent(report) && { urgent: true }),
})

/** Whom the open alert asks; undefined when none is open, or a group is asked. */
export function alertedOf({ alerted, clocks }: Pick<Report, 'alerted' | 'clocks'>): Alerted | undefined {
  const clock = clocks.acknowledge
  return clock?.phase === 'running' && clock.level === alerted?.level ? alerted : undefined
}
