import * as z from 'zod/mini'
import { EVENT_FILTERS, FORMER_FILTERS, type FormerFilter, filtersNow } from '../alerts/filters.ts'
import { AREA_FORMATS, DATUMS } from '../grid/area-rows.ts'
import type { Day, Instant } from '../kernel/instant.ts'
import type { Month } from '../kernel/month.ts'
import { KIND_NAMES, KINDS } from '../media/kinds.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { SOURCES } from '../report/consent.ts'
import { ASKS } from '../report/statuses.ts'
import { TEAM_ROLES } from '../staff/staff.ts'
import { Point, PolicyTerms } from './state.ts'
import type { FieldWord } from './words.ts'

/** What comes in over HTTP. The error texts are keys of FIELD_WORDS. */

const say = (word: FieldWord) => word
const text = (min: number, max: number, tooShort: FieldWord, tooLong: FieldWord = tooShort) =>
  z.string().check(z.trim(), z.minLength(min, say(tooShort)), z.maxLength(max, say(tooLong)))
export const Area = z.string().check(z.regex(/^\d{6}(\d{3}){0,3}$/, say('area-wrong')))
export const MonthText = z.pipe(
  z.string(say('month-wrong')).check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/, say('month-wrong'))),
  z.transform((text) => text as Month),
)
const moment = z
  .string(say('moment-wrong'))
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, say('moment-wrong')))
const instantOf = z.pipe(
  moment,
  z.transform((text) => text as Instant),
)

/** Any name: one that is no move is refused like a move that is not open now, with the state as it is. */
const MoveName = z.string().check(z.minLength(1), z.maxLength(40))
export const Pin = z.string().check(z.regex(/^\d{6}$/, say('pin-wrong')))
const Said = z.partialRecord(z.enum(ASKS), text(1, 2000, 'said-missing', 'said-long'))
export type Said = { readonly [ask in keyof z.output<typeof Said>]?: string | undefined }

const Contact = z.strictObject({
  phone: z.optional(z.string().check(z.regex(/^1\d{10}$/, say('phone-wrong')))),
  name: z.optional(text(0, 30, 'name-long')),
})
/** The QR token as scanned; a forged one is accepted and flagged. */
const Token = z.string().check(z.maxLength(200))
const short = z.string().check(z.maxLength(20))
/** What POST /api/uploads answered, as many as a report may hold. */
const UploadTokens = z
  .array(z.string().check(z.maxLength(200)))
  .check(z.maxLength(KINDS.photo.most + KINDS.voice.most, say('uploads-many')))
export const UploadForm = z.strictObject({
  kind: z.enum(KIND_NAMES),
  type: z.string().check(z.maxLength(60)),
  bytes: z.int(),
  /** The sender agrees that the place in the photo's own data is kept. */
  keepsPlace: z._default(z.boolean(), false),
})

export const ReportForm = z.strictObject({
  token: z.optional(Token),
  category: z.enum(CATEGORY_NAMES, say('category-unknown')),
  words: text(5, 2000, 'words-short', 'words-long'),
  place: z.optional(text(0, 200, 'place-long')),
  /** A place chosen from what /api/places answered. */
  placeId: z.optional(z.string().check(z.maxLength(100))),
  point: z.optional(Point),
  /** Picked from the directory. */
  grid: z.optional(Area),
  /** To the category's own questions; what nobody asked is dropped. */
  answers: z.optional(z.record(short, short)),
  contact: z.optional(Contact),
  wish: z._default(z.enum(['reply', 'no_reply'], say('wish-unknown')), 'reply'),
  /** Version of the privacy text that was shown. */
  consent: z.optional(short),
  uploads: z.optional(UploadTokens),
})
export type ReportForm = z.output<typeof ReportForm>

/** What staff write down for somebody who called or came in. */
export const EnteredForm = z.strictObject({
  ...z.omit(ReportForm, { token: true, consent: true, answers: true, uploads: true }).shape,
  source: z.enum(SOURCES, say('source-unknown')),
})
export const SimilarForm = z.strictObject({
  category: ReportForm.shape.category,
  token: z.optional(Token),
  point: z.optional(Point),
})

export const PlaceQuery = z.object({ q: text(1, 200, 'place-long') })
export const OwnMoveParams = z.object({ number: z.string(), move: MoveName })
export const OwnMoveForm = z.strictObject({
  pin: Pin,
  words: z.optional(text(1, 2000, 'said-missing', 'said-long')),
  /** With `rate`: 5 is very satisfied, 1 very dissatisfied. */
  level: z.optional(
    z.int(say('level-missing')).check(z.gte(1, say('level-missing')), z.lte(5, say('level-missing'))),
  ),
})
export const PinForm = z.strictObject({ pin: Pin })
/** Without `contact` the data are only read; `null` erases it. */
export const OwnDataForm = z.strictObject({ pin: Pin, contact: z.optional(z.nullable(Contact)) })
export const AddUploadsForm = z.strictObject({ pin: Pin, uploads: UploadTokens })
export const MoveForm = z.strictObject({ move: MoveName, version: z.int(), said: z._default(Said, {}) })
export const CampaignMoveForm = z.strictObject({ move: MoveName, version: z.int() })

/** A map of grids as a file; a workbook in base64. */
export const AreaFile = z.strictObject({
  format: z.enum(AREA_FORMATS),
  datum: z.enum(DATUMS),
  content: z.string().check(z.minLength(1)),
})
export type AreaFile = z.output<typeof AreaFile>
/** `edition`: the newest that the person has seen, 0 when there is none. */
export const EditionForm = z.strictObject({
  key: z.string().check(z.maxLength(60)),
  edition: z.int(),
  effectiveAt: instantOf,
  note: text(2, 200, 'text-missing'),
})

export const PostParams = z.object({ area: Area, role: z.enum(TEAM_ROLES) })
const staffId = z.string().check(z.minLength(1), z.maxLength(60))
const version = z.int()
/** 任职、离任、请假、销假. `version` is that of the post as the person saw it; 0 for one that does not exist yet. */
export const PostForm = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('appoint'),
    version,
    staffId,
    from: instantOf,
    until: z.optional(instantOf),
  }),
  z.strictObject({ do: z.literal('dismiss'), version, staffId, until: instantOf }),
  z.strictObject({
    do: z.literal('leave'),
    version,
    staffId,
    from: instantOf,
    until: instantOf,
    substitute: z.optional(staffId),
  }),
  z.strictObject({ do: z.literal('return'), version, staffId }),
])
export type PostForm = z.output<typeof PostForm>
export const PolicyForm = z.strictObject({ version: text(1, 60, 'title-missing'), ...PolicyTerms })
export const SimulationForm = z.strictObject({
  ...PolicyTerms,
  cursor: z.optional(z.string().check(z.maxLength(500))),
})

const why = text(2, 200, 'why-missing')
const day = z.string(say('day-wrong')).check(z.regex(/^\d{4}-\d\d-\d\d$/, say('day-wrong')))
const dayOfYear = z.string(say('day-wrong')).check(z.regex(/^\d\d-\d\d$/, say('day-wrong')))
const someDay = z.pipe(
  day,
  z.transform((text) => text as Day),
)
const DayDecisionForm = z.strictObject({
  about: z.literal('day'),
  day: someDay,
  kind: z.enum(['off', 'worked', 'published']),
  why,
  /** From when the decision counts; at once where it is left out. */
  effectiveAt: z.optional(
    z.pipe(
      moment,
      z.transform((text) => text as Instant),
    ),
  ),
})
const YearForm = z.strictObject({
  about: z.literal('year'),
  year: z.string(say('year-wrong')).check(z.regex(/^20\d\d$/, say('year-wrong'))),
  off: z.array(dayOfYear).check(z.maxLength(60)),
  worked: z.array(dayOfYear).check(z.maxLength(60)),
  /** The name of each holiday, from its first day off. */
  festivals: z.optional(
    z
      .array(
        z.strictObject({
          from: dayOfYear,
          name: z.string().check(z.regex(/^[^\s\d]{1,20}$/, say('festival-wrong'))),
        }),
      )
      .check(z.maxLength(20)),
  ),
  why,
})
const HoursForm = z.strictObject({
  about: z.literal('hours'),
  area: z.string(say('area-wrong')).check(z.regex(/^\d{6,15}$/, say('area-wrong'))),
  from: someDay,
  /** Monday to Sunday, each as `08:30-12:00 14:00-17:30`; left out: the hours of the area above again. */
  week: z.optional(z.array(z.string().check(z.maxLength(100, say('hours-wrong')))).check(z.length(7))),
  why,
})
export const CalendarDecisionForm = z.discriminatedUnion('about', [DayDecisionForm, YearForm, HoursForm])

/** What a confirm page posts: the link's own token, and what its move asks for. */
const words = z.optional(text(1, 2000, 'said-missing', 'said-long'))
export const AnswerForm = z.strictObject({
  token: z.string().check(z.maxLength(400)),
  days: words,
  reason: words,
})

const key = (length: number) => z.string().check(z.minLength(1), z.maxLength(length))
/** What each vendor gives whoever sets up a callback; written here and never shown again. */
export const CallbackForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('wecom'),
    token: key(32),
    aesKey: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}$/)),
    receiver: key(64),
  }),
  z.strictObject({ kind: z.literal('dingtalk'), secret: key(200) }),
  z.strictObject({ kind: z.literal('feishu'), encryptKey: key(200), token: key(200) }),
])
const queried = z.string().check(z.maxLength(2000))
export const WecomSigned = z.object({ msg_signature: queried, timestamp: queried, nonce: queried })
export const WecomEcho = z.object({ ...WecomSigned.shape, echostr: queried })
/** A vendor's callback as it came: every byte of it is signed. */
export const Signed = z.string().check(z.maxLength(64 * 1024))

export type CallbackForm = z.output<typeof CallbackForm>

/** Without `staff` the account is nobody's any more. */
export const IdentityForm = z.strictObject({
  account: z.string().check(z.trim(), z.minLength(1), z.maxLength(128)),
  staff: z.optional(key(64)),
})

export const ReplayForm = z.union([
  z.strictObject({ delivery: z.string().check(z.maxLength(200)) }),
  z.strictObject({ since: moment, until: moment }),
])

export const CampaignForm = z.strictObject({
  title: text(2, 60, 'title-missing'),
  text: text(5, 1000, 'text-missing'),
  grids: z.array(Area).check(z.minLength(1, say('grids-missing')), z.maxLength(1000, say('grids-missing'))),
  at: moment,
})
export const ENDPOINT_KINDS = ['standard-webhook', 'wecom', 'dingtalk', 'feishu'] as const
export const EVENT_TYPES = [
  'report.moved',
  'report.escalated',
  'report.warned',
  'report.rescheduled',
  'campaign.slice',
  'calendar.horizon',
  'webhook.disabled',
  'team.vacant',
] as const
/** Around a webhook's events: Standard Webhooks' own, or CloudEvents 1.0 in one of its two modes. */
export const ENVELOPES = ['standard', 'cloudevents-structured', 'cloudevents-binary'] as const
/** What a robot posts; Feishu's are always cards. */
export const FORMATS = ['text', 'markdown', 'card'] as const

const wallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('time-wrong')))
/** `22:00` to `07:00` in Shanghai: what is not urgent waits. */
export const Quiet = z.strictObject({ from: wallTime, until: wallTime })
const address = z.string().check(z.maxLength(500), z.regex(/^https?:\/\//, say('url-wrong')))
const secret = z.string().check(z.minLength(1), z.maxLength(200))
const FORMER_FILTER_NAMES = Object.keys(FORMER_FILTERS) as FormerFilter[]
/** By public names; the names of our messages, as endpoints were once added with, still mean what they meant. */
const Filters = z.pipe(
  z
    .array(z.enum([...EVENT_FILTERS, ...FORMER_FILTER_NAMES], say('event-unknown')))
    .check(z.minLength(1, say('events-missing'))),
  z.transform((asked) => filtersNow(asked)),
)
const settings = {
  name: text(2, 60, 'title-missing'),
  events: Filters,
}
const style = {
  language: z.optional(z.enum(['zh', 'en'])),
  envelope: z.optional(z.enum(ENVELOPES)),
  format: z.optional(z.enum(FORMATS)),
}
export const EndpointForm = z.strictObject({
  kind: z.enum(ENDPOINT_KINDS),
  area: Area,
  url: address,
  ...settings,
  ...style,
  /** Left out, a robot's group is left alone from 22:00 to 07:00 and a machine never; `null`: no quiet hours at all. */
  quiet: z.optional(z.nullable(Quiet)),
  /** For robots whose group asks for a signature; a standard webhook's secret is made here and answered once. */
  secret: z.optional(secret),
})
/** What is not named stays as it is; `quiet: null` ends the quiet hours. `version`: refused unless it is still that one. */
export const EndpointChangeForm = z.strictObject({
  version: z.optional(z.int()),
  status: z.optional(z.enum(['active', 'paused'])),
  name: z.optional(settings.name),
  events: z.optional(settings.events),
  ...style,
  quiet: z.optional(z.nullable(Quiet)),
})
/**
 * A webhook's new secret is made here, and both sign for `overlapHours`. A robot's is made by its vendor: the new address,
 * secret or both are given, and take over with the first test that succeeds.
 */
export const RotationForm = z.strictObject({
  overlapHours: z._default(z.int().check(z.gte(0), z.lte(168)), 24),
  url: z.optional(address),
  secret: z.optional(secret),
})
