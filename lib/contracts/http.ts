import * as z from 'zod/mini'
import { CAMPAIGN_MOVE_NAMES } from '../campaign/campaign.ts'
import { CATEGORY_NAMES } from '../report/categories.ts'
import { ASKS, MOVE_NAMES, STATUSES } from '../report/moves.ts'
import { CLOCKS, LEVELS } from '../sla/policy.ts'
import { ROLES } from '../staff/staff.ts'
import { Moment } from './messages.ts'
import { HistoryEntry, Point, PolicyClasses, PolicyState } from './state.ts'
import type { FieldWord } from './words.ts'

/** Every HTTP route: the handlers, the pages' typed client, openapi.json and the contract tests read this table. */

const say = (word: FieldWord) => word
const text = (min: number, max: number, tooShort: FieldWord, tooLong: FieldWord = tooShort) =>
  z.string().check(z.trim(), z.minLength(min, say(tooShort)), z.maxLength(max, say(tooLong)))
const area = z.string().check(z.regex(/^\d{6}(\d{3}){0,3}$/, say('area-wrong')))
const moment = z
  .string(say('moment-wrong'))
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, say('moment-wrong')))

/** Any name: one that is no move is refused like a move that is not open now, with the state as it is. */
const MoveName = z.string().check(z.minLength(1), z.maxLength(40))
const Pin = z.string().check(z.regex(/^\d{6}$/, say('pin-wrong')))
const Said = z.partialRecord(z.enum(ASKS), text(1, 2000, 'said-missing', 'said-long'))

export const ReportForm = z.strictObject({
  /** The QR token as scanned; a forged one is accepted and flagged. */
  token: z.optional(z.string().check(z.maxLength(200))),
  category: z.enum(CATEGORY_NAMES, say('category-unknown')),
  words: text(5, 2000, 'words-short', 'words-long'),
  place: z.optional(text(0, 200, 'place-long')),
  point: z.optional(Point),
  contact: z.optional(
    z.strictObject({
      phone: z.optional(z.string().check(z.regex(/^1\d{10}$/, say('phone-wrong')))),
      name: z.optional(text(0, 30, 'name-long')),
    }),
  ),
  wish: z._default(z.enum(['reply', 'no_reply'], say('wish-unknown')), 'reply'),
})
export type ReportForm = z.output<typeof ReportForm>

const Deadlines = { contactBy: z.optional(Moment), resolveBy: z.optional(Moment), provisional: z.boolean() }
const Unit = z.object({ name: z.string(), phone: z.string() })
export const Place = z.object({
  known: z.boolean(),
  place: z.optional(z.string()),
  unit: z.optional(Unit),
  revoked: z.boolean(),
})

export const Followed = z.object({
  number: z.string(),
  status: z.enum(STATUSES),
  category: z.enum(CATEGORY_NAMES),
  receivedAt: Moment,
  level: z.enum(LEVELS),
  unit: z.optional(Unit),
  ...Deadlines,
  steps: z.array(z.object({ at: Moment, what: z.string(), words: z.optional(z.string()) })),
  open: z.array(z.enum(MOVE_NAMES)),
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
})

const ClockView = z.object({
  name: z.enum(CLOCKS),
  phase: z.string(),
  level: z.enum(LEVELS),
  dueAt: z.optional(Moment),
  provisional: z.boolean(),
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
  clocks: z.array(ClockView),
  trace: z.array(
    z.object({ by: z.string(), found: z.boolean(), gridId: z.optional(z.string()), why: z.string() }),
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
const Session = z.object({
  staff: z.object({ id: z.string(), name: z.string(), assignments: z.array(Assignment) }),
  now: Moment,
})
const GridRow = z.object({
  id: z.string(),
  name: z.string(),
  community: z.string(),
  street: z.string(),
  phone: z.string(),
})
const CodeRow = z.object({
  id: z.string(),
  kind: z.string(),
  place: z.string(),
  url: z.string(),
  revoked: z.boolean(),
})

export const CampaignForm = z.strictObject({
  title: text(2, 60, 'title-missing'),
  text: text(5, 1000, 'text-missing'),
  grids: z.array(area).check(z.minLength(1, say('grids-missing')), z.maxLength(1000, say('grids-missing'))),
  at: moment,
})
const CampaignRow = z.object({
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

export const ENDPOINT_KINDS = ['standard-webhook', 'wecom', 'dingtalk', 'feishu'] as const
export const EVENT_TYPES = ['report.moved', 'report.escalated', 'campaign.slice'] as const
const EndpointForm = z.strictObject({
  kind: z.enum(ENDPOINT_KINDS),
  area,
  name: text(2, 60, 'title-missing'),
  url: z.string().check(z.maxLength(500), z.regex(/^https?:\/\//, say('url-wrong'))),
  events: z.array(z.enum(EVENT_TYPES)).check(z.minLength(1)),
  /** For robots whose group asks for a signature; a standard webhook's secret is made here and answered once. */
  secret: z.optional(z.string().check(z.maxLength(200))),
})
const EndpointRow = z.object({
  id: z.string(),
  kind: z.enum(ENDPOINT_KINDS),
  area: z.string(),
  name: z.string(),
  events: z.array(z.string()),
  target: z.string(),
  status: z.enum(['active', 'paused']),
})
const DeliveryRow = z.object({
  id: z.string(),
  eventId: z.string(),
  type: z.string(),
  status: z.string(),
  attempts: z.int(),
  createdAt: Moment,
  answeredAt: z.optional(Moment),
  answer: z.optional(z.string()),
})

const list = <Row extends z.ZodMiniType>(row: Row) =>
  z.object({ items: z.array(row), next: z.optional(z.string()) })
const Paged = z.object({ cursor: z.optional(z.string()) })
const Id = z.object({ id: z.string() })
const None = z.object({})

export type Route = {
  method: 'GET' | 'POST'
  path: string
  /** `staff` needs a session; `public` does not. */
  who: 'public' | 'staff'
  /** `page` answers HTML, a file or a redirect; else the shape of the JSON. */
  answer: z.ZodMiniType | 'page'
  status?: number
  params?: z.ZodMiniType
  query?: z.ZodMiniType
  body?: z.ZodMiniType
  /** The request must carry an Idempotency-Key of 8 to 100 characters. */
  isRepeatable?: true
  summary: string
}

export const ROUTES = {
  showForm: {
    method: 'GET',
    path: '/q/{token}',
    who: 'public',
    params: z.object({ token: z.string() }),
    answer: 'page',
    summary: 'The form a QR code opens',
  },
  serveAsset: {
    method: 'GET',
    path: '/assets/{file}',
    who: 'public',
    params: z.object({ file: z.string() }),
    answer: 'page',
    summary: 'Scripts and styles of the form',
  },
  resolveCode: {
    method: 'GET',
    path: '/api/places/{token}',
    who: 'public',
    params: z.object({ token: z.string() }),
    answer: Place,
    summary: 'The place a QR code stands for',
  },
  submitReport: {
    method: 'POST',
    path: '/api/reports',
    who: 'public',
    isRepeatable: true,
    body: ReportForm,
    status: 201,
    summary: 'Send a report',
    answer: z.object({
      number: z.string(),
      pin: z.string(),
      receivedAt: Moment,
      ...Deadlines,
      flags: z.array(z.string()),
    }),
  },
  followReport: {
    method: 'GET',
    path: '/api/reports/{number}',
    who: 'public',
    params: z.object({ number: z.string() }),
    query: z.object({ pin: Pin }),
    answer: Followed,
    summary: 'Follow a report by number and PIN',
  },
  moveOwnReport: {
    method: 'POST',
    path: '/api/reports/{number}/{move}',
    who: 'public',
    params: z.object({
      number: z.string(),
      move: MoveName,
    }),
    body: z.strictObject({ pin: Pin, words: text(1, 2000, 'said-missing', 'said-long') }),
    answer: Followed,
    summary: 'Answer, reopen or withdraw a report',
  },
  showConsole: {
    method: 'GET',
    path: '/console/{path+}',
    who: 'public',
    answer: 'page',
    summary: 'The staff console',
  },
  signIn: {
    method: 'GET',
    path: '/api/session/sign-in',
    who: 'public',
    answer: 'page',
    summary: 'Go to the identity provider',
  },
  completeSignIn: {
    method: 'GET',
    path: '/api/session/callback',
    who: 'public',
    answer: 'page',
    summary: 'Come back from the identity provider',
  },
  readSession: {
    method: 'GET',
    path: '/api/session',
    who: 'staff',
    answer: Session,
    summary: 'Who is signed in',
  },
  signOut: {
    method: 'POST',
    path: '/api/session/sign-out',
    who: 'staff',
    answer: None,
    summary: 'End the session',
  },
  listReports: {
    method: 'GET',
    path: '/api/staff/reports',
    who: 'staff',
    query: z.object({ ...Paged.shape, area: z.optional(area), raised: z.optional(z.enum(['yes'])) }),
    answer: list(ReportRow),
    summary: 'Open reports of an area; raised=yes: those that climbed to it',
  },
  readReport: {
    method: 'GET',
    path: '/api/staff/reports/{id}',
    who: 'staff',
    params: Id,
    answer: ReportPage,
    summary: 'One report with its history',
  },
  moveReport: {
    method: 'POST',
    path: '/api/staff/reports/{id}/moves',
    who: 'staff',
    params: Id,
    body: z.strictObject({
      move: MoveName,
      version: z.int(),
      said: z._default(Said, {}),
    }),
    answer: ReportPage,
    summary: 'Move a report on',
  },
  listGrids: {
    method: 'GET',
    path: '/api/staff/grids',
    who: 'staff',
    query: z.object({ area: z.optional(area) }),
    answer: list(GridRow),
    summary: 'Grids of an area',
  },
  listCodes: {
    method: 'GET',
    path: '/api/staff/codes',
    who: 'staff',
    query: z.object({ ...Paged.shape, grid: area }),
    answer: list(CodeRow),
    summary: 'QR codes of a grid, with the address each one opens',
  },
  listPolicies: {
    method: 'GET',
    path: '/api/staff/policies',
    who: 'staff',
    answer: z.object({ current: z.string(), items: z.array(PolicyState) }),
    summary: 'Clock policies',
  },
  publishPolicy: {
    method: 'POST',
    path: '/api/staff/policies',
    who: 'staff',
    status: 201,
    body: z.strictObject({ version: text(1, 60, 'title-missing'), classes: PolicyClasses }),
    answer: PolicyState,
    summary: 'Publish a clock policy; it applies to reports received from now on',
  },
  listCampaigns: {
    method: 'GET',
    path: '/api/staff/campaigns',
    who: 'staff',
    query: Paged,
    answer: list(CampaignRow),
    summary: 'Publicity campaigns',
  },
  planCampaign: {
    method: 'POST',
    path: '/api/staff/campaigns',
    who: 'staff',
    isRepeatable: true,
    status: 201,
    body: CampaignForm,
    answer: CampaignRow,
    summary: 'Plan a campaign',
  },
  moveCampaign: {
    method: 'POST',
    path: '/api/staff/campaigns/{id}/moves',
    who: 'staff',
    params: Id,
    body: z.strictObject({ move: MoveName, version: z.int() }),
    answer: CampaignRow,
    summary: 'Submit, approve, schedule or cancel a campaign',
  },
  listEndpoints: {
    method: 'GET',
    path: '/api/staff/endpoints',
    who: 'staff',
    query: z.object({ area: z.optional(area) }),
    answer: list(EndpointRow),
    summary: 'Webhook and robot endpoints',
  },
  createEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints',
    who: 'staff',
    status: 201,
    isRepeatable: true,
    body: EndpointForm,
    answer: z.object({ ...EndpointRow.shape, secret: z.optional(z.string()) }),
    summary: 'Add an endpoint; its secret is answered only here',
  },
  moveEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}',
    who: 'staff',
    params: z.object({ area, id: z.string() }),
    body: z.strictObject({ status: z.enum(['active', 'paused']) }),
    answer: EndpointRow,
    summary: 'Pause or resume an endpoint',
  },
  listDeliveries: {
    method: 'GET',
    path: '/api/staff/deliveries',
    who: 'staff',
    query: z.object({ ...Paged.shape, endpoint: z.string() }),
    answer: list(DeliveryRow),
    summary: 'What an endpoint was sent and what it answered',
  },
  health: {
    method: 'GET',
    path: '/healthz',
    who: 'public',
    answer: z.object({ status: z.literal('ok'), engine: z.string(), queue: z.string(), version: z.string() }),
    summary: 'Whether table and queue answer',
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    who: 'public',
    answer: z.record(z.string(), z.unknown()),
    summary: 'This API as OpenAPI 3.1',
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof ROUTES
type Parsed<R, Key extends string> = R extends { [K in Key]: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined
export type RequestOf<Name extends RouteName> = {
  params: Parsed<(typeof ROUTES)[Name], 'params'>
  query: Parsed<(typeof ROUTES)[Name], 'query'>
  body: Parsed<(typeof ROUTES)[Name], 'body'>
}
export type AnswerOf<Name extends RouteName> = (typeof ROUTES)[Name]['answer'] extends infer S extends
  z.ZodMiniType
  ? z.input<S>
  : Page

/** What a page route answers. */
export type Page = {
  status: number
  headers: Record<string, string>
  body: string
  cookies?: string[]
  isBase64?: boolean
}
