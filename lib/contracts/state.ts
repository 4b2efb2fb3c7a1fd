import * as z from 'zod/mini'
import { COUNTY_CALENDAR, type CountyCalendar } from '../calendar/county.ts'
import type { Campaign } from '../campaign/campaign.ts'
import type { Grid } from '../grid/directory.ts'
import type { Directory } from '../grid/editions.ts'
import type { Code } from '../grid/route.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { SOURCES } from '../report/consent.ts'
import { FACTS } from '../report/facts.ts'
import { FLAGS, PRIORITIES, type Report, ROUTED_BY } from '../report/report.ts'
import { STATUSES } from '../report/statuses.ts'
import { CLASSES, CLOCKS, LEVELS, type MatterClass, PAUSES, type Policy } from '../sla/policy.ts'
import { SPAN_KINDS } from '../sla/span.ts'
import type { StoredPost } from '../staff/post.ts'
import { ROLES, type Staff } from '../staff/staff.ts'
import { CalendarDay, Message, Moment } from './messages.ts'
import type { FieldWord } from './words.ts'

/** What is stored is parsed when read: a row from another version or another hand fails loudly, in one place. */

const level = z.enum(LEVELS)
const Span = z.object({ kind: z.enum(SPAN_KINDS), amount: z.number().check(z.positive()) })
const Pause = z.object({ from: Moment, to: Moment, why: z.enum([...PAUSES, 'resolved']) })
const counted = {
  level,
  start: Moment,
  pauses: z.optional(z.array(Pause)),
  granted: z.optional(z.array(z.number())),
  warned: z.optional(z.int()),
  span: z.optional(z.object({ kind: z.enum(SPAN_KINDS), amount: z.number() })),
  left: z.optional(z.number()),
  fixed: z.optional(Moment),
  workday: z.optional(z.literal(true)),
}
const Clock = z.discriminatedUnion('phase', [
  z.object({
    ...counted,
    phase: z.literal('running'),
    dueAt: Moment,
    warnAt: z.optional(Moment),
    provisional: z.optional(z.literal(true)),
  }),
  z.object({
    ...counted,
    phase: z.literal('paused'),
    since: Moment,
    why: z.enum(PAUSES),
    until: z.optional(Moment),
  }),
  z.object({ ...counted, phase: z.literal('stopped'), at: Moment }),
  z.object({ ...counted, phase: z.literal('exhausted'), missedAt: Moment }),
])

const wrong: FieldWord = 'point-wrong'
export const Point = z.object({
  lat: z.number(wrong).check(z.gte(-90, wrong), z.lte(90, wrong)),
  lng: z.number(wrong).check(z.gte(-180, wrong), z.lte(180, wrong)),
  datum: z.enum(['wgs84', 'gcj02', 'bd09'], wrong),
})

const NamedPlace = { placeId: z.string(), name: z.string(), gridId: z.optional(z.string()) }

export const ReportState = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  category: z.enum(CATEGORY_NAMES),
  whereabouts: z.object({
    codeId: z.optional(z.string()),
    point: z.optional(Point),
    gridId: z.optional(z.string()),
    picked: z.optional(z.object(NamedPlace)),
    words: z.optional(
      z.object({
        verdict: z.enum(['found', 'ask']),
        places: z.array(z.object({ ...NamedPlace, score: z.number() })),
      }),
    ),
  }),
  flags: z.array(z.enum(FLAGS)),
  wish: z.enum(['reply', 'no_reply']),
  answers: z.optional(z.record(z.string(), z.string())),
  consent: z.optional(z.string()),
  source: z.optional(z.enum(SOURCES)),
  fingerprint: z.string(),
  sealed: z.string(),
  uploads: z.optional(z.array(z.string())),
  receivedAt: Moment,
  endedAt: z.optional(Moment),
  policy: z.string(),
  class: z.optional(z.enum(CLASSES)),
  clocks: each(CLOCKS, Clock),
  level: z.optional(level),
  alerted: z.optional(z.object({ level, turn: z.int(), role: z.enum(ROLES), staffId: z.string() })),
  asked: z.optional(z.object({ clock: z.enum(CLOCKS), days: z.number() })),
  gridId: z.optional(z.string()),
  community: z.optional(z.string()),
  returnBy: z.optional(Moment),
  dispute: z.optional(z.object({ by: z.array(z.string()), is: z.enum(['returned', 'open', 'decided']) })),
  ruled: z.optional(
    z.object({
      rule: z.object({ version: z.int(), id: z.string() }),
      post: z.optional(z.string()),
      units: z.optional(z.array(z.string())),
      priority: z.optional(z.enum(PRIORITIES)),
    }),
  ),
  trace: z.array(
    z.object({
      by: z.enum(ROUTED_BY),
      found: z.boolean(),
      gridId: z.optional(z.string()),
      score: z.optional(z.number()),
      why: z.string(),
      en: z.optional(z.string()),
    }),
  ),
  spot: z.optional(z.object({ lat: z.number(), lng: z.number() })),
  supporters: z.optional(z.array(z.string())),
  rating: z.optional(z.object({ level: z.int(), at: Moment, callBackBy: z.optional(Moment) })),
}) as unknown as z.ZodMiniType<Report>

export const CampaignState = z.object({
  id: z.string(),
  status: z.enum(['draft', 'review', 'approved', 'scheduled', 'running', 'done', 'cancelled']),
  title: z.string(),
  text: z.string(),
  grids: z.array(z.string()),
  at: Moment,
  authorId: z.string(),
  approverId: z.optional(z.string()),
  createdAt: Moment,
  sent: z.int(),
}) as unknown as z.ZodMiniType<Campaign>

const decided = { why: z.string(), by: z.string(), effectiveAt: Moment }
export const CalendarDecisionState = z.union([
  z.object({ day: CalendarDay, kind: z.enum(['off', 'worked', 'published']), ...decided }),
  z.object({
    year: z.string(),
    off: z.array(z.string()),
    worked: z.array(z.string()),
    festivals: z.optional(z.array(z.object({ from: z.string(), name: z.string() }))),
    ...decided,
  }),
  z.object({ area: z.string(), from: CalendarDay, week: z.optional(z.array(z.string())), ...decided }),
])
export const CalendarState = z.object({
  id: z.literal(COUNTY_CALENDAR),
  status: z.literal('kept'),
  decisions: z.array(CalendarDecisionState),
  told: z.optional(z.string()),
  warnedOn: z.optional(CalendarDay),
}) as unknown as z.ZodMiniType<CountyCalendar>

/** One line of the history of a report or campaign; `hash` covers the line and the hash before it. */
export const HistoryEntry = z.object({
  id: z.string(),
  seq: z.int(),
  at: Moment,
  actor: z.string(),
  role: z.string(),
  what: z.string(),
  why: z.optional(z.string()),
  /** What a person wrote with the move, encrypted. */
  said: z.optional(z.string()),
  /** The way it came when not from a page of ours: `link.<id>`, `wecom.<id>`; the same id is never acted on twice. */
  via: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** What figures are counted from, where it differs from the line before. Lines from before facts were kept have none. */
  facts: z.optional(each(FACTS, z.string())),
  prevHash: z.string(),
  hash: z.string(),
})
export type HistoryEntry = z.output<typeof HistoryEntry>

/** What a stored item still owes the world: messages nobody has heard yet and history not filed yet. */
export const Owed = z.object({ messages: z.array(Message), history: z.array(HistoryEntry) })
export type Owed = z.output<typeof Owed>

export const CodeState = z.object({
  id: z.string(),
  kind: z.enum(['building', 'shop', 'pole', 'office', 'card', 'campaign']),
  gridId: z.string(),
  place: z.string(),
  lat: z.number(),
  lng: z.number(),
  issuedAt: z.string(),
  revokedAt: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Code>

const Ring = z.array(z.tuple([z.number(), z.number()]))
export const GridState = z.object({
  id: z.string(),
  name: z.string(),
  community: z.string(),
  street: z.string(),
  phone: z.string(),
  ring: Ring,
  polygons: z.optional(z.array(z.array(Ring))),
  aliases: z.optional(z.array(z.string())),
  replaces: z.optional(z.array(z.string())),
}) as unknown as z.ZodMiniType<Grid>

export const EditionState = z.object({
  edition: z.int(),
  key: z.string(),
  effectiveAt: Moment,
  publishedAt: Moment,
  by: z.string(),
  note: z.string(),
  grids: z.int(),
})
export const DirectoryState = z.object({
  id: z.string(),
  status: z.enum(['settled', 'scheduled', 'moving']),
  editions: z.array(EditionState),
  followed: z.int(),
  moving: z.optional(
    z.object({ edition: z.int(), communities: z.array(z.string()), cursor: z.optional(z.string()) }),
  ),
}) as unknown as z.ZodMiniType<Directory>

export const PostState = z.object({
  id: z.string(),
  status: z.enum(['held', 'acting', 'vacant']),
  role: z.enum(ROLES),
  area: z.string(),
  place: z.string(),
  establishedAt: Moment,
  abolishedAt: z.optional(Moment),
  toldOf: z.optional(Moment),
  tenures: z.array(z.object({ staffId: z.string(), from: Moment, until: z.optional(Moment) })),
  leaves: z.array(
    z.object({ staffId: z.string(), from: Moment, until: Moment, substitute: z.optional(z.string()) }),
  ),
}) as unknown as z.ZodMiniType<StoredPost>

export const StaffState = z.object({
  id: z.string(),
  name: z.string(),
  account: z.string(),
  assignments: z.array(
    z.object({
      role: z.enum(ROLES),
      area: z.string(),
      from: z.optional(Moment),
      until: z.optional(Moment),
      insteadOf: z.optional(z.string()),
    }),
  ),
}) as unknown as z.ZodMiniType<Staff>

const Days = z.number().check(z.gte(0), z.lte(366))
const PauseRule = z.strictObject({ most: Days, alone: Days })
const WarnPoint = z.union([
  z.strictObject({ percent: z.number() }),
  z.strictObject({ minutes: z.number() }),
  z.strictObject({ day: z.number() }),
  z.strictObject({ daysBefore: z.number() }),
])
const ClockTerms = z.strictObject({
  within: Span,
  above: z.optional(Span),
  from: z.optional(level),
  ladder: z.optional(z.array(z.strictObject({ to: level, within: z.optional(Span) }))),
  warn: z.optional(z.array(WarnPoint)),
  pauses: z.optional(each(PAUSES, PauseRule)),
  extension: z.optional(
    z.strictObject({ by: level, times: z.int(), days: z.number(), consent: z.optional(z.literal(true)) }),
  ),
  fixedBy: z.optional(z.literal('schedule')),
})
const ClassTerms = each(CLOCKS, ClockTerms)
const Classes = z.object(
  Object.fromEntries(CLASSES.map((name) => [name, ClassTerms])) as Record<MatterClass, typeof ClassTerms>,
)
export const PolicyTerms = {
  common: ClassTerms as unknown as z.ZodMiniType<Policy['common']>,
  classes: Classes as unknown as z.ZodMiniType<Policy['classes']>,
}
export const PolicyState = z.object({ version: z.string(), effectiveAt: Moment, ...PolicyTerms })

/** At most one of each name; zod's own partial record becomes no JSON schema that generators understand. */
function each<const Name extends string, Value extends z.ZodMiniType>(names: readonly Name[], value: Value) {
  const shape = Object.fromEntries(names.map((name) => [name, z.optional(value)]))
  return z.object(shape as Record<Name, z.ZodMiniOptional<Value>>)
}
