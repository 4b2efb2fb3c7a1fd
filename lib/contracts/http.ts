import * as z from 'zod/mini'
import { AREA_FORMATS, DATUMS } from '../grid/area-rows.ts'
import * as answer from './answers.ts'
import * as form from './forms.ts'
import { IndicatorPage } from './insights.ts'
import { RuleSetState, RulesForm, RulesPage, TrialForm, TrialResult } from './rules.ts'
import { EditionState, PolicyState } from './state.ts'

/** Every HTTP route: the handlers, the pages' typed client, openapi.json and the contract tests read this table. */

const list = <Row extends z.ZodMiniType>(row: Row) =>
  z.object({ items: z.array(row), next: z.optional(z.string()) })
const Paged = z.object({ cursor: z.optional(z.string()) })
const Id = z.object({ id: z.string() })
const None = z.object({})
/** Two hundred rules and five hundred cases; a stored version must fit in one item. */
const RULES_LARGEST = 256 * 1024

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
  /** How the body is written; JSON unless said. `text` is handed over as it came, for whoever checks a signature of it. */
  takes?: 'form' | 'text'
  /** Bytes of body it takes, when it takes files; 64 KB otherwise. */
  largest?: number
  /** The request must carry an Idempotency-Key of 8 to 100 characters. */
  isRepeatable?: true
  summary: string
}

export const ROUTES = {
  showForm: {
    method: 'GET',
    path: '/q/{token}',
    who: 'public',
    params: z.object({ token: z.optional(z.string()) }),
    answer: 'page',
    summary: 'The form a QR code opens; at /report the same without a code',
  },
  serveAsset: {
    method: 'GET',
    path: '/assets/{file}',
    who: 'public',
    params: z.object({ file: z.optional(z.string()) }),
    answer: 'page',
    summary: 'Scripts and styles of the form; at /sw.js its service worker',
  },
  postForm: {
    method: 'POST',
    path: '/q/{token}',
    who: 'public',
    params: z.object({ token: z.optional(z.string()) }),
    answer: 'page',
    summary: 'The form and the progress page for browsers without script, one page after the other',
  },
  listPlaces: {
    method: 'GET',
    path: '/api/areas',
    who: 'public',
    query: z.object({ area: z.optional(form.Area) }),
    answer: z.object({ items: z.array(answer.PlaceRow) }),
    summary: 'Streets of the county, communities of a street, grids of a community, posted places of a grid',
  },
  findSimilar: {
    method: 'POST',
    path: '/api/similar',
    who: 'public',
    body: form.SimilarForm,
    answer: z.object({ items: z.array(answer.SimilarRow) }),
    summary: 'Open reports of the same matter within 50 m and 14 days',
  },
  resolveCode: {
    method: 'GET',
    path: '/api/places/{token}',
    who: 'public',
    params: z.object({ token: z.string() }),
    answer: answer.Place,
    summary: 'The place a QR code stands for',
  },
  submitReport: {
    method: 'POST',
    path: '/api/reports',
    who: 'public',
    isRepeatable: true,
    body: form.ReportForm,
    status: 201,
    summary: 'Send a report',
    answer: answer.Receipt,
  },
  beginUpload: {
    method: 'POST',
    path: '/api/uploads',
    who: 'public',
    body: form.UploadForm,
    status: 201,
    answer: answer.Ticket,
    summary:
      'Announce a photo or recording: PUT the file, with the announced Content-Type, to the address answered',
  },
  showMedia: {
    method: 'GET',
    path: '/media/{link}',
    who: 'public',
    params: z.object({ link: z.string().check(z.maxLength(300)) }),
    answer: 'page',
    summary: 'A photo or recording, by a link from a report page',
  },
  addUploads: {
    method: 'POST',
    path: '/api/reports/{number}/uploads',
    who: 'public',
    params: z.object({ number: z.string() }),
    body: form.AddUploadsForm,
    answer: answer.Followed,
    summary: 'Add announced photos or a recording to a report, by number and PIN',
  },
  followReport: {
    method: 'GET',
    path: '/api/reports/{number}',
    who: 'public',
    params: z.object({ number: z.string() }),
    query: z.object({ pin: form.Pin }),
    answer: answer.Followed,
    summary: 'Follow a report by number and PIN',
  },
  openReport: {
    method: 'POST',
    path: '/api/reports/{number}',
    who: 'public',
    params: z.object({ number: z.string() }),
    body: form.PinForm,
    answer: answer.Followed,
    summary: 'The same, with the PIN out of the address',
  },
  supportReport: {
    method: 'POST',
    path: '/api/reports/{number}/support',
    who: 'public',
    isRepeatable: true,
    params: z.object({ number: z.string() }),
    answer: answer.Supported,
    summary: 'Join a neighbour’s report; answers a PIN of one’s own',
  },
  ownData: {
    method: 'POST',
    path: '/api/reports/{number}/data',
    who: 'public',
    params: z.object({ number: z.string() }),
    body: form.OwnDataForm,
    answer: answer.OwnData,
    summary: 'All that is kept about oneself; with `contact`, corrected or erased first',
  },
  moveOwnReport: {
    method: 'POST',
    path: '/api/reports/{number}/{move}',
    who: 'public',
    params: form.OwnMoveParams,
    body: form.OwnMoveForm,
    answer: answer.Followed,
    summary: 'Answer, rate, reopen or withdraw a report',
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
    answer: answer.Session,
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
    query: z.object({
      ...Paged.shape,
      area: z.optional(form.Area),
      raised: z.optional(z.enum(['yes'])),
      alerted: z.optional(z.enum(['yes'])),
    }),
    answer: list(answer.ReportRow),
    summary:
      'Open reports of an area; raised=yes: those that climbed to it; alerted=yes: those whose alert asks me, wherever',
  },
  enterReport: {
    method: 'POST',
    path: '/api/staff/reports',
    who: 'staff',
    isRepeatable: true,
    status: 201,
    body: form.EnteredForm,
    answer: answer.Receipt,
    summary: 'Write down a report for somebody who called or came in',
  },
  readReport: {
    method: 'GET',
    path: '/api/staff/reports/{id}',
    who: 'staff',
    params: Id,
    answer: answer.ReportPage,
    summary: 'One report with its history',
  },
  moveReport: {
    method: 'POST',
    path: '/api/staff/reports/{id}/moves',
    who: 'staff',
    params: Id,
    body: form.MoveForm,
    answer: answer.ReportPage,
    summary: 'Move a report on',
  },
  listGrids: {
    method: 'GET',
    path: '/api/staff/grids',
    who: 'staff',
    query: z.object({ area: z.optional(form.Area) }),
    answer: list(answer.GridRow),
    summary: 'Grids of an area',
  },
  listCodes: {
    method: 'GET',
    path: '/api/staff/codes',
    who: 'staff',
    query: z.object({ ...Paged.shape, grid: form.Area }),
    answer: list(answer.CodeRow),
    summary: 'QR codes of a grid, with the address each one opens',
  },
  findPlaces: {
    method: 'GET',
    path: '/api/places',
    who: 'public',
    query: form.PlaceQuery,
    answer: answer.PlacesFound,
    summary: 'What an address in words could mean',
  },
  pickPlaces: {
    method: 'GET',
    path: '/api/staff/places',
    who: 'staff',
    query: form.PlaceQuery,
    answer: answer.PlacesFound,
    summary: 'The same for staff, also by initials of pinyin: fhhy is 凤凰花园',
  },
  publishAreas: {
    method: 'POST',
    path: '/api/staff/areas',
    who: 'staff',
    status: 201,
    answer: z.object({ version: z.string(), grids: z.int(), places: z.int(), bytes: z.int() }),
    summary: 'Publish the areas and names as they stand; routing goes by them within a minute',
  },
  importAreas: {
    method: 'POST',
    path: '/api/staff/areas/import',
    who: 'staff',
    query: z.object({ 'dry-run': z.optional(z.enum(['yes'])) }),
    body: form.AreaFile,
    largest: 5 * 1024 * 1024,
    answer: answer.Imported,
    summary: 'Read a map of all grids from a file; dry-run=yes keeps nothing',
  },
  publishMap: {
    method: 'POST',
    path: '/api/staff/areas/editions',
    who: 'staff',
    status: 201,
    body: form.EditionForm,
    answer: EditionState,
    summary: 'Publish an imported map, or an older one again, from a day to come',
  },
  listEditions: {
    method: 'GET',
    path: '/api/staff/areas/editions',
    who: 'staff',
    answer: z.object({ current: z.int(), status: z.string(), items: z.array(EditionState) }),
    summary: 'Published maps of the grids',
  },
  exportAreas: {
    method: 'GET',
    path: '/api/staff/areas/export',
    who: 'staff',
    query: z.object({
      format: z._default(z.enum(AREA_FORMATS), 'geojson'),
      datum: z._default(z.enum(DATUMS), 'wgs84'),
      edition: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
    }),
    answer: 'page',
    summary: 'The map of the grids as a file',
  },
  listPosts: {
    method: 'GET',
    path: '/api/staff/posts',
    who: 'staff',
    query: z.object({ ...Paged.shape, area: form.Area }),
    answer: list(answer.PostRow),
    summary: 'Posts of a community and its grids, with who serves in each',
  },
  readWorkload: {
    method: 'GET',
    path: '/api/staff/workload',
    who: 'staff',
    query: z.object({ area: form.Area }),
    answer: answer.WorkloadPage,
    summary: 'How many reports are open in each grid of a community and with which posts they lie',
  },
  changePost: {
    method: 'POST',
    path: '/api/staff/posts/{area}/{role}',
    who: 'staff',
    params: form.PostParams,
    body: form.PostForm,
    answer: answer.PostRow,
    summary: 'Appoint, dismiss, give leave or end it',
  },
  listRules: {
    method: 'GET',
    path: '/api/staff/rules',
    who: 'staff',
    answer: RulesPage,
    summary: 'Versions of the routing rules with their cases, and the posts they name where nobody serves',
  },
  tryRules: {
    method: 'POST',
    path: '/api/staff/rules/trial',
    who: 'staff',
    body: TrialForm,
    largest: RULES_LARGEST,
    answer: TrialResult,
    summary: 'What each case comes to under these rules; nothing is stored',
  },
  publishRules: {
    method: 'POST',
    path: '/api/staff/rules',
    who: 'staff',
    status: 201,
    body: RulesForm,
    largest: RULES_LARGEST,
    answer: RuleSetState,
    summary: 'Publish a version of the routing rules once all its cases pass',
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
    body: form.PolicyForm,
    answer: PolicyState,
    summary: 'Publish a clock policy; it applies to reports received from now on',
  },
  simulatePolicy: {
    method: 'POST',
    path: '/api/staff/policies/simulate',
    who: 'staff',
    body: form.SimulationForm,
    answer: answer.Simulated,
    summary: 'How the deadlines of open reports would move under a draft; page by page, to be added up',
  },
  readCalendar: {
    method: 'GET',
    path: '/api/staff/calendar',
    who: 'staff',
    answer: answer.CalendarPage,
    summary: 'Working days, and what the county decided about them',
  },
  decideCalendar: {
    method: 'POST',
    path: '/api/staff/calendar/decisions',
    who: 'staff',
    status: 201,
    body: form.CalendarDecisionForm,
    answer: answer.CalendarPage,
    summary:
      'Decide about a day, enter the holidays of a year, or give an area hours of its own; open deadlines are reckoned anew',
  },
  readIndicators: {
    method: 'GET',
    path: '/api/staff/indicators',
    who: 'staff',
    query: z.object({ area: z.optional(form.Area), from: form.MonthText, to: form.MonthText }),
    answer: IndicatorPage,
    summary: 'Figures of an area over some months, both included, and of its parts',
  },
  listCampaigns: {
    method: 'GET',
    path: '/api/staff/campaigns',
    who: 'staff',
    query: Paged,
    answer: list(answer.CampaignRow),
    summary: 'Publicity campaigns',
  },
  planCampaign: {
    method: 'POST',
    path: '/api/staff/campaigns',
    who: 'staff',
    isRepeatable: true,
    status: 201,
    body: form.CampaignForm,
    answer: answer.CampaignRow,
    summary: 'Plan a campaign',
  },
  moveCampaign: {
    method: 'POST',
    path: '/api/staff/campaigns/{id}/moves',
    who: 'staff',
    params: Id,
    body: form.CampaignMoveForm,
    answer: answer.CampaignRow,
    summary: 'Submit, approve, schedule or cancel a campaign',
  },
  listEndpoints: {
    method: 'GET',
    path: '/api/staff/endpoints',
    who: 'staff',
    query: z.object({ area: z.optional(form.Area) }),
    answer: list(answer.EndpointRow),
    summary: 'Webhook and robot endpoints',
  },
  createEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints',
    who: 'staff',
    status: 201,
    isRepeatable: true,
    body: form.EndpointForm,
    answer: answer.NewEndpoint,
    summary: 'Add an endpoint; its secret is answered only here',
  },
  moveEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    body: form.EndpointChangeForm,
    answer: answer.EndpointRow,
    summary: 'Pause, resume or edit an endpoint',
  },
  testEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}/test',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    answer: answer.TestResult,
    summary: 'Post a test message now; the answer is the receiver’s own',
  },
  rotateEndpoint: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}/rotate',
    who: 'staff',
    isRepeatable: true,
    params: z.object({ area: form.Area, id: z.string() }),
    body: form.RotationForm,
    answer: answer.NewEndpoint,
    summary: 'A new secret, with overlap; a webhook’s is answered only here',
  },
  replayDeliveries: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}/replay',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    body: form.ReplayForm,
    answer: z.object({ replayed: z.int() }),
    summary: 'Send again what an endpoint was sent, by id or by time',
  },
  listDeliveries: {
    method: 'GET',
    path: '/api/staff/deliveries',
    who: 'staff',
    query: z.object({ ...Paged.shape, endpoint: z.string() }),
    answer: list(answer.DeliveryRow),
    summary: 'What an endpoint was sent and what it answered',
  },
  setCallback: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}/callback',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    body: form.CallbackForm,
    answer: z.object({ url: z.string() }),
    summary: 'Give a robot the keys of its callback; answers the address to enter at the vendor',
  },
  listIdentities: {
    method: 'GET',
    path: '/api/staff/endpoints/{area}/{id}/identities',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    answer: z.object({ items: z.array(answer.IdentityRow) }),
    summary: 'Which chat accounts of an endpoint speak for which staff',
  },
  mapIdentity: {
    method: 'POST',
    path: '/api/staff/endpoints/{area}/{id}/identities',
    who: 'staff',
    params: z.object({ area: form.Area, id: z.string() }),
    body: form.IdentityForm,
    answer: z.object({ items: z.array(answer.IdentityRow) }),
    summary: 'Link a chat account to a member of staff, or unlink it',
  },
  showAnswer: {
    method: 'GET',
    path: '/a/{token}',
    who: 'public',
    params: z.object({ token: z.string() }),
    answer: 'page',
    summary: 'What a link in a chat message asks to confirm; looking changes nothing',
  },
  confirmAnswer: {
    method: 'POST',
    path: '/a/{token}',
    who: 'public',
    params: z.object({ token: z.string() }),
    takes: 'form',
    body: form.AnswerForm,
    answer: 'page',
    summary: 'Do what the link asks, once',
  },
  verifyWecom: {
    method: 'GET',
    path: '/hooks/wecom/{endpoint}',
    who: 'public',
    params: z.object({ endpoint: z.string() }),
    query: form.WecomEcho,
    answer: 'page',
    summary: 'WeCom asks whether the callback is ours',
  },
  hearWecom: {
    method: 'POST',
    path: '/hooks/wecom/{endpoint}',
    who: 'public',
    params: z.object({ endpoint: z.string() }),
    query: form.WecomSigned,
    takes: 'text',
    body: form.Signed,
    answer: 'page',
    summary: 'A message or card event from WeCom, encrypted',
  },
  hearDingtalk: {
    method: 'POST',
    path: '/hooks/dingtalk/{endpoint}',
    who: 'public',
    params: z.object({ endpoint: z.string() }),
    takes: 'text',
    body: form.Signed,
    answer: 'page',
    summary: 'A message to the outgoing robot from DingTalk, signed',
  },
  hearFeishu: {
    method: 'POST',
    path: '/hooks/feishu/{endpoint}',
    who: 'public',
    params: z.object({ endpoint: z.string() }),
    takes: 'text',
    body: form.Signed,
    answer: 'page',
    summary: 'A message or card event from Feishu, encrypted and signed',
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
  webhookSchema: {
    method: 'GET',
    path: '/webhooks/schemas/{file}',
    who: 'public',
    params: z.object({ file: z.string() }),
    answer: z.record(z.string(), z.unknown()),
    summary: 'JSON Schema of a webhook event: case.escalated.v1.json',
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
