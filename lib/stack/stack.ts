/**
 * Every table, queue, bucket and service, named once. serverless.yml, roles, environment, the embedded stack and the code
 * all read this file. It is data: the rendering to CloudFormation is beside it.
 */

/**
 * The functions of each service, as their folders export them, and the settings and secrets its code must be given.
 * A secret is a key ring `kid:base64url,kid:base64url`, the first one current; OIDC_CLIENT_SECRET is the bare secret.
 */
export const SERVICES = {
  intake: {
    functions: [
      'resolveCode',
      'listPlaces',
      'showForm',
      'postForm',
      'serveAsset',
      'submitReport',
      'enterReport',
      'findSimilar',
      'supportReport',
      'addUploads',
      'followReport',
      'openReport',
      'moveOwnReport',
      'ownData',
    ],
    settings: ['PUBLIC_URL', 'UPLOAD_ORIGIN'],
    secrets: ['CODE_KEYS', 'PIN_KEYS', 'DATA_KEYS', 'MEDIA_KEYS', 'FLOOD_KEYS'],
  },
  media: {
    functions: ['beginUpload', 'sweepUploads', 'processUploads', 'showMedia'],
    settings: ['UPLOAD_ORIGIN'],
    secrets: ['DATA_KEYS', 'MEDIA_KEYS', 'FLOOD_KEYS'],
  },
  routing: { functions: ['routeReport', 'findPlaces', 'pickPlaces'], settings: [], secrets: [] },
  sla: {
    functions: [
      'sweepReports',
      'tickReports',
      'listPolicies',
      'publishPolicy',
      'readCalendar',
      'decideDay',
      'enterYear',
      'watchCalendar',
    ],
    settings: [],
    secrets: [],
  },
  publicity: {
    functions: ['sweepCampaigns', 'runCampaign', 'listCampaigns', 'planCampaign', 'moveCampaign'],
    settings: [],
    secrets: [],
  },
  alerts: {
    functions: [
      'fanOut',
      'deliver',
      'sweepDeliveries',
      'listEndpoints',
      'createEndpoint',
      'moveEndpoint',
      'testEndpoint',
      'rotateEndpoint',
      'listDeliveries',
      'replayDeliveries',
      'setCallback',
      'listIdentities',
      'mapIdentity',
      'showAnswer',
      'confirmAnswer',
      'verifyWecom',
      'hearWecom',
      'hearDingtalk',
      'hearFeishu',
    ],
    settings: ['PUBLIC_URL', 'OUTBOUND'],
    secrets: ['DATA_KEYS'],
  },
  console: {
    functions: [
      'showConsole',
      'signIn',
      'completeSignIn',
      'readSession',
      'signOut',
      'listReports',
      'readReport',
      'moveReport',
      'listGrids',
      'listCodes',
    ],
    settings: ['PUBLIC_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID'],
    secrets: ['CODE_KEYS', 'DATA_KEYS', 'MEDIA_KEYS', 'OIDC_CLIENT_SECRET'],
  },
  areas: {
    functions: [
      'sweepAreas',
      'runAreas',
      'importAreas',
      'publishAreas',
      'publishMap',
      'listEditions',
      'exportAreas',
    ],
    settings: [],
    secrets: [],
  },
  teams: {
    functions: ['sweepPosts', 'runPosts', 'listPosts', 'changePost'],
    settings: [],
    secrets: [],
  },
  relay: {
    functions: ['payDebts', 'health', 'openapi', 'webhookSchema'],
    settings: ['STACK_ENGINE', 'STACK_QUEUE', 'STACK_VERSION'],
    secrets: [],
  },
} as const satisfies Record<
  string,
  { functions: readonly string[]; settings: readonly string[]; secrets: readonly string[] }
>

/** Settings of every service: metrics are told apart by stage. */
const EVERYWHERE = ['STAGE'] as const

export type ServiceName = keyof typeof SERVICES
export type FunctionName = (typeof SERVICES)[ServiceName]['functions'][number]
export type SettingName = (typeof SERVICES)[ServiceName]['settings'][number] | (typeof EVERYWHERE)[number]
export type SecretName = (typeof SERVICES)[ServiceName]['secrets'][number]

/** Staff routes look up the session of whoever asks. */
const BEHIND_SESSION = [
  'readSession',
  'signOut',
  'listReports',
  'enterReport',
  'readReport',
  'moveReport',
  'listGrids',
  'listCodes',
  'pickPlaces',
  'publishAreas',
  'listPolicies',
  'publishPolicy',
  'readCalendar',
  'decideDay',
  'enterYear',
  'listCampaigns',
  'planCampaign',
  'moveCampaign',
  'listEndpoints',
  'createEndpoint',
  'moveEndpoint',
  'testEndpoint',
  'rotateEndpoint',
  'listDeliveries',
  'replayDeliveries',
  'setCallback',
  'listIdentities',
  'mapIdentity',
  'listPosts',
  'changePost',
  'importAreas',
  'publishMap',
  'listEditions',
  'exportAreas',
] as const satisfies readonly FunctionName[]

/** What comes from a chat robot's vendor. */
const CALLBACKS = ['hearWecom', 'hearDingtalk', 'hearFeishu'] as const satisfies readonly FunctionName[]
/** A person acts from a chat, by a link or by a message. */
const ANSWERS = ['confirmAnswer', ...CALLBACKS] as const satisfies readonly FunctionName[]

/**
 * `writers` may get, put and update items; `readers` may get them; `listers` may query the table and its indexes.
 * Nobody deletes and nobody scans: a thing that ends is marked, or expires by its `ttl`.
 */
export type Table = {
  key: readonly [partition: string, sort?: string]
  /** Sparse and keys-only: an item is in an index only while it answers the question the index is named after. */
  indexes: Readonly<Record<`by${string}`, readonly [partition: string, sort: string]>>
  ttl?: string
  writers: readonly FunctionName[]
  readers: readonly FunctionName[]
  listers: readonly FunctionName[]
}

export const TABLES = {
  reports: {
    key: ['id'],
    indexes: {
      byNumber: ['number', 'id'],
      byCommunity: ['openIn', 'receivedAt'],
      byRaised: ['raisedTo', 'receivedAt'],
      byDue: ['dueShard', 'dueAt'],
      byDebt: ['debtShard', 'debtAt'],
      byNear: ['near', 'receivedAt'],
    },
    writers: [
      'submitReport',
      'enterReport',
      'supportReport',
      'ownData',
      'postForm',
      'routeReport',
      'tickReports',
      'moveReport',
      'moveOwnReport',
      'addUploads',
      'fanOut',
      'payDebts',
      ...ANSWERS,
      'runAreas',
    ],
    readers: ['readReport', 'health', 'showAnswer'],
    listers: [
      'findSimilar',
      'supportReport',
      'followReport',
      'addUploads',
      'openReport',
      'moveOwnReport',
      'ownData',
      'postForm',
      'listReports',
      'sweepReports',
      'tickReports',
      'payDebts',
      ...CALLBACKS,
      'runAreas',
    ],
  },
  campaigns: {
    key: ['id'],
    indexes: {
      byState: ['listedIn', 'createdAt'],
      byDue: ['dueShard', 'dueAt'],
      byDebt: ['debtShard', 'debtAt'],
    },
    writers: ['planCampaign', 'moveCampaign', 'runCampaign', 'fanOut', 'payDebts'],
    readers: [],
    listers: ['listCampaigns', 'sweepCampaigns', 'payDebts'],
  },
  history: {
    key: ['id', 'seq'],
    indexes: {},
    // Whoever settles files: a change that owes a message leaves both to those who hear it.
    writers: [
      'fanOut',
      'payDebts',
      'routeReport',
      'tickReports',
      'submitReport',
      'supportReport',
      'moveOwnReport',
      'ownData',
      'postForm',
      'moveReport',
      'decideDay',
      'enterYear',
      'watchCalendar',
      'planCampaign',
      'moveCampaign',
      'runCampaign',
      'runPosts',
      'runAreas',
      // What nobody needs to hear is settled by whoever changed it.
      'addUploads',
    ],
    readers: [],
    listers: [
      'readReport',
      'moveReport',
      'followReport',
      'addUploads',
      'openReport',
      'moveOwnReport',
      'ownData',
      'showAnswer',
      ...ANSWERS,
      'postForm',
    ],
  },
  codes: {
    key: ['id'],
    indexes: { byGrid: ['gridId', 'id'] },
    writers: [],
    readers: [
      'resolveCode',
      'showForm',
      'postForm',
      'findSimilar',
      'listPlaces',
      'routeReport',
      'listCodes',
      'publishAreas',
      'runAreas',
    ],
    listers: ['listCodes', 'listPlaces', 'publishAreas', 'runAreas'],
  },
  grids: {
    key: ['county', 'id'],
    indexes: {},
    writers: ['importAreas', 'runAreas'],
    readers: [
      'resolveCode',
      'showForm',
      'postForm',
      'followReport',
      'addUploads',
      'openReport',
      'moveOwnReport',
      'ownData',
      'fanOut',
      'showAnswer',
      'confirmAnswer',
    ],
    listers: [
      'listPlaces',
      'routeReport',
      'moveReport',
      'listGrids',
      'planCampaign',
      'changePost',
      'importAreas',
      'publishAreas',
      'publishMap',
      'exportAreas',
      'runAreas',
      'runPosts',
    ],
  },
  policies: {
    key: ['id'],
    indexes: {},
    writers: ['publishPolicy'],
    readers: [
      'submitReport',
      'enterReport',
      'postForm',
      'routeReport',
      'tickReports',
      'readReport',
      'moveReport',
      'addUploads',
      'followReport',
      'openReport',
      'ownData',
      'moveOwnReport',
      'listPolicies',
      ...ANSWERS,
      'showAnswer',
    ],
    listers: [],
  },
  calendars: {
    key: ['id'],
    indexes: { byDebt: ['debtShard', 'debtAt'] },
    writers: ['decideDay', 'enterYear', 'watchCalendar', 'tickReports', 'fanOut', 'payDebts'],
    readers: [
      'readCalendar',
      'submitReport',
      'postForm',
      'enterReport',
      'routeReport',
      'readReport',
      'moveReport',
      'addUploads',
      'followReport',
      'openReport',
      'moveOwnReport',
      'ownData',
      ...ANSWERS,
    ],
    listers: ['payDebts'],
  },
  endpoints: {
    key: ['area', 'id'],
    indexes: {},
    writers: ['createEndpoint', 'moveEndpoint', 'testEndpoint', 'rotateEndpoint', 'setCallback', 'deliver'],
    readers: ['replayDeliveries', 'listIdentities', 'mapIdentity', 'verifyWecom', ...CALLBACKS],
    listers: ['fanOut', 'listEndpoints'],
  },
  /** Which chat account speaks for whom. */
  identities: {
    key: ['endpointId', 'account'],
    indexes: {},
    writers: ['mapIdentity'],
    readers: CALLBACKS,
    listers: ['listIdentities', 'mapIdentity'],
  },
  deliveries: {
    key: ['id'],
    indexes: { byEndpoint: ['endpointId', 'createdAt'], byDue: ['dueShard', 'dueAt'] },
    ttl: 'expiresAt',
    writers: ['fanOut', 'deliver', 'replayDeliveries'],
    readers: ['listDeliveries', 'listEndpoints'],
    listers: ['sweepDeliveries', 'listDeliveries', 'replayDeliveries', 'listEndpoints', 'deliver'],
  },
  staff: {
    key: ['id'],
    indexes: { byAccount: ['account', 'id'] },
    writers: ['runPosts'],
    readers: ['completeSignIn', 'showAnswer', ...ANSWERS, ...BEHIND_SESSION],
    listers: ['completeSignIn'],
  },
  directories: {
    key: ['id'],
    indexes: { byDue: ['dueShard', 'dueAt'], byDebt: ['debtShard', 'debtAt'] },
    writers: ['publishMap', 'runAreas', 'runPosts', 'payDebts'],
    readers: ['importAreas', 'listEditions', 'exportAreas'],
    listers: ['sweepAreas', 'payDebts'],
  },
  posts: {
    key: ['id'],
    indexes: {
      byCommunity: ['listedIn', 'id'],
      byDue: ['dueShard', 'dueAt'],
      byDebt: ['debtShard', 'debtAt'],
    },
    writers: ['changePost', 'runPosts', 'fanOut', 'payDebts'],
    readers: [],
    listers: ['listPosts', 'runPosts', 'sweepPosts', 'payDebts'],
  },
  uploads: {
    key: ['id'],
    indexes: { byDue: ['dueShard', 'dueAt'] },
    ttl: 'expiresAt',
    writers: ['beginUpload', 'submitReport', 'addUploads', 'processUploads'],
    readers: ['readReport', 'moveReport', 'followReport', 'openReport', 'moveOwnReport', 'postForm'],
    listers: ['sweepUploads'],
  },
  sessions: {
    key: ['id'],
    indexes: {},
    ttl: 'expiresAt',
    writers: ['signIn', 'completeSignIn', 'signOut', 'readSession'],
    readers: [...BEHIND_SESSION, 'showAnswer', 'confirmAnswer'],
    listers: [],
  },
  buckets: {
    key: ['id'],
    indexes: {},
    ttl: 'expiresAt',
    writers: [
      'submitReport',
      'postForm',
      'supportReport',
      'beginUpload',
      'addUploads',
      'followReport',
      'openReport',
      'moveOwnReport',
      'ownData',
      'resolveCode',
      'listPlaces',
      'findSimilar',
      'deliver',
      'testEndpoint',
      ...CALLBACKS,
    ],
    readers: [],
    listers: [],
  },
} as const satisfies Record<string, Table>

export type TableName = keyof typeof TABLES

/** How many partitions each due, debt and list index is spread over; a report's shard is the last digit of its id. */
export const SHARDS = [...'0123456789abcdef'] as const

/**
 * A queue is named after what its one consumer does. Visibility is six times the consumer's timeout (AWS's own rule),
 * and after `attempts` a message rests fourteen days in the dead-letter queue.
 */
export type Queue = {
  consumer: FunctionName
  timeoutSeconds: number
  attempts: number
  batch: number
  concurrency: number
  senders: readonly FunctionName[]
}

export const QUEUES = {
  routing: {
    consumer: 'routeReport',
    timeoutSeconds: 15,
    attempts: 5,
    batch: 10,
    concurrency: 10,
    senders: ['submitReport', 'postForm', 'enterReport', 'payDebts'],
  },
  media: {
    consumer: 'processUploads',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 1,
    concurrency: 10,
    senders: ['submitReport', 'addUploads', 'sweepUploads'],
  },
  sla: {
    consumer: 'tickReports',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 20,
    senders: ['sweepReports', 'watchCalendar', 'payDebts'],
  },
  publicity: {
    consumer: 'runCampaign',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 5,
    senders: ['sweepCampaigns', 'runCampaign', 'payDebts'],
  },
  alerts: {
    consumer: 'fanOut',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 10,
    concurrency: 10,
    senders: [
      'routeReport',
      'tickReports',
      'moveReport',
      'moveOwnReport',
      'postForm',
      'runCampaign',
      'runPosts',
      'runAreas',
      'watchCalendar',
      'payDebts',
      'deliver',
      ...ANSWERS,
    ],
  },
  areas: {
    consumer: 'runAreas',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 1,
    concurrency: 2,
    senders: ['sweepAreas', 'publishMap', 'runAreas', 'payDebts'],
  },
  teams: {
    consumer: 'runPosts',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 5,
    senders: ['sweepPosts', 'changePost', 'runAreas', 'payDebts'],
  },
  deliveries: {
    consumer: 'deliver',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 5,
    concurrency: 20,
    senders: ['fanOut', 'sweepDeliveries', 'deliver'],
  },
} as const satisfies Record<string, Queue>

export type QueueName = keyof typeof QUEUES

/** `writers` may put objects; `readers` may get them, and be told when there is none. Nobody deletes: objects expire. */
export type Bucket = {
  /** Days after which an object is gone; for ever without. */
  keptDays?: number
  /** Phones send to it with a presigned request, and this queue is told of each file. */
  tells?: QueueName
  writers: readonly FunctionName[]
  readers: readonly FunctionName[]
}

export const BUCKETS = {
  /** Files as phones sent them, which nobody has looked at: never shown, gone after a day. */
  staging: { keptDays: 1, tells: 'media', writers: ['beginUpload'], readers: ['processUploads'] },
  /** What residents' photos and voices became: as long as a report may be asked about. */
  media: { keptDays: 730, writers: ['processUploads'], readers: ['showMedia'] },
  /** The county's packed areas, put there when the grids change. */
  geo: {
    writers: ['publishAreas', 'runAreas'],
    readers: [
      'publishAreas',
      'runAreas',
      'routeReport',
      'submitReport',
      'postForm',
      'enterReport',
      'findPlaces',
      'pickPlaces',
    ],
  },
} as const satisfies Record<string, Bucket>

export type BucketName = keyof typeof BUCKETS

/** Spelled here and nowhere else. */
export const tableEnv = (name: TableName) => `${name.toUpperCase()}_TABLE` as const
export const queueEnv = (name: QueueName) => `${name.toUpperCase()}_QUEUE_URL` as const
export const bucketEnv = (name: BucketName) => `${name.toUpperCase()}_BUCKET` as const

export function serviceOf(name: FunctionName): ServiceName {
  return (Object.keys(SERVICES) as ServiceName[]).find((service) =>
    (SERVICES[service].functions as readonly string[]).includes(name),
  )!
}

const uses = (service: ServiceName, names: readonly FunctionName[]) =>
  names.some((name) => serviceOf(name) === service)

/** What a service's code can reach: the union of what its functions are granted. Names only; the grants are per function. */
export function reachOf(service: ServiceName): {
  tables: TableName[]
  queues: QueueName[]
  buckets: BucketName[]
  settings: readonly SettingName[]
  secrets: readonly SecretName[]
} {
  return {
    tables: (Object.keys(TABLES) as TableName[]).filter((name) => {
      const { writers, readers, listers }: Table = TABLES[name]
      return uses(service, [...writers, ...readers, ...listers])
    }),
    queues: (Object.keys(QUEUES) as QueueName[]).filter((name) => uses(service, QUEUES[name].senders)),
    buckets: (Object.keys(BUCKETS) as BucketName[]).filter((name) => {
      const { writers, readers }: Bucket = BUCKETS[name]
      return uses(service, [...writers, ...readers])
    }),
    settings: [...SERVICES[service].settings, ...EVERYWHERE],
    secrets: SERVICES[service].secrets,
  }
}
