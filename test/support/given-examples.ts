import type * as z from 'zod/mini'
import type { ROUTES, RouteName } from '../../lib/contracts/http.ts'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import type { Day, Instant } from '../../lib/kernel/instant.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'

type Input<R, Part extends string> = R extends { [P in Part]: infer Schema extends z.ZodMiniType }
  ? { [P in Part]: z.input<Schema> }
  : { [P in Part]?: never }
type Example<R> = Input<R, 'params'> & Input<R, 'query'> & Input<R, 'body'> & Input<R, 'answer'>

const at = '2026-11-23T01:00:00.000Z' as Instant
const number = 'JY-261123-7K3F-9'
const deadlines = { contactBy: at, resolveBy: at, provisional: false }
const unit = { name: '凤凰社区第二网格', phone: '0530-8200000' }
const photo = { kind: 'photo' as const, status: 'ready' as const, thumb: '/media/a', large: '/media/b' }
const followed = {
  number,
  status: 'resolved' as const,
  category: 'parking' as const,
  receivedAt: at,
  level: 'assignee' as const,
  unit,
  ...deadlines,
  steps: [
    { at, what: 'receive' },
    { at, what: 'resolve', words: '已划出两个车位' },
  ],
  open: ['reopen' as const],
  isSupporter: false,
  canRate: false,
  rating: { level: 2, at },
  uploads: [photo],
}
const ruleSet = {
  version: 1,
  effectiveAt: at,
  publishedAt: at,
  by: 'county',
  note: '夜间扰民先找民辅警',
  rules: [
    {
      id: 'night-noise',
      name: '夜间扰民',
      when: {
        categories: ['noise' as const],
        tags: ['phone_call' as const],
        areas: ['371724001'],
        hours: { from: '22:00', until: '07:00' },
        workday: true,
        answers: { when: 'now' },
        risks: ['red' as const],
        load: 3,
      },
      does: {
        post: 'aux_police' as const,
        team: '371724001005002',
        assist: ['北城派出所'],
        priority: 'high' as const,
        hold: true as const,
      },
    },
  ],
  cases: [
    {
      name: '白天不算',
      given: {
        category: 'noise' as const,
        tags: ['phone_call' as const],
        area: '371724001005002',
        at: '2026-11-23 09:00',
        answers: { when: 'now' },
        risk: 'red' as const,
        load: 3,
      },
      expect: { rule: null, does: {} },
    },
  ],
}
const gap = {
  rule: 'night-noise',
  role: 'aux_police' as const,
  area: '371724001005002',
  place: unit.name,
  since: at,
}
const trial = { name: '白天不算', passed: true, rule: null, why: { zh: '按地点派', en: 'by its place' } }
const placesFound = {
  verdict: 'found' as const,
  items: [
    {
      placeId: '371724001005001.凤凰花园.3',
      kind: 'building' as const,
      name: '凤凰社区凤凰花园3号楼',
      gridId: '371724001005001',
      score: 0.98,
      parts: [{ as: 'compound' as const, name: '凤凰花园', similarity: 0.98 }],
      lacks: [],
    },
  ],
}
const row = {
  id: 'r1',
  number,
  status: 'assigned' as const,
  category: 'parking' as const,
  gridId: '371724001005002',
  level: 'street' as const,
  receivedAt: at,
  dueAt: at,
  flags: ['code-revoked'],
}
const line: HistoryEntry = {
  id: 'r1',
  seq: 1,
  at,
  actor: 'resident',
  role: 'resident',
  what: 'receive',
  to: 'received',
  prevHash: '',
  hash: 'a1',
}
const page = {
  ...row,
  version: 3,
  words: '门口一直有车挡着',
  place: '3 号楼南门',
  phone: '138****0000',
  name: '张女士',
  wish: 'reply',
  answers: ['挡住消防通道了吗？是'],
  source: 'walk_in' as const,
  supporters: 2,
  rating: { level: 1, at, callBackBy: at },
  uploads: [photo, { kind: 'photo' as const, status: 'refused' as const, why: 'not-media' as const }],
  clocks: [
    {
      name: 'contact' as const,
      phase: 'running',
      level: 'street' as const,
      dueAt: at,
      provisional: false,
      derivation: [],
    },
  ],
  trace: [{ by: 'code', found: true, gridId: '371724001005002', why: '因为二维码贴在「3号楼」' }],
  history: [{ ...line, said: { note: '已电话联系' } }],
  open: [{ move: 'contact' as const, asks: ['channel' as const, 'note' as const] }],
}
const campaign = {
  id: 'c1',
  version: 1,
  status: 'draft',
  title: '反诈宣传',
  text: '陌生来电要转账的都是骗子',
  grids: 650,
  sent: 0,
  at,
  open: ['submit' as const],
}
const identities = { items: [{ account: 'lijing', staff: 's1', mappedAt: at }] }
const endpoint = {
  id: 'e1',
  kind: 'wecom' as const,
  area: '371724001005',
  name: '凤凰社区工作群',
  events: ['case.*' as const],
  target: 'qyapi.weixin.qq.com/…a1b2',
  status: 'active' as const,
  language: 'zh' as const,
  envelope: 'standard' as const,
  format: 'card' as const,
  quiet: { from: '22:00', until: '07:00' },
  version: 2,
  changes: [{ at, by: 'ann', what: 'created' }],
  awaitsTest: true as const,
  last: { status: 'delivered', answer: 'ok', at },
}
const post = {
  role: 'grid_worker' as const,
  area: '371724001005002',
  place: '凤凰街道 凤凰社区第二网格',
  version: 4,
  serving: [{ staffId: 's2', name: '赵明', insteadOf: '李静' }],
  vacantSince: at,
  tenures: [{ staffId: 's1', name: '李静', from: at, until: at }],
  leaves: [{ staffId: 's1', name: '李静', from: at, until: at, substitute: 's2' }],
}
const edition = {
  edition: 2,
  key: '0123456789abcdef',
  effectiveAt: at,
  publishedAt: at,
  by: 's1',
  note: '第二网格一分为二',
  grids: 708,
}
const decision = {
  day: '2026-12-25' as Day,
  kind: 'off' as const,
  why: '县政府关于暴雪停工的通知',
  by: '王主任',
  effectiveAt: at,
}
const calendarPage = {
  today: '2026-11-24' as Day,
  knownUntil: '2026-12-31' as Day,
  years: { 2026: { off: '01-01', worked: '01-04' } },
  overrides: { '2026-12-25': 'off' as const },
  hours: {
    '371724001005002': [{ from: '2026-12-01' as Day, week: ['', '', '', '', '', '09:00-12:00', ''] }],
  },
  decisions: [decision],
}
const policy = { ...DEFAULT_POLICY, version: '2027-1' }

/** A request and its answer for each route, as a page or a program would write them. */
export const EXAMPLES: { [Name in RouteName]: Example<(typeof ROUTES)[Name]> } = {
  showForm: { params: { token: '1.k1.phoenix1.abcdefghijklmn' } },
  postForm: { params: { token: '1.k1.phoenix1.abcdefghijklmn' } },
  serveAsset: { params: { file: 'main-a1b2.js' } },
  showConsole: {},
  signIn: {},
  completeSignIn: {},
  resolveCode: {
    params: { token: '1.k1.phoenix1.abcdefghijklmn' },
    answer: { known: true, place: '凤凰花园3号楼', unit, revoked: false },
  },
  submitReport: {
    body: {
      token: '1.k1.phoenix1.abcdefghijklmn',
      category: 'parking',
      words: '门口一直有车挡着',
      place: '3 号楼南门',
      point: { lat: 35.39, lng: 116.09, datum: 'gcj02' },
      grid: '371724001005002',
      answers: { exit: 'yes' },
      contact: { phone: '13800000000', name: '张女士' },
      wish: 'no_reply',
      consent: '2026-11',
      uploads: ['k1.mac.p1'],
    },
    answer: { number, pin: '012345', receivedAt: at, ...deadlines, flags: ['code-forged'], uploads: 1 },
  },
  beginUpload: {
    body: { kind: 'photo', type: 'image/jpeg', bytes: 240_000, keepsPlace: true },
    answer: { upload: 'k1.mac.p1', url: 'https://files.fenghuang.test/p1?X-Amz-Signature=a', until: at },
  },
  showMedia: { params: { link: 'k1.mac.1764000000.p1.large' } },
  addUploads: {
    params: { number },
    body: { pin: '012345', uploads: ['k1.mac.p1'] },
    answer: followed,
  },
  followReport: { params: { number }, query: { pin: '012345' }, answer: followed },
  openReport: { params: { number }, body: { pin: '012345' }, answer: followed },
  supportReport: { params: { number }, answer: { number, pin: '012345' } },
  ownData: {
    params: { number },
    body: { pin: '012345', contact: { phone: '13800000000', name: '张女士' } },
    answer: {
      number,
      receivedAt: at,
      category: 'parking',
      words: '门口一直有车挡着',
      place: '3 号楼南门',
      answers: ['挡住消防通道了吗？是'],
      contact: { phone: '13800000000', name: '张女士' },
      wish: 'reply',
      consent: '2026-11',
      source: 'walk_in',
      steps: followed.steps,
    },
  },
  listPlaces: {
    query: { area: '371724001' },
    answer: { items: [{ id: '371724001005', name: '凤凰社区' }] },
  },
  findSimilar: {
    body: {
      category: 'parking',
      token: '1.k1.phoenix1.abcdefghijklmn',
      point: { lat: 35.39, lng: 116.09, datum: 'wgs84' },
    },
    answer: {
      items: [{ number, category: 'parking', status: 'assigned', receivedAt: at, metres: 12, supporters: 3 }],
    },
  },
  enterReport: {
    body: {
      category: 'parking',
      words: '门口一直有车挡着',
      place: '3 号楼南门',
      point: { lat: 35.39, lng: 116.09, datum: 'wgs84' },
      grid: '371724001005002',
      contact: { phone: '13800000000', name: '张女士' },
      wish: 'reply',
      source: 'phone_call',
    },
    answer: { number, pin: '012345', receivedAt: at, ...deadlines, flags: ['emergency'] },
  },
  moveOwnReport: {
    params: { number, move: 'reopen' },
    body: { pin: '012345', words: '车又停回来了', level: 1 },
    answer: followed,
  },
  readSession: {
    answer: {
      staff: { id: 's1', name: '李静', assignments: [{ role: 'community_worker', area: '371724001005' }] },
      now: at,
    },
  },
  signOut: { answer: {} },
  listReports: {
    query: { area: '371724001', raised: 'yes', cursor: 'abc' },
    answer: { items: [row], next: 'abc' },
  },
  readReport: { params: { id: 'r1' }, answer: page },
  moveReport: {
    params: { id: 'r1' },
    body: { move: 'contact', version: 3, said: { channel: '电话', note: '已联系' } },
    answer: page,
  },
  listGrids: {
    query: { area: '371724001005' },
    answer: { items: [{ id: '371724001005002', ...unit, community: '凤凰社区', street: '凤凰街道' }] },
  },
  importAreas: {
    query: { 'dry-run': 'yes' },
    body: { format: 'geojson', datum: 'gcj02', content: '{"type":"FeatureCollection","features":[]}' },
    answer: {
      grids: 707,
      changes: { added: ['371724001005009'], removed: [], changed: ['371724001005002'] },
      errorCount: 1,
      errors: [{ row: 7, column: 'phone', code: 'phone-wrong', message: '电话只能有数字和短横线' }],
      faultCount: 1,
      faults: [
        {
          kind: 'gap',
          grids: ['371724001005002'],
          squareMetres: 12.5,
          geometry: { type: 'Polygon', coordinates: [[[116.1, 35.4]]] },
        },
      ],
      key: '0123456789abcdef',
    },
  },
  publishMap: {
    body: { key: edition.key, edition: 1, effectiveAt: at, note: '第二网格一分为二' },
    answer: edition,
  },
  listEditions: { answer: { current: 1, status: 'scheduled', items: [edition] } },
  exportAreas: { query: { format: 'xlsx', datum: 'bd09', edition: '2' } },
  listPosts: { query: { area: '371724001005', cursor: 'abc' }, answer: { items: [post], next: 'abc' } },
  changePost: {
    params: { area: post.area, role: 'grid_worker' },
    body: { do: 'leave', version: 3, staffId: 's1', from: at, until: at, substitute: 's2' },
    answer: post,
  },
  listCodes: {
    query: { grid: '371724001005002', cursor: 'abc' },
    answer: {
      items: [
        {
          id: 'c1',
          kind: 'building',
          place: '3号楼',
          url: 'https://fenghuang.test/q/1.k1.c1.x',
          revoked: false,
        },
      ],
    },
  },
  findPlaces: { query: { q: '凤凰花园3号楼' }, answer: placesFound },
  pickPlaces: { query: { q: 'fhhy' }, answer: { verdict: 'ask', why: 'nothing', items: [] } },
  publishAreas: { answer: { version: 'a3f9', grids: 638, places: 2_005, bytes: 1_048_576 } },
  readWorkload: {
    query: { area: '371724001005' },
    answer: {
      items: [{ area: '371724001005002', open: 5, raised: 1, posts: [{ role: 'grid_worker', open: 4 }] }],
      isWhole: true,
    },
  },
  listRules: { answer: { current: 1, items: [ruleSet], gaps: [gap] } },
  tryRules: { body: { rules: ruleSet.rules, cases: ruleSet.cases }, answer: { results: [trial] } },
  publishRules: {
    body: { version: 0, note: ruleSet.note, rules: ruleSet.rules, cases: ruleSet.cases, effectiveAt: at },
    answer: ruleSet,
  },
  listPolicies: { answer: { current: 'default-1', items: [policy] } },
  publishPolicy: {
    body: { version: '2027-1', common: DEFAULT_POLICY.common, classes: DEFAULT_POLICY.classes },
    answer: policy,
  },
  simulatePolicy: {
    body: { common: policy.common, classes: policy.classes, cursor: '3' },
    answer: {
      looked: 40,
      shifts: [{ clock: 'contact', earlier: 3, later: 0, same: 37, begun: 0, ended: 0, breached: 1 }],
      cases: [{ id: 'r1', number: 'JY-261124-7K3F-9', clock: 'contact', was: at, is: at }],
      next: '4',
    },
  },
  readCalendar: { answer: calendarPage },
  decideCalendar: {
    body: { about: 'day', day: decision.day, kind: 'off', why: decision.why, effectiveAt: at },
    answer: calendarPage,
  },
  readIndicators: {
    query: { area: '371724', from: '2026-09', to: '2026-11' },
    answer: {
      area: '371724',
      from: '2026-09',
      to: '2026-11',
      countedAt: at,
      total: [{ name: 'response', numerator: 8, denominator: 9 }],
      parts: [{ area: '371724001', figures: [{ name: 'response' }] }],
      categories: [{ category: 'parking', figures: [{ name: 'response', numerator: 8, denominator: 9 }] }],
    },
  },
  listCampaigns: { query: {}, answer: { items: [campaign], next: 'abc' } },
  planCampaign: {
    body: { title: '反诈宣传', text: '陌生来电要转账的都是骗子', grids: ['371724'], at },
    answer: campaign,
  },
  moveCampaign: { params: { id: 'c1' }, body: { move: 'submit', version: 1 }, answer: campaign },
  listEndpoints: { query: { area: '371724' }, answer: { items: [endpoint] } },
  createEndpoint: {
    body: {
      kind: 'standard-webhook',
      area: '371724',
      name: '县平台',
      url: 'https://example.com/hook',
      events: ['case.*', 'campaign.sent'],
      secret: 'whsec_x',
    },
    answer: { ...endpoint, secret: 'whsec_x' },
  },
  moveEndpoint: { params: { area: '371724', id: 'e1' }, body: { status: 'paused' }, answer: endpoint },
  testEndpoint: {
    params: { area: '371724', id: 'e1' },
    answer: { delivered: false, verdict: '93000 invalid', ms: 41, status: 200, code: 93000, body: '{}' },
  },
  rotateEndpoint: {
    params: { area: '371724', id: 'e1' },
    body: { overlapHours: 24, url: 'https://example.com/hook', secret: 'whsec_x' },
    answer: { ...endpoint, secret: 'whsec_x' },
  },
  replayDeliveries: {
    params: { area: '371724', id: 'e1' },
    body: { since: at, until: at },
    answer: { replayed: 3 },
  },
  listDeliveries: {
    query: { endpoint: 'e1' },
    answer: {
      items: [
        {
          id: 'd1',
          eventId: 'r1.1.0',
          type: 'report.moved',
          status: 'pending',
          attempts: 1,
          createdAt: at,
          answeredAt: at,
          answer: 'HTTP 500',
        },
      ],
    },
  },
  setCallback: {
    params: { area: '371724', id: 'e1' },
    body: { kind: 'dingtalk', secret: 'SEC0123' },
    answer: { url: 'https://fenghuang.test/hooks/dingtalk/371724-e1' },
  },
  listIdentities: { params: { area: '371724', id: 'e1' }, answer: identities },
  mapIdentity: {
    params: { area: '371724', id: 'e1' },
    body: { account: 'lijing', staff: 's1' },
    answer: identities,
  },
  showAnswer: { params: { token: '1.k1.x.y' } },
  confirmAnswer: {
    params: { token: '1.k1.x.y' },
    body: { token: '1.k1.x.y', days: '3', reason: '等配件' },
  },
  verifyWecom: {
    params: { endpoint: '371724-e1' },
    query: { msg_signature: 's', timestamp: '1', nonce: 'n', echostr: 'e' },
  },
  hearWecom: {
    params: { endpoint: '371724-e1' },
    query: { msg_signature: 's', timestamp: '1', nonce: 'n' },
    body: '<xml><Encrypt>x</Encrypt></xml>',
  },
  hearDingtalk: { params: { endpoint: '371724-e1' }, body: '{}' },
  hearFeishu: { params: { endpoint: '371724-e1' }, body: '{}' },
  health: { answer: { status: 'ok', engine: 'dynamodb', queue: 'sqs', version: '0.1.0' } },
  webhookSchema: { params: { file: 'case.escalated.v1.json' }, answer: {} },
  openapi: { answer: { openapi: '3.1.0' } },
}
