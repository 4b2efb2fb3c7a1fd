import * as z from 'zod/mini'
import { EVENT_FILTERS } from '../alerts/filters.ts'
import { CAMPAIGN_MOVE_NAMES } from '../campaign/campaign.ts'
import { KIND_NAMES } from '../media/kinds.ts'
import { REFUSAL_NAMES } from '../media/refusals.ts'
import { PLACE_KINDS } from '../place/gazetteer.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { SOURCES } from '../report/consent.ts'
import { MOVE_NAMES } from '../report/moves.ts'
import { PRIORITIES } from '../report/report.ts'
import { ASKS, STATUSES } from '../report/statuses.ts'
import { CLOCKS, LEVELS } from '../sla/policy.ts'
import { ROLES } from '../staff/staff.ts'
import { ENDPOINT_KINDS, ENVELOPES, FORMATS, Quiet } from './forms.ts'
import { CalendarDay, Moment } from './messages.ts'
import { CalendarDecisionState, HistoryEntry } from './state.ts'

/** What goes out over HTTP: only what is declared here leaves. */

const Deadlines = { contactBy: z.optional(Moment), resolveBy: z.optional(Moment), provisional: z.boolean() }
const Unit = z.object({ name: z.string(), phone: z.string() })
const Line = z.object({ zh: z.string(), en: z.string() })
export const Place = z.object({
  known: z.boolean(),
  place: z.optional(z.string()),
  unit: z.optional(Unit),
  revoked: z.boolean(),
})

export const Ticket = z.object({ upload: z.string(), url: z.string(), until: Moment })

/** `thumb` and `large` are links that are good for a few minutes; a voice has only `large`. */
export const Photo = z.object({
  kind: z.enum(KIND_NAMES),
  status: z.enum(['waiting', 'ready', 'refused']),
  why: z.optional(z.enum(REFUSAL_NAMES)),
  thumb: z.optional(z.string()),
  large: z.optional(z.string()),
})
export type Photo = z.output<typeof Photo>

export const Receipt = z.object({
  number: z.string(),
  pin: z.string(),
  receivedAt: Moment,
  ...Deadlines,
  flags: z.array(z.string()),
  /** How many of the files named in the form the report now holds; the others can be added with the PIN. */
  uploads: z.optional(z.int()),
})

const Noted = z.optional(z.boolean())
/**
 * What a resident takes away, with what the page must remember to word it. It travels in a cookie once, so it is looked at
 * like everything that comes from outside.
 */
export const KeptReceipt = z.object({
  ...z.omit(Receipt, { flags: true, receivedAt: true }).shape,
  number: z.string().check(z.regex(/^[\w-]{1,30}$/)),
  pin: z.string().check(z.regex(/^\d{6}$/)),
  /** Whether to telephone, and whose code it was. */
  isCalled: z.boolean(),
  isHere: z.boolean(),
  isSupporter: Noted,
  isConfidential: Noted,
  /** It asks for nothing but a telephone call. */
  isCallback: Noted,
  /** The report holds what was written before the last changes. */
  isEarlier: Noted,
  /** Some photo or voice that was sent with it is not among what the report holds. */
  isShort: Noted,
})
export type KeptReceipt = z.input<typeof KeptReceipt>

export const Followed = z.object({
  number: z.string(),
  status: z.enum(STATUSES),
  category: z.enum(CATEGORY_NAMES),
  receivedAt: Moment,
  level: z.enum(LEVELS),
  unit: z.optional(Unit),
  ...Deadlines,
  steps: z.array(z.object({ at: Moment, what: z.string(), words: z.optional(z.string()) })),
  /** How the deadline to settle it came about, and with it why it is later than it was. */
  derivation: z.optional(z.array(Line)),
  /** Why it is later than was first promised, in one sentence. */
  delay: z.optional(Line),
  open: z.array(z.enum(MOVE_NAMES)),
  /** Whether a neighbour is looking, who only said "me too". */
  isSupporter: z.boolean(),
  canRate: z.boolean(),
  rating: z.optional(z.object({ level: z.int(), at: Moment })),
  uploads: z.optional(z.array(Photo)),
})

/** Where a step of the picker leads: streets, then communities, then grids, then what is posted there. */
export const PlaceRow = z.object({ id: z.string(), name: z.string() })

/** What a neighbour may know of a report: what about, since when, how far away. No words, no person, no exact place. */
export const SimilarRow = z.object({
  number: z.string(),
  category: z.enum(CATEGORY_NAMES),
  status: z.enum(STATUSES),
  receivedAt: Moment,
  metres: z.int(),
  supporters: z.int(),
})
export const Supported = z.object({ number: z.string(), pin: z.string() })

/** Everything kept about the person who sent it, in the words they used. */
export const OwnData = z.object({
  number: z.string(),
  receivedAt: Moment,
  category: z.enum(CATEGORY_NAMES),
  words: z.string(),
  place: z.optional(z.string()),
  answers: z.array(z.string()),
  contact: z.optional(z.object({ phone: z.optional(z.string()), name: z.optional(z.string()) })),
  wish: z.string(),
  consent: z.optional(z.string()),
  source: z.optional(z.enum(SOURCES)),
  steps: Followed.shape.steps,
})

export const ReportRow = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  category: z.enum(CATEGORY_NAMES),
  gridId: z.optional(z.string()),
  level: z.enum(LEVELS),
  receivedAt: Moment,
  dueAt: z.optional(Moment),
  flags: z.array(z.string()),
  /** An alert that waits for somebody to say they have heard: in which post, and by when. */
  alerted: z.optional(z.object({ role: z.enum(ROLES), by: Moment })),
  /** What a rule has said of it. */
  priority: z.optional(z.enum(PRIORITIES)),
  post: z.optional(z.string()),
})

const ClockView = z.object({
  name: z.enum(CLOCKS),
  phase: z.string(),
  level: z.enum(LEVELS),
  dueAt: z.optional(Moment),
  provisional: z.boolean(),
  warnAt: z.optional(Moment),
  /** When a paused clock goes on by itself. */
  until: z.optional(Moment),
  derivation: z.array(Line),
})
export const ReportPage = z.object({
  ...ReportRow.shape,
  version: z.int(),
  words: z.string(),
  place: z.optional(z.string()),
  /** Masked: `138****0000`. */
  phone: z.optional(z.string()),
  name: z.optional(z.string()),
  wish: z.string(),
  /** To the category's questions: `挡住消防通道了吗？是`. */
  answers: z.array(z.string()),
  source: z.optional(z.enum(SOURCES)),
  supporters: z.int(),
  rating: z.optional(z.object({ level: z.int(), at: Moment, callBackBy: z.optional(Moment) })),
  uploads: z.optional(z.array(Photo)),
  clocks: z.array(ClockView),
  /** Who helps, as a rule has said. */
  units: z.optional(z.array(z.string())),
  /** More time that somebody has asked for. */
  asked: z.optional(z.object({ clock: z.enum(CLOCKS), days: z.number() })),
  trace: z.array(
    z.object({
      by: z.string(),
      found: z.boolean(),
      gridId: z.optional(z.string()),
      score: z.optional(z.number()),
      why: z.string(),
      en: z.optional(z.string()),
    }),
  ),
  history: z.array(
    z.object({
      ...z.omit(HistoryEntry, { said: true }).shape,
      said: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  open: z.array(z.object({ move: z.enum(MOVE_NAMES), asks: z.array(z.enum(ASKS)) })),
})

const Assignment = z.object({ role: z.enum(ROLES), area: z.string() })
export const Session = z.object({
  staff: z.object({ id: z.string(), name: z.string(), assignments: z.array(Assignment) }),
  now: Moment,
})
export const GridRow = z.object({
  id: z.string(),
  name: z.string(),
  community: z.string(),
  street: z.string(),
  phone: z.string(),
})
/** `was` or `is` is missing where no such clock runs, now or under the draft. */
export const Simulated = z.object({
  looked: z.int(),
  shifts: z.array(
    z.object({
      clock: z.enum(CLOCKS),
      earlier: z.int(),
      later: z.int(),
      same: z.int(),
      begun: z.int(),
      ended: z.int(),
      breached: z.int(),
    }),
  ),
  /** Some whose deadline would move; none for those who see numbers only. */
  cases: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      clock: z.enum(CLOCKS),
      was: z.optional(Moment),
      is: z.optional(Moment),
    }),
  ),
  next: z.optional(z.string()),
})
const Codes = z.array(z.string())
export const Imported = z.object({
  grids: z.int(),
  changes: z.object({ added: Codes, removed: Codes, changed: Codes }),
  errorCount: z.int(),
  errors: z.array(z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() })),
  faultCount: z.int(),
  faults: z.array(
    z.object({
      kind: z.enum(['overlap', 'gap', 'beyond']),
      grids: Codes,
      squareMetres: z.number(),
      geometry: z.object({
        type: z.literal('Polygon'),
        coordinates: z.array(z.array(z.array(z.number()))),
      }),
    }),
  ),
  /** By which it can be published: there when the map has no fault and was not only tried. */
  key: z.optional(z.string()),
})
const Dated = { staffId: z.string(), name: z.string(), from: Moment }
export const PostRow = z.object({
  role: z.enum(ROLES),
  area: z.string(),
  place: z.string(),
  version: z.int(),
  serving: z.array(z.object({ staffId: z.string(), name: z.string(), insteadOf: z.optional(z.string()) })),
  vacantSince: z.optional(Moment),
  tenures: z.array(z.object({ ...Dated, until: z.optional(Moment) })),
  leaves: z.array(z.object({ ...Dated, until: Moment, substitute: z.optional(z.string()) })),
})
/** `isWhole`: false where there was more than is read at once. Posts of a rung that holds a report each count it. */
export const WorkloadPage = z.object({
  items: z.array(
    z.object({
      area: z.string(),
      open: z.int(),
      raised: z.int(),
      posts: z.array(z.object({ role: z.enum(ROLES), open: z.int() })),
    }),
  ),
  isWhole: z.boolean(),
})
export const CodeRow = z.object({
  id: z.string(),
  kind: z.string(),
  place: z.string(),
  url: z.string(),
  revoked: z.boolean(),
})

/** `verdict` found: the first is meant. ask: `why` it is not clear, and what could be meant. */
export const PlacesFound = z.object({
  verdict: z.enum(['found', 'ask']),
  why: z.optional(z.enum(['nothing', 'several', 'unsure', 'too-large', 'elsewhere'])),
  items: z.array(
    z.object({
      placeId: z.string(),
      kind: z.enum(PLACE_KINDS),
      name: z.string(),
      gridId: z.optional(z.string()),
      score: z.number(),
      parts: z.array(z.object({ as: z.enum(PLACE_KINDS), name: z.string(), similarity: z.number() })),
      lacks: z.array(z.enum(['building', 'unit'])),
    }),
  ),
})

export const CampaignRow = z.object({
  id: z.string(),
  version: z.int(),
  status: z.string(),
  title: z.string(),
  text: z.string(),
  grids: z.int(),
  sent: z.int(),
  at: Moment,
  open: z.array(z.enum(CAMPAIGN_MOVE_NAMES)),
})

/** Days are `MM-DD` in a list of words for a year, `YYYY-MM-DD` elsewhere. */
export const CalendarPage = z.object({
  today: CalendarDay,
  knownUntil: CalendarDay,
  years: z.record(
    z.string(),
    z.object({ off: z.string(), worked: z.string(), festivals: z.optional(z.string()) }),
  ),
  overrides: z.record(z.string(), z.enum(['off', 'worked'])),
  /** Areas with hours of their own, from the day on which each begins; without a week, those of the area above again. */
  hours: z.record(
    z.string(),
    z.array(z.object({ from: CalendarDay, week: z.optional(z.array(z.string())) })),
  ),
  /** The newest first. */
  decisions: z.array(CalendarDecisionState),
})

export const EndpointRow = z.object({
  id: z.string(),
  kind: z.enum(ENDPOINT_KINDS),
  area: z.string(),
  name: z.string(),
  events: z.array(z.enum(EVENT_FILTERS)),
  target: z.string(),
  status: z.enum(['active', 'paused', 'broken']),
  /** Since when, and why: nobody had answered for five days, or the receiver said 410. */
  brokenAt: z.optional(Moment),
  brokenWhy: z.optional(z.enum(['failing', 'gone'])),
  language: z.enum(['zh', 'en']),
  envelope: z.enum(ENVELOPES),
  format: z.enum(FORMATS),
  quiet: z.optional(Quiet),
  version: z.int(),
  /** The last changes of the configuration, oldest first. */
  changes: z.array(z.object({ at: Moment, by: z.string(), what: z.string() })),
  /** Until when a webhook's old secret signs as well. */
  oldSecretUntil: z.optional(Moment),
  /** A robot's new address or secret waits for a test. */
  awaitsTest: z.optional(z.literal(true)),
  /** How the newest delivery stands. */
  last: z.optional(z.object({ status: z.string(), answer: z.string(), at: Moment })),
})
/** A chat account and the member of staff it speaks for. */
export const IdentityRow = z.object({ account: z.string(), staff: z.string(), mappedAt: Moment })
export const DeliveryRow = z.object({
  id: z.string(),
  eventId: z.string(),
  type: z.string(),
  status: z.string(),
  attempts: z.int(),
  createdAt: Moment,
  answeredAt: z.optional(Moment),
  answer: z.optional(z.string()),
})

export const NewEndpoint = z.object({ ...EndpointRow.shape, secret: z.optional(z.string()) })

/** `status` and `body` are the receiver's own, when there was an answer; `code` a vendor's; `ms` how long it took. */
export const TestResult = z.object({
  delivered: z.boolean(),
  verdict: z.string(),
  ms: z.number(),
  status: z.optional(z.int()),
  code: z.optional(z.int()),
  body: z.optional(z.string()),
})
